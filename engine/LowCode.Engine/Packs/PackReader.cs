using System.IO.Compression;
using System.Text;

namespace LowCode.Packs;

/// <summary>Reads packs from a folder or a ZIP. Packs are untrusted: number, size, depth and names of files are checked before anything is read.</summary>
public static class PackReader
{
    private const int MaxFiles = 2000;
    private const int MaxFileBytes = 2_000_000;
    private const long MaxTotalBytes = 40_000_000;

    /// <summary>Reads a pack from a folder of the product.</summary>
    public static Outcome<Pack> FromFolder(string folder) => PackFiles.Read(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText));

    /// <summary>
    /// Reads an uploaded ZIP, whose files may all lie in one folder; refused before unpacking when it is too large, nested or has unsafe names.
    /// </summary>
    public static Outcome<Pack> FromZip(Stream stream)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxFiles)
                return PackErrors.TooLarge;
            var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
            var top = Top(entries);
            var unsafeNames = entries.Where(entry => !IsSafe(entry.FullName[top.Length..])).Select(entry => PackErrors.FileName(entry.FullName))
                .Concat(entries.GroupBy(entry => entry.FullName).Where(group => group.Count() > 1).Select(group => PackErrors.FileName(group.Key))).ToList();
            return unsafeNames.Count > 0 ? new Refusal(ErrorKind.Malformed, unsafeNames)
                : Unpack(entries, top) is { } files ? PackFiles.Read(files)
                : PackErrors.TooLarge;
        }
        catch (InvalidDataException)
        {
            return PackErrors.NotZip;
        }
    }

    // The sizes that a ZIP states can't be trusted: reading stops at the limits.
    private static Dictionary<string, string>? Unpack(List<ZipArchiveEntry> entries, string top)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var buffer = new byte[MaxFileBytes + 1];
        var total = 0L;
        foreach (var entry in entries)
        {
            using var content = entry.Open();
            var length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            total += length;
            if (length > MaxFileBytes || total > MaxTotalBytes)
                return null;
            files[entry.FullName[top.Length..]] = Encoding.UTF8.GetString(buffer, 0, length).TrimStart('\uFEFF');
        }
        return files;
    }

    // Who zips a pack's folder gets everything below its name.
    private static string Top(List<ZipArchiveEntry> entries)
    {
        var manifest = entries.FirstOrDefault(entry => entry.FullName.EndsWith("/pack.json", StringComparison.Ordinal))?.FullName ?? "";
        var top = manifest[..(manifest.IndexOf('/', StringComparison.Ordinal) + 1)];
        return manifest == top + "pack.json" && entries.All(entry => entry.FullName.StartsWith(top, StringComparison.Ordinal)) ? top : "";
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= 200 && !name.Contains("..", StringComparison.Ordinal) && !name.StartsWith('/') && name.Split('/').Length <= 2
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '.');
}
