using LowCode.Records;
using LowCode.Storage.Migrations;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// A workspace in one SQLite file (or in memory, for tests): readers see a snapshot and never wait, writers queue in one lane.
/// Safe for all threads. Dispose finishes the writes that wait and closes the file.
/// </summary>
public sealed class SqliteDatabase : IWorkspaceDatabase, IDisposable
{
    private readonly ReaderPool _readers;
    private readonly WriterLane _lane;
    private readonly ReaderWriterLockSlim? _exclusive;
    private int _disposed;

    private SqliteDatabase(SessionFactory factory, bool durable, Action<Exception>? callbackFailed)
    {
        var writer = factory.Writer(durable);
        try
        {
            Migrator.Run(writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
        // A database in memory has no write-ahead log, so its readers and its writer take turns.
        _exclusive = factory.InMemory ? new ReaderWriterLockSlim() : null;
        _readers = new ReaderPool(factory);
        _lane = new WriterLane(writer, _exclusive, callbackFailed, _readers.Renew);
    }

    /// <summary>
    /// Opens the file, makes it when it isn't there, brings its tables up to date. A file of a newer version of the product, or of
    /// something else, throws <see cref="InvalidOperationException"/> and stays untouched.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="callbackFailed">Told of exceptions that <see cref="IUnit.AfterCommit"/> callbacks throw; the unit stands all the same.</param>
    public static SqliteDatabase Open(string path, Action<Exception>? callbackFailed = null) =>
        new(SessionFactory.File(path), durable: true, callbackFailed);

    /// <summary>A fresh database in memory, gone when disposed: for tests.</summary>
    public static SqliteDatabase InMemory() => new(SessionFactory.Memory(), durable: false, callbackFailed: null);

    /// <inheritdoc/>
    public Outcome<T> Read<T>(Func<IUnit, T> work)
    {
        SqliteUnit.RefuseNested();
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var session = _readers.Take();
        _exclusive?.EnterReadLock();
        try
        {
            session.Execute("BEGIN");
            return new SqliteUnit(session, writes: false).Run(work);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
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
        SqliteUnit.RefuseNested();
        var unit = new LaneUnit<T>(work, cancel);
        _lane.Add(unit);
        return unit.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _readers.Dispose();
        _lane.Dispose();
        _exclusive?.Dispose();
    }

    private static bool End(Session session)
    {
        try
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
            return true;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false;
        }
    }
}
