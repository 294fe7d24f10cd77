using System.Globalization;
using LowCode.Storage.Sqlite;

namespace LowCode.Storage.Migrations;

/// <summary>
/// Brings our own tables up to date: the numbered SQL files of this folder, each once, in order, all in one transaction.
/// <c>PRAGMA user_version</c> is the number of the last one. A file that was released never changes; a change is a new file.
/// </summary>
internal static class Migrator
{
    /// <summary>Marks the file as ours: "LwCd".</summary>
    private const long ApplicationId = 0x4C774364;

    /// <summary>The scripts by number.</summary>
    internal static readonly IReadOnlyList<(long Number, string Name)> Scripts =
        [.. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.Length > 5 && name[4] == '_' && char.IsAsciiDigit(name[0]))
            .Select(name => (long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name))
            .OrderBy(script => script.Item1)];

    internal static void Run(Session session)
    {
        var latest = Scripts[^1].Number;
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = session.Scalar<long>("PRAGMA user_version");
            Check(session, version, latest);
            foreach (var (number, name) in Scripts.Where(script => script.Number > version))
            {
                session.Execute(Text(name));
                session.Execute($"PRAGMA user_version = {number}");
            }
            session.Execute($"PRAGMA application_id = {ApplicationId}");
            session.Execute("COMMIT");
        }
        catch
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
        RenewOrder(session);
    }

    private static void Check(Session session, long version, long latest)
    {
        if (version > latest)
        {
            throw new InvalidOperationException(
                $"The database has version {version}, but this program knows only versions up to {latest}. "
                + "Start the newer program that wrote it, or restore a backup from before the upgrade.");
        }
        var ours = session.Scalar<long>("PRAGMA application_id") == ApplicationId;
        if (!ours && session.Scalar<long>("SELECT count(*) FROM sqlite_schema") > 0)
            throw new InvalidOperationException("The file is an SQLite database of another program. Name another file, or move this one away.");
    }

    /// <summary>Indexes in Chinese order hold only for the library that made them; another version of it sorts differently.</summary>
    private static void RenewOrder(Session session)
    {
        var now = SqlFunctions.Zh.Version.SortId.ToString();
        if (session.Scalar<string>("SELECT value FROM setting WHERE key = 'zh_order'") == now)
            return;
        session.Execute("REINDEX zh");
        session.Execute("INSERT INTO setting (key, value) VALUES ('zh_order', @0) ON CONFLICT (key) DO UPDATE SET value = excluded.value", now);
    }

    private static string Text(string name)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
