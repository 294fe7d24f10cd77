using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Sqlite;

/// <summary>A workspace in one SQLite file, or in memory for tests.</summary>
public sealed class SqliteDatabase : WorkspaceDatabase
{
    private SqliteDatabase(SqliteSessions sessions, Action<Exception>? callbackFailed) : base(sessions, callbackFailed)
    {
    }

    /// <summary>
    /// Opens the file, makes it when it isn't there, brings its tables up to date. A file of a newer version of the product, or of
    /// something else, throws <see cref="InvalidOperationException"/> and stays untouched.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="callbackFailed">Told of exceptions that <see cref="IUnit.AfterCommit"/> callbacks throw; the unit stands all the same.</param>
    public static SqliteDatabase Open(string path, Action<Exception>? callbackFailed = null) => new(SqliteSessions.File(path), callbackFailed);

    /// <summary>A fresh database in memory, gone when disposed: for tests.</summary>
    public static SqliteDatabase InMemory() => new(SqliteSessions.Memory(), callbackFailed: null);
}
