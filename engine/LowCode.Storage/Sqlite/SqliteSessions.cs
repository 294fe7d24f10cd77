using System.Data.Common;
using LowCode.Storage.Units;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>Opens connections to one SQLite database, all with the same settings, functions and collations.</summary>
internal sealed class SqliteSessions : Sessions
{
    private const int WriterCacheKb = 65536;
    private const int ReaderCacheKb = 16384;
    private const int ConfigMemoryStatus = 9;

    // Pages that are written again and again, as those of indexes are by an import, go into the database once in a while instead of once a thousand pages; the index
    // of the log is still one piece, so that readers find a page as fast.
    private const int LogPages = 4000;

    private readonly string _connectionString;
    private readonly bool _inMemory;

    static SqliteSessions()
    {
        SQLitePCL.Batteries_V2.Init();
        // Nobody asks SQLite how much memory it has; counting that takes a lock around every allocation. Too late, and of no harm, where a database is open already.
        _ = SQLitePCL.raw.sqlite3_config(ConfigMemoryStatus, 0);
    }

    private SqliteSessions(string source, bool inMemory)
    {
        // Pooling is ours: a session keeps its prepared statements and stores.
        _connectionString = new SqliteConnectionStringBuilder { DataSource = source, Pooling = false, Mode = SqliteOpenMode.ReadWriteCreate }.ToString();
        _inMemory = inMemory;
    }

    /// <summary>A database file; made when it isn't there.</summary>
    internal static SqliteSessions File(string path) => new(Path.GetFullPath(path), inMemory: false);

    /// <summary>A database that lives as long as one of its connections is open.</summary>
    internal static SqliteSessions Memory() => new($"file:/lowcode-{Guid.NewGuid():N}?vfs=memdb", inMemory: true);

    /// <summary>A database in memory has no write-ahead log.</summary>
    internal override bool TakeTurns => _inMemory;

    internal override Session Writer() => Open($"""
        PRAGMA journal_mode = {(_inMemory ? "MEMORY" : "WAL")};
        PRAGMA synchronous = {(_inMemory ? "OFF" : "FULL")};
        PRAGMA journal_size_limit = 67108864;
        PRAGMA wal_autocheckpoint = {LogPages};
        PRAGMA cache_size = -{WriterCacheKb};
        """);

    internal override Session Reader(int generation) => Open($"PRAGMA cache_size = -{ReaderCacheKb}; PRAGMA query_only = ON;", generation);

    protected override bool IsHeld(DbException failure) => failure is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED };

    private SqliteSession Open(string pragmas, int generation = 0)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;" + pragmas;
            command.ExecuteNonQuery();
            SqlFunctions.Register(connection);
            return new SqliteSession(connection) { Generation = generation };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
