using System.Collections.Concurrent;
using System.Data.Common;

namespace LowCode.Storage.Units;

/// <summary>
/// The only writer of this node to a database: one thread that takes up to <see cref="Most"/> waiting units into one transaction, a savepoint
/// around each of several, so that one failure leaves its neighbours alone and one disk flush serves them all. A caller hears only after the commit.
/// </summary>
internal sealed class WriterLane : IDisposable
{
    internal const int Most = 200;

    private readonly BlockingCollection<LaneUnit> _waiting = [];
    private readonly Session _session;
    private readonly ReaderWriterLockSlim? _exclusive;
    private readonly Listeners _listeners;
    private readonly Action<Session> _catchUp;
    private readonly Func<Exception, Exception> _told;
    private readonly Action _statisticsRenewed;
    private readonly Func<bool> _othersWait;
    private readonly Thread _thread;
    // Units of the batch that come after the one that runs.
    private int _following;

    /// <param name="session">The writing connection; owned from now on.</param>
    /// <param name="exclusive">Held while writing, for databases whose readers can't look past a writer (in memory); null otherwise.</param>
    /// <param name="listeners">Called after commits.</param>
    /// <param name="statisticsRenewed">Told when the planner's statistics are new, so that reading connections take them up.</param>
    /// <param name="catchUp">Called when the writers' turn has come, before the first unit of a transaction: others may have written since.</param>
    /// <param name="told">What callers hear instead of a failure of the database.</param>
    internal WriterLane(Session session, ReaderWriterLockSlim? exclusive, Listeners listeners, Action statisticsRenewed, Action<Session> catchUp, Func<Exception, Exception> told)
    {
        _session = session;
        _exclusive = exclusive;
        _listeners = listeners;
        _catchUp = catchUp;
        _told = told;
        _statisticsRenewed = statisticsRenewed;
        _othersWait = () => _following > 0 || _waiting.Count > 0;
        _thread = new Thread(Run) { IsBackground = true, Name = "writer lane" };
        _thread.Start();
    }

    internal void Add(LaneUnit unit)
    {
        try
        {
            _waiting.Add(unit);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(WorkspaceDatabase), "The database is closed.");
        }
    }

    /// <summary>Finishes what waits, then ends the thread and closes the connection.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
        _session.Dispose();
    }

    private void Run()
    {
        var batch = new List<LaneUnit>(Most);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < Most && _waiting.TryTake(out var next))
                batch.Add(next);
            var done = 0;
            while (done < batch.Count)
                done = Commit(batch, done);
            batch.Clear();
            RenewStatistics();
        }
    }

    /// <summary>One transaction over the units from <paramref name="from"/> on; returns the index of the first unit that it didn't reach.</summary>
    private int Commit(List<LaneUnit> batch, int from)
    {
        var next = from;
        Exception? lost = null;
        // The transaction itself is the savepoint of a unit that has no neighbours: that spares two statements, and the savepoints that an import sets for each of its
        // rows stay cheap, which inside of another one go through all that was changed before them.
        var alone = batch.Count - from == 1;
        _exclusive?.EnterWriteLock();
        try
        {
            _session.BeginWrite();
            _session.EndsBatch = false;
            _catchUp(_session);
            while (next < batch.Count && _session.InTransaction && !_session.EndsBatch)
            {
                _following = batch.Count - next - 1;
                RunUnit(batch[next++], alone);
            }
            if (!_session.InTransaction)
                throw new InvalidOperationException("The database undid the transaction because a statement failed badly.", batch[next - 1].Failure);
            if (alone && batch[from].Failure is not null)
            {
                _session.Rollback();
            }
            else
            {
                _session.Tell([.. batch.Take(next).Skip(from).SelectMany(unit => unit.News).Distinct()]);
                _session.Commit();
            }
        }
        // Whatever went wrong, a disk full or an interrupted write, all callers of this transaction must hear of it and the lane must live on.
        catch (Exception exception)
        {
            lost = _told(exception);
            Undo();
        }
        finally
        {
            _exclusive?.ExitWriteLock();
        }
        // Nothing ran at all (the file is locked or gone): the whole batch hears so.
        if (next == from)
            next = batch.Count;
        for (var i = from; i < next; i++)
            batch[i].Finish(lost, _listeners);
        return next;
    }

    private void RenewStatistics()
    {
        _exclusive?.EnterWriteLock();
        try
        {
            if (_session.RenewStatistics())
                _statisticsRenewed();
        }
        catch (DbException)
        {
            // The file is locked or full, the server away: the old statistics serve, and the next writers hear of what is wrong.
        }
        finally
        {
            _exclusive?.ExitWriteLock();
        }
    }

    private void Undo()
    {
        try
        {
            if (_session.InTransaction)
                _session.Rollback();
        }
        catch (DbException)
        {
            // The callers hear of the first failure; if the connection stays broken, the next BEGIN tells their followers.
        }
    }

    private void RunUnit(LaneUnit unit, bool alone)
    {
        if (unit.IsCancelled)
            return;
        if (!alone)
            _session.Execute("SAVEPOINT unit");
        unit.Run(_session, _othersWait, _told);
        if (alone || !_session.InTransaction)
            return;
        if (unit.Failure is not null)
            _session.Execute("ROLLBACK TO unit");
        _session.Execute("RELEASE unit");
    }
}
