using System.Collections.Concurrent;

namespace LowCode.Storage.Units;

/// <summary>Reading connections, opened when needed, at most <see cref="Most"/>; who comes when all are busy waits for the next free one.</summary>
internal sealed class ReaderPool(Sessions sessions) : IDisposable
{
    /// <summary>More connections than this only cost memory: reading is bound by the processor.</summary>
    internal static readonly int Most = Math.Clamp(Environment.ProcessorCount * 2, 4, 32);

    private readonly SemaphoreSlim _free = new(Most);
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile int _generation;

    internal Session Take()
    {
        _free.Wait();
        try
        {
            return _idle.TryTake(out var session) ? session : sessions.Reader(_generation);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>Gives a session back; one that failed badly is closed instead of used again.</summary>
    internal void Return(Session session, bool usable)
    {
        if (usable && session.Generation == _generation)
            _idle.Add(session);
        else
            session.Dispose();
        _free.Release();
    }

    /// <summary>Has all sessions opened anew: a connection reads the planner's statistics only once.</summary>
    internal void Renew()
    {
        _generation++;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    /// <summary>Waits for the readers that are under way, then closes all.</summary>
    public void Dispose()
    {
        for (var i = 0; i < Most; i++)
            _free.Wait();
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Dispose();
    }
}
