namespace LowCode.Packs;

/// <summary>Every expected failure of packs.</summary>
public static class PackErrors
{
    /// <summary>Only administrators.</summary>
    public static Refusal Forbidden { get; } = new(ErrorKind.Forbidden, "packs.forbidden", "Only administrators install packs.");
    /// <summary>Not a ZIP, or damaged.</summary>
    public static Refusal NotZip { get; } = new(ErrorKind.Malformed, "packs.zip", "This is not a ZIP file, or it is damaged.");
    /// <summary>Too many files, or too many characters once unpacked.</summary>
    public static Refusal TooLarge { get; } = new(ErrorKind.TooLarge, "packs.tooLarge", "The pack is larger than a pack may be.");
    /// <summary>No <c>pack.json</c> at the top.</summary>
    public static Refusal NoManifest { get; } = new(ErrorKind.Malformed, "packs.manifest.missing", "The pack has no pack.json.", "pack.json");
    /// <summary>The samples are there already.</summary>
    public static Refusal SamplePresent { get; } = new(ErrorKind.Conflict, "packs.sample.present", "The sample data is there already.");

    /// <summary>Not on the shelf.</summary>
    public static Refusal Unknown(string key) => new(ErrorKind.NotFound, "packs.unknown", $"There is no pack '{key}'.");
    /// <summary>No app with this key is published.</summary>
    public static Refusal UnknownApp(string key) => new(ErrorKind.NotFound, "packs.app.unknown", $"There is no app '{key}'.");

    /// <summary>A path that leaves the pack, is nested too deep, or stands for nothing that a pack brings.</summary>
    public static Error FileName(string path) => new("packs.file.name", $"'{path}' is not a file of a pack.", path);
    /// <summary>Not <c>major.minor.patch</c>.</summary>
    public static Error Version(string version) => new("packs.version", $"'{version}' is not a version like 1.0.0.", "pack.json.version");
    /// <summary>Samples are an array of objects.</summary>
    public static Error SampleShape(string path) => new("packs.sample.shape", "Samples are a JSON array of objects.", path);
    /// <summary>A definition of this name was made here or brought by another pack.</summary>
    public static Error KeyTaken(string key, string path) => new("packs.key.taken", $"'{key}' exists already and was not brought by this pack.", path);
    /// <summary>A sample names a record or day that isn't there.</summary>
    public static Refusal SampleReference(string word) => new(ErrorKind.Malformed, "packs.sample.reference", $"The sample refers to '@{word}', which isn't there.");
}
