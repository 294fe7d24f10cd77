using System.IO.Compression;
using LowCode.Storage.Sqlite;

namespace LowCode.Runtime.Operations.Backups;

/// <summary>
/// Puts a whole data folder (database, files, keys) into one archive, while the product runs on it. First the database as of one moment, then the files: those are
/// written before a record names them and never changed, so everything that the database names is there.
/// </summary>
internal static class Backup
{
    /// <summary>Writes the archive; it has its name only once it is complete.</summary>
    /// <exception cref="InvalidOperationException">No workspace in the folder, or the archive is there already.</exception>
    public static BackupManifest Take(string dataFolder, string archive, DateTime now)
    {
        if (File.Exists(archive))
            throw new InvalidOperationException($"{archive} is there already; name another file.");
        var (part, snapshot) = (archive + ".part", archive + ".db.part");
        Clear(part, snapshot);
        try
        {
            SqliteSnapshot.Take(Path.Combine(dataFolder, BackupManifest.Database), snapshot);
            var manifest = new BackupManifest(Product, now, SqliteSnapshot.Count(snapshot), new SortedDictionary<string, BackupFile>(StringComparer.Ordinal));
            Write(part, snapshot, dataFolder, manifest);
            File.Move(part, archive);
            return manifest;
        }
        finally
        {
            Clear(part, snapshot);
        }
    }

    /// <summary>Version of this program.</summary>
    public static string Product => typeof(Backup).Assembly.GetName().Version?.ToString(3) ?? "0";

    private static void Write(string part, string snapshot, string dataFolder, BackupManifest manifest)
    {
        // Keys and people's data: for the eyes of the account that runs this alone.
        using var file = new FileStream(part, OperatingSystem.IsWindows()
            ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite }
            : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var files = (IDictionary<string, BackupFile>)manifest.Files;
            files[BackupManifest.Database] = Add(zip, BackupManifest.Database, snapshot, CompressionLevel.Fastest);
            foreach (var path in Directory.EnumerateFiles(dataFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(dataFolder, path).Replace('\\', '/');
                if (!name.StartsWith(BackupManifest.Database, StringComparison.Ordinal) && !name.EndsWith(".part", StringComparison.Ordinal) && Path.GetFullPath(path) != Path.GetFullPath(part) && Path.GetFullPath(path) != Path.GetFullPath(snapshot))
                    files[name] = Add(zip, name, path, CompressionLevel.NoCompression);
            }
            using var list = zip.CreateEntry(BackupManifest.Name).Open();
            manifest.Write(list);
        }
        file.Flush(flushToDisk: true);
    }

    private static BackupFile Add(ZipArchive zip, string name, string path, CompressionLevel level)
    {
        using var from = File.OpenRead(path);
        using var to = zip.CreateEntry(name, level).Open();
        return BackupFile.Copy(from, to);
    }

    private static void Clear(params string[] parts)
    {
        foreach (var part in parts)
            File.Delete(part);
    }
}
