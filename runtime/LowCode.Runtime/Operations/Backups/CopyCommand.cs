using System.Globalization;
using LowCode.Runtime.Hosting;
using LowCode.Storage.Copying;

namespace LowCode.Runtime.Operations.Backups;

/// <summary>
/// <c>copy --from PLACE --to PLACE</c>: moves a workspace between a SQLite file (or the data folder that it lies in) and a schema of PostgreSQL (a connection string, of which
/// <c>PGPASSWORD</c> and the password file need not be part), and shows for every table that both sides hold the same.
/// </summary>
public static class CopyCommand
{
    /// <summary>Runs it when the arguments ask for it and gives the exit code; null when they don't.</summary>
    /// <param name="args">The program's.</param>
    /// <param name="dataFolder">Where files and keys of a workspace on PostgreSQL are.</param>
    /// <param name="told">Takes the table.</param>
    /// <param name="failed">Takes what went wrong.</param>
    public static int? Run(IReadOnlyList<string> args, string dataFolder, TextWriter told, TextWriter failed)
    {
        if (args is not ["copy", ..])
            return null;
        if (args is ["copy", "--to", var last, "--from", var first])
            args = ["copy", "--from", first, "--to", last];
        if (args is not [_, "--from", var one, "--to", var other])
        {
            failed.WriteLine("Name both places: copy --from FILE|CONNECTION --to FILE|CONNECTION, for instance copy --from data --to \"Host=db;Username=lowcode;Database=lowcode;Search Path=sales\"");
            return 2;
        }
        try
        {
            var (from, to) = (Place(one), Place(other));
            var tables = WorkspaceCopy.Run(from, to);
            Tell(tables, told);
            if (!tables.All(table => table.IsEqual))
            {
                failed.WriteLine("copy failed: the tables marked with != came out differently. Nothing was kept.");
                return 1;
            }
            told.WriteLine($"Copied {from} to {to}: {tables.Sum(table => table.Rows)} rows in {tables.Count} tables, all equal.");
            told.WriteLine(Files(Path.GetDirectoryName(from.File) ?? dataFolder, Path.GetDirectoryName(to.File) ?? dataFolder));
            return 0;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            failed.WriteLine($"copy failed: {problem.Message}");
            return 1;
        }
    }

    /// <summary>As <see cref="Run(IReadOnlyList{string}, string, TextWriter, TextWriter)"/> with the settings and console of the program.</summary>
    public static int? Run(string[] args, WebApplicationBuilder builder) => args is not ["copy", ..] ? null
        : Run(args, new DataFolder(builder.Configuration.GetSection("LowCode").Get<ProductSettings>() ?? new ProductSettings(), builder.Environment).Root, Console.Out, Console.Error);

    private static WorkspacePlace Place(string text) =>
        text.Contains('=', StringComparison.Ordinal) ? WorkspacePlace.OfSchema(text)
        : WorkspacePlace.OfFile(Directory.Exists(text) || !Path.HasExtension(text) ? Path.Combine(text, BackupManifest.Database) : text);

    private static void Tell(IReadOnlyList<CopiedTable> tables, TextWriter told)
    {
        var width = tables.Max(table => table.Name.Length);
        told.WriteLine($"{"table".PadRight(width)} {"rows",10}    {"rows there",10}  checksum");
        foreach (var table in tables.OrderBy(table => table.Name, StringComparer.Ordinal))
            told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name.PadRight(width)} {table.Rows,10} {(table.IsEqual ? "= " : "!=")} {table.RowsThere,10}  {table.Sum}{(table.Sum == table.SumThere ? "" : " != " + table.SumThere)}"));
    }

    /// <summary>Attachments and keys lie in a data folder on either database: they stay, or go to the other folder.</summary>
    private static string Files(string from, string to)
    {
        if (Path.GetFullPath(from) == Path.GetFullPath(to))
            return $"Files and keys stay in {from}: keep LowCode__DataFolder on it.";
        var copied = 0;
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, path);
            var target = Path.Combine(to, name);
            if (name.StartsWith(BackupManifest.Database, StringComparison.Ordinal) || File.Exists(target))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
            copied++;
        }
        return $"Copied {copied} files and keys from {from} to {to}.";
    }
}
