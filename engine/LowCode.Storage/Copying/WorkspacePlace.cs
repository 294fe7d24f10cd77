using LowCode.Storage.Postgres;
using LowCode.Storage.Sqlite;
using LowCode.Storage.Units;
using Npgsql;

namespace LowCode.Storage.Copying;

/// <summary>Where a workspace's database is: a SQLite file, or a schema of PostgreSQL.</summary>
public sealed class WorkspacePlace
{
    private readonly string? _connection;

    private WorkspacePlace(string? file, string? connection) => (File, _connection) = (file, connection);

    /// <summary>The file's full path; null on PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>A file.</summary>
    public static WorkspacePlace OfFile(string path) => new(Path.GetFullPath(path), null);

    /// <summary>A schema, as <see cref="PostgresDatabase.Open"/> takes it.</summary>
    public static WorkspacePlace OfSchema(string connection) => new(null, connection);

    /// <summary>For people; holds no password.</summary>
    public override string ToString() => File ?? Described(new NpgsqlConnectionStringBuilder(_connection));

    /// <summary>Opens it for reading as it is; a place without a workspace throws.</summary>
    internal CopyEnd OpenSource()
    {
        if (File is not null && !System.IO.File.Exists(File))
            throw new InvalidOperationException($"There is no workspace at {File}.");
        var end = End(sessions => sessions.Reader(0));
        try
        {
            end.Session.BeginRead();
            if (_connection is not null && !end.Session.Scalar<bool>("SELECT to_regclass('setting') IS NOT NULL"))
                throw new InvalidOperationException($"There is no workspace in {this}.");
            end.RequireVersion(ToString());
            return end;
        }
        catch
        {
            end.Dispose();
            throw;
        }
    }

    /// <summary>Opens it for filling.</summary>
    internal CopyEnd OpenTarget() => End(sessions => sessions.Writer());

    /// <summary>Opens it as the product does; makes it when it isn't there.</summary>
    internal WorkspaceDatabase OpenDatabase() => File is not null ? SqliteDatabase.Open(File) : PostgresDatabase.Open(_connection!);

    private CopyEnd End(Func<Sessions, Session> open) => File is not null ? new SqliteEnd(open(SqliteSessions.File(File))) : new PostgresEnd((PostgresSession)open(new PostgresSessions(_connection!)));

    private static string Described(NpgsqlConnectionStringBuilder settings) =>
        $"schema {(string.IsNullOrWhiteSpace(settings.SearchPath) ? PostgresSessions.DefaultSchema : settings.SearchPath)} of {settings.Database ?? settings.Username} on {settings.Host}:{settings.Port}";
}
