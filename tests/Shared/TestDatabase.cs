using LowCode.Storage.Sqlite;
using LowCode.Storage.Units;

namespace LowCode;

/// <summary>The database that tests of the engine run on: SQLite in memory; PostgreSQL when <c>LOWCODE_TEST_STORE=postgres</c> asks for it.</summary>
internal static class TestDatabase
{
    internal static WorkspaceDatabase New() =>
        Environment.GetEnvironmentVariable("LOWCODE_TEST_STORE") == "postgres" ? PostgresServer.NewDatabase() : SqliteDatabase.InMemory();
}
