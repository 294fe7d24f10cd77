using System.Data.Common;
using System.Diagnostics;
using LowCode.Records;
using LowCode.Storage.Migrations;

namespace LowCode.Storage.Units;

/// <summary>
/// A workspace's database: readers see a snapshot and never wait, writers queue in one lane.
/// Safe for all threads. Dispose finishes the writes that wait and closes the connections.
/// </summary>
public abstract class WorkspaceDatabase : IWorkspaceDatabase, IDisposable
{
    private static readonly TimeSpan MigrationPatience = TimeSpan.FromSeconds(30);

    private readonly Sessions _sessions;
    private readonly ReaderPool _readers;
    private readonly WriterLane _lane;
    private readonly ReaderWriterLockSlim? _exclusive;
    private readonly Listeners _listeners;
    private Action<IUnit>? _catchUp;
    private int _disposed;

    private protected WorkspaceDatabase(Sessions sessions, Action<Exception>? callbackFailed)
    {
        _sessions = sessions;
        var writer = sessions.Writer();
        try
        {
            Migrate(writer);
        }
        catch
        {
            writer.Dispose();
            sessions.Dispose();
            throw;
        }
        _exclusive = sessions.TakeTurns ? new ReaderWriterLockSlim() : null;
        _readers = new ReaderPool(sessions);
        _listeners = new Listeners(callbackFailed);
        _lane = new WriterLane(writer, _exclusive, _listeners, _readers.Renew, CatchUp, sessions.Told);
    }

    /// <inheritdoc/>
    public event Action<News>? Told { add => _listeners.Told += value; remove => _listeners.Told -= value; }

    /// <inheritdoc/>
    public Outcome<T> Read<T>(Func<IUnit, T> work)
    {
        Unit.RefuseNested();
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var session = Take();
        _exclusive?.EnterReadLock();
        try
        {
            session.BeginRead();
            CatchUp(session);
            return new Unit(session, writes: false).Run(work);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        catch (DbException failure) when (_sessions.Told(failure) is DatabaseAwayException away)
        {
            _readers.Renew();
            throw away;
        }
        finally
        {
            var usable = End(session);
            _exclusive?.ExitReadLock();
            _readers.Return(session, usable);
        }
    }

    /// <inheritdoc/>
    public Task<Outcome<T>> WriteAsync<T>(Func<IUnit, T> work, CancellationToken cancel = default)
    {
        Unit.RefuseNested();
        var unit = new LaneUnit<T>(work, cancel);
        _lane.Add(unit);
        return unit.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        Leave();
        _readers.Dispose();
        _lane.Dispose();
        _exclusive?.Dispose();
        _sessions.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>From now on other nodes share the database: <paramref name="catchUp"/> compares what is kept in memory with each unit's snapshot before the unit runs.</summary>
    private protected void Share(Action<IUnit> catchUp) => _catchUp = catchUp;

    /// <summary>Called before the connections are closed.</summary>
    private protected virtual void Leave()
    {
    }

    /// <summary>Tells this node's listeners what another one has committed.</summary>
    private protected void Hear(IEnumerable<News> news) => _listeners.Tell(news);

    // Nodes of the version before still read, and a dump may be under way: each try waits for them for a while, and lets them through when it gives up.
    private void Migrate(Session writer)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Migrator.Run(writer);
                return;
            }
            catch (DbException failure) when (_sessions.Told(failure) is RefusedException locked)
            {
                if (writer.InTransaction)
                    writer.Rollback();
                if (Stopwatch.GetElapsedTime(began) > MigrationPatience)
                    throw new InvalidOperationException($"The tables could not be brought up to date. {locked.Refusal.Errors[0].Message}", failure);
            }
        }
    }

    private Session Take()
    {
        try
        {
            return _readers.Take();
        }
        catch (DbException failure)
        {
            throw _sessions.Told(failure);
        }
    }

    private void CatchUp(Session session)
    {
        if (_catchUp is { } catchUp)
            new Unit(session, writes: false).Run(unit => { catchUp(unit); return default(Nothing); });
    }

    private static bool End(Session session)
    {
        try
        {
            if (session.InTransaction)
                session.Rollback();
            return !session.IsBroken;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
