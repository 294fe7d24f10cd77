using System.IO.Compression;
using System.Text;
using LowCode.Catalog;
using LowCode.Forms;

namespace LowCode.Packs;

/// <summary>Reads packs from a folder or a ZIP. Packs are untrusted: number, size, depth and names of files are checked before anything is read.</summary>
public static class PackReader
{
    private const int MaxFiles = 2000;
    private const long MaxFileBytes = 2_000_000;
    private const long MaxTotalBytes = 40_000_000;

    private static readonly (string Folder, DefinitionKind Kind)[] Folders =
    [
        ("choices", DefinitionKind.Choices), ("forms", DefinitionKind.Form), ("roles", DefinitionKind.Role),
        ("groups", DefinitionKind.Group), ("flows", DefinitionKind.Flow), ("dashboards", DefinitionKind.Dashboard),
    ];

    /// <summary>Reads a pack from a folder of the product.</summary>
    public static Outcome<Pack> FromFolder(string folder) => Read(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
        .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path))).ToDictionary(file => file.Item1, file => file.Item2));

    /// <summary>Reads an uploaded ZIP; refused before unpacking when it is too large, nested or has unsafe names.</summary>
    public static Outcome<Pack> FromZip(Stream stream)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxFiles || zip.Entries.Sum(entry => entry.Length) > MaxTotalBytes)
                return TooLarge();
            var files = new Dictionary<string, string>();
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                if (!IsSafe(entry.FullName))
                    return new Refusal(ErrorKind.Malformed, "packs.file.name", $"'{entry.FullName}' is not a file of a pack.", entry.FullName);
                if (Text(entry) is not { } text)
                    return TooLarge();
                files[entry.FullName] = text;
            }
            return Read(files);
        }
        catch (InvalidDataException)
        {
            return new Refusal(ErrorKind.Malformed, "packs.zip", "This is not a ZIP file, or it is damaged.");
        }
    }

    private static Outcome<Pack> Read(Dictionary<string, string> files)
    {
        var errors = new List<Error>();
        if (!files.TryGetValue("pack.json", out var manifestJson))
            return new Refusal(ErrorKind.Malformed, "packs.manifest.missing", "The pack has no pack.json.", "pack.json");
        var manifest = DefinitionJson.Read<PackManifest>(manifestJson, "pack.json", errors);
        var definitions = new List<DefinitionChange>();
        if (files.TryGetValue("app.json", out var app) && DefinitionJson.Read<AppDefinition>(app, "app.json", errors) is { } definition)
            definitions.Add(new DefinitionChange(DefinitionKind.App, definition.Key, app));
        foreach (var (folder, kind) in Folders)
        {
            foreach (var (path, json) in files.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
                definitions.Add(new DefinitionChange(kind, Path.GetFileNameWithoutExtension(path), json));
        }
        var samples = files.Where(file => file.Key.StartsWith("sample/", StringComparison.Ordinal) && file.Key.EndsWith(".json", StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new PackSample(SampleForm(file.Key), file.Value)).ToList();
        return errors.Count > 0 || manifest is null ? new Refusal(ErrorKind.Malformed, errors) : new Pack(manifest, definitions, samples);
    }

    // sample/10-customer.json: the number gives the order, because later samples refer to earlier ones.
    private static string SampleForm(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && name[..dash].All(char.IsAsciiDigit) ? name[(dash + 1)..] : name;
    }

    private static bool IsSafe(string name) =>
        name.Length <= 200 && !name.Contains("..", StringComparison.Ordinal) && !name.StartsWith('/') && name.Split('/').Length <= 3
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '.');

    // The size that a ZIP states can't be trusted: reading stops at the limit.
    private static string? Text(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var buffer = new byte[MaxFileBytes + 1];
        var length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length > MaxFileBytes ? null : Encoding.UTF8.GetString(buffer, 0, length).TrimStart('\uFEFF');
    }

    private static Refusal TooLarge() => new(ErrorKind.TooLarge, "packs.tooLarge", "The pack is larger than a pack may be.");
}
