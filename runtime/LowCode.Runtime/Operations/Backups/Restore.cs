using System.IO.Compression;
using LowCode.Storage.Sqlite;

namespace LowCode.Runtime.Operations.Backups;

/// <summary>
/// Makes a data folder of a backup. Never over a workspace that is there; every byte is compared with the backup's own list before the database gets its name, so
/// a damaged or cut-off archive leaves no half workspace behind.
/// </summary>
internal static class Restore
{
    /// <summary>Restores, brings an older database up to date, and gives what the backup told of itself.</summary>
    /// <exception cref="InvalidOperationException">The folder has a workspace already, or the archive is damaged, foreign, or of a newer version of the program.</exception>
    public static BackupManifest Run(string archive, string dataFolder)
    {
        var database = Path.Combine(dataFolder, BackupManifest.Database);
        if (File.Exists(database))
            throw new InvalidOperationException($"{dataFolder} has a workspace already. Name an empty data folder (LowCode__DataFolder), or move that one away.");
        var part = database + ".part";
        try
        {
            var manifest = Unpack(archive, dataFolder, part);
            Compare(manifest, part);
            File.Move(part, database);
            Open(database);
            return manifest;
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidOperationException($"{archive} is no whole archive: {damaged.Message}", damaged);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static BackupManifest Unpack(string archive, string dataFolder, string part)
    {
        using var zip = ZipFile.OpenRead(archive);
        using var list = (zip.GetEntry(BackupManifest.Name) ?? throw new InvalidOperationException($"{archive} is no backup: it has no {BackupManifest.Name}.")).Open();
        var manifest = BackupManifest.Read(list);
        foreach (var (name, expected) in manifest.Files)
        {
            var entry = zip.GetEntry(name) ?? throw new InvalidOperationException($"The backup lacks {name}.");
            using var from = entry.Open();
            using var to = File.Create(name == BackupManifest.Database ? part : Place(dataFolder, name));
            if (BackupFile.Copy(from, to) != expected)
                throw new InvalidOperationException($"{name} is not what was backed up: the archive is damaged.");
            to.Flush(flushToDisk: true);
        }
        return manifest;
    }

    private static string Place(string dataFolder, string name)
    {
        var path = Path.GetFullPath(name, Path.GetFullPath(dataFolder));
        if (!path.StartsWith(Path.GetFullPath(dataFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidOperationException($"The backup names a place outside the data folder: {name}.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static void Compare(BackupManifest manifest, string part)
    {
        var found = SqliteSnapshot.Count(part);
        foreach (var (table, rows) in manifest.Rows)
        {
            if (found.GetValueOrDefault(table, -1) != rows)
                throw new InvalidOperationException($"Table {table} has {found.GetValueOrDefault(table)} rows, the backup had {rows}.");
        }
    }

    // A database of a newer program is refused; it must not stay where this one would find it.
    private static void Open(string database)
    {
        try
        {
            SqliteDatabase.Open(database).Dispose();
        }
        catch (InvalidOperationException)
        {
            foreach (var file in (string[])[database, database + "-wal", database + "-shm"])
                File.Delete(file);
            throw;
        }
    }
}
