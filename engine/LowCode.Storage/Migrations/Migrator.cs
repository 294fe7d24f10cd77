using System.Globalization;
using LowCode.Storage.Units;

namespace LowCode.Storage.Migrations;

/// <summary>
/// Brings our own tables up to date: the numbered SQL files of this folder, each once, in order, all in one transaction.
/// The files are written so that both databases understand them (see the README). A file that was released never changes; a change is a new file.
/// </summary>
internal static class Migrator
{
    /// <summary>The scripts of a database by number: the common ones, or its own of the same number. The first one makes a new database.</summary>
    internal static IReadOnlyList<(long Number, string Name)> Scripts(Dialect dialect)
    {
        var own = Numbered(dialect.OwnMigrations + ".");
        var first = own.Count == 0 ? 0 : own.Keys.Min();
        return [.. Numbered("").Where(script => script.Key >= first && !own.ContainsKey(script.Key)).Concat(own).OrderBy(script => script.Key).Select(script => (script.Key, script.Value))];
    }

    internal static void Run(Session session)
    {
        var scripts = Scripts(session.Dialect);
        session.BeginWrite();
        try
        {
            var version = session.Dialect.Version(session);
            Check(version, scripts[^1].Number);
            foreach (var (number, name) in scripts.Where(script => script.Number > version))
            {
                session.Execute(Text(session.Dialect, name));
                session.Dialect.SetVersion(session, number);
            }
            session.Commit();
        }
        catch
        {
            if (session.InTransaction)
                session.Rollback();
            throw;
        }
        session.Dialect.RenewOrder(session);
    }

    private static void Check(long version, long latest)
    {
        if (version > latest)
        {
            throw new InvalidOperationException(
                $"The database has version {version}, but this program knows only versions up to {latest}. "
                + "Start the newer program that wrote it, or restore a backup from before the upgrade.");
        }
    }

    private static Dictionary<long, string> Numbered(string prefix) => typeof(Migrator).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length + 5 && name[prefix.Length + 4] == '_' && char.IsAsciiDigit(name[prefix.Length]))
        .ToDictionary(name => long.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture));

    private static string Text(Dialect dialect, string name)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return char.IsAsciiDigit(name[0]) ? dialect.Migration(text) : text;
    }
}
