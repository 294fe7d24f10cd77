namespace LowCode.Flows;

/// <summary>Ids of nodes and edges.</summary>
public static class FlowIds
{
    /// <summary>True for 1 to 48 ASCII letters, digits, <c>_</c> or <c>-</c>.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= 48 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>The first of <c>prefix1</c>, <c>prefix2</c>, ... that is not taken.</summary>
    public static string Next(string prefix, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.Ordinal);
        var number = 1;
        while (used.Contains($"{prefix}{number}"))
            number++;
        return $"{prefix}{number}";
    }
}
