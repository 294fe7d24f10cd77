namespace LowCode.Ui.Fields;

/// <summary>What is wrong with a form, in the person's language, by path.</summary>
public sealed record FormErrorsByPath(IReadOnlyDictionary<string, string> Texts)
{
    public static readonly FormErrorsByPath None = new(new Dictionary<string, string>());

    /// <summary>The text at a path, or null.</summary>
    public string? At(string path) => Texts.GetValueOrDefault(path);
}
