namespace LowCode.Packs;

/// <summary>The packs that come with the product: one folder each.</summary>
public sealed class PackShelf(string folder)
{
    /// <summary>All packs on the shelf that can be read, by key.</summary>
    public IReadOnlyList<Pack> All() => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(path => File.Exists(Path.Combine(path, "pack.json"))).Order(StringComparer.Ordinal).Select(PackReader.FromFolder).Where(pack => pack.Ok).Select(pack => pack.Value)]
        : [];

    /// <summary>One pack, or a 404.</summary>
    public Outcome<Pack> Find(string key) => All().FirstOrDefault(pack => pack.Manifest.Key == key) is { } pack
        ? pack
        : PackErrors.Unknown(key);
}
