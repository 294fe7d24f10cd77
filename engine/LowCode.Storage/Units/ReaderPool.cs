using System.Collections.Concurrent;

namespace LowCode.Storage.Units;

/// <summary>Reading connections, opened when needed, a limited number; who comes when all are busy waits for the next free one.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly Sessions _sessions;
    private readonly int _most;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile int _generation;

    internal ReaderPool(Sessions sessions)
    {
        _sessions = sessions;
        // Reading is bound by the processor, but a thread that waits for a turn costs more than a connection.
        _most = sessions.MostReaders ?? Math.Clamp(Environment.ProcessorCount * 4, 16, 64);
        _free = new SemaphoreSlim(_most);
    }

    internal Session Take()
    {
        _free.Wait();
        try
        {
            return _idle.TryTake(out var session) ? session : _sessions.Reader(_generation);
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
        for (var i = 0; i < _most; i++)
            _free.Wait();
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Dispose();
    }
}
