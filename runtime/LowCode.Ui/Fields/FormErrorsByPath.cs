namespace LowCode.Ui.Fields;

/// <summary>What is wrong with a form, in the person's language, by path.</summary>
public sealed record FormErrorsByPath(IReadOnlyDictionary<string, string> Texts)
{
    public static readonly FormErrorsByPath None = new(new Dictionary<string, string>());

    /// <summary>The text at a path, or null.</summary>
    public string? At(string path) => Texts.GetValueOrDefault(path);

    /// <summary>How many there are in these fields and in the rows below them; null for none.</summary>
    public int? Count(IEnumerable<string> fields)
    {
        if (Texts.Count == 0)
            return null;
        var keys = fields.ToHashSet();
        var count = Texts.Keys.Count(path => keys.Contains(path.Split('[', '.')[0]));
        return count == 0 ? null : count;
    }
}
