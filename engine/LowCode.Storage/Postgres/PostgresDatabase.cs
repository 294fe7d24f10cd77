using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Postgres;

/// <summary>A workspace in one schema of a PostgreSQL database.</summary>
public sealed class PostgresDatabase : WorkspaceDatabase
{
    private PostgresDatabase(PostgresSessions sessions, Action<Exception>? callbackFailed) : base(sessions, callbackFailed)
    {
    }

    /// <summary>
    /// Connects, makes the schema when it isn't there, brings its tables up to date. A schema of a newer version of the product, or one that holds
    /// something else, throws <see cref="InvalidOperationException"/> and stays untouched.
    /// </summary>
    /// <param name="connection">As Npgsql takes it. <c>Search Path</c> names the schema: small letters, digits and _; <c>lowcode</c> when left out. <c>Maximum Pool Size</c>: how many connections read at once on this node.</param>
    /// <param name="callbackFailed">Told of exceptions that <see cref="IUnit.AfterCommit"/> callbacks throw; the unit stands all the same.</param>
    public static PostgresDatabase Open(string connection, Action<Exception>? callbackFailed = null) => new(new PostgresSessions(connection), callbackFailed);
}
