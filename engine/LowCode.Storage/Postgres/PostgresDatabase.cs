using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Postgres;

/// <summary>A workspace in one schema of a PostgreSQL database; any number of nodes may have it open.</summary>
public sealed class PostgresDatabase : WorkspaceDatabase
{
    private readonly PostgresSessions _sessions;
    private PostgresListener? _listener;

    private PostgresDatabase(PostgresSessions sessions, Action<Exception>? callbackFailed) : base(sessions, callbackFailed) => _sessions = sessions;

    /// <summary>
    /// Connects, makes the schema when it isn't there, brings its tables up to date. A schema of a newer version of the product, or one that holds
    /// something else, throws <see cref="InvalidOperationException"/> and stays untouched.
    /// </summary>
    /// <param name="connection">As Npgsql takes it. <c>Search Path</c> names the schema: small letters, digits and _; <c>lowcode</c> when left out. <c>Maximum Pool Size</c>: how many connections read at once on this node.</param>
    /// <param name="callbackFailed">Told of exceptions that <see cref="IUnit.AfterCommit"/> callbacks throw; the unit stands all the same.</param>
    public static PostgresDatabase Open(string connection, Action<Exception>? callbackFailed = null) => new(new PostgresSessions(connection), callbackFailed);

    /// <summary>
    /// Begins to live with other nodes: hears their news, and lets <paramref name="catchUp"/> compare what is kept in memory with what each unit sees before the unit runs.
    /// A save can't use an old definition then, since the writers of all nodes take turns.
    /// </summary>
    public void Join(Action<IUnit> catchUp)
    {
        Share(catchUp);
        _listener = new PostgresListener(_sessions, news =>
        {
            if (news.Any(each => each is WorkspaceMoved))
                Renew();
            Hear(news);
        });
        Renew();
    }

    private protected override void Leave() => _listener?.Dispose();

    // Reading anything catches up. When it fails, the next unit does.
    private void Renew()
    {
        try
        {
            Read(_ => default(Nothing));
        }
        catch (System.Data.Common.DbException)
        {
        }
    }
}
