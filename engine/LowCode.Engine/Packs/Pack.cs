using LowCode.Catalog;

namespace LowCode.Packs;

/// <summary>
/// A template pack as read from a folder or ZIP: what it is, and the definitions it brings. JSON of <c>pack.json</c>:
/// <c>{"key":"crm","version":"1.0.0","label":{...},"description":{...},"icon":"users","color":"blue","languages":["zh-CN","en"]}</c>.
/// </summary>
public sealed record PackManifest
{
    /// <summary>Stable name.</summary>
    public required string Key { get; init; }
    /// <summary>Version, <c>major.minor.patch</c>.</summary>
    public required string Version { get; init; }
    /// <summary>What people read.</summary>
    public Label Label { get; init; } = Label.Empty;
    /// <summary>One or two sentences.</summary>
    public Label? Description { get; init; }
    /// <summary>Icon name.</summary>
    public string? Icon { get; init; }
    /// <summary>One of the ten choice colours.</summary>
    public string? Color { get; init; }
    /// <summary>Languages that its labels are complete in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// <summary>A pack ready to be planned or installed.</summary>
/// <param name="Manifest">What it is.</param>
/// <param name="Definitions">Everything it brings, in the order of kinds.</param>
/// <param name="Samples">Sample records by form key; empty for none.</param>
public sealed record Pack(PackManifest Manifest, IReadOnlyList<DefinitionChange> Definitions, IReadOnlyList<PackSample> Samples);

/// <summary>Sample records of one form: a JSON array of objects with a <c>_key</c>; references name the <c>_key</c> of another sample.</summary>
public sealed record PackSample(string Form, string Json);

/// <summary>An installed pack. <paramref name="At"/> is UTC.</summary>
public sealed record InstalledPack(string Key, string Version, DateTime At, long By, bool HasSample);
