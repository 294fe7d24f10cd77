using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>Opens connections to one database, all with the same settings, functions and collations.</summary>
internal sealed class SessionFactory
{
    private const int WriterCacheKb = 65536;
    private const int ReaderCacheKb = 16384;

    private readonly string _connectionString;
    private readonly bool _inMemory;

    static SessionFactory() => SQLitePCL.Batteries_V2.Init();

    private SessionFactory(string source, bool inMemory)
    {
        // Pooling is ours: a session keeps its prepared statements and stores.
        _connectionString = new SqliteConnectionStringBuilder { DataSource = source, Pooling = false, Mode = SqliteOpenMode.ReadWriteCreate }.ToString();
        _inMemory = inMemory;
    }

    /// <summary>A database file; made when it isn't there.</summary>
    internal static SessionFactory File(string path) => new(Path.GetFullPath(path), inMemory: false);

    /// <summary>A database that lives as long as one of its connections is open.</summary>
    internal static SessionFactory Memory() => new($"file:/lowcode-{Guid.NewGuid():N}?vfs=memdb", inMemory: true);

    internal bool InMemory => _inMemory;

    /// <summary>The one connection that writes. <paramref name="durable"/> false gives up what a power cut may lose, for tests and bulk loads.</summary>
    internal Session Writer(bool durable) => Open($"""
        PRAGMA journal_mode = {(_inMemory ? "MEMORY" : "WAL")};
        PRAGMA synchronous = {(durable ? "FULL" : "OFF")};
        PRAGMA journal_size_limit = 67108864;
        PRAGMA cache_size = -{WriterCacheKb};
        """);

    /// <summary>A connection that only reads.</summary>
    internal Session Reader(int generation) => Open($"PRAGMA cache_size = -{ReaderCacheKb}; PRAGMA query_only = ON;", generation);

    private Session Open(string pragmas, int generation = 0)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;" + pragmas;
            command.ExecuteNonQuery();
            SqlFunctions.Register(connection);
            return new Session(connection) { Generation = generation };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
