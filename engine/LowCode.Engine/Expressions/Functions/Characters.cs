namespace LowCode.Expressions.Functions;

/// <summary>
/// Counts and cuts texts by Unicode characters (code points), as both databases do: 😀 and 𠮷 are one each, and no cut leaves half of one. .NET counts them as two.
/// </summary>
internal static class Characters
{
    /// <summary>How many there are.</summary>
    internal static int Count(string text)
    {
        var count = text.Length;
        for (var i = FirstSurrogate(text); i >= 0 && i < text.Length - 1; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }
        return count;
    }

    /// <summary>Where .NET has the character that stands after this many; the text's length when there are fewer.</summary>
    internal static int Index(string text, decimal characters)
    {
        if (characters >= text.Length)
            return text.Length;
        var left = (int)characters;
        var surrogate = FirstSurrogate(text);
        if (surrogate < 0 || left <= surrogate)
            return left;
        var index = surrogate;
        for (left -= surrogate; left > 0 && index < text.Length; left--)
            index += index < text.Length - 1 && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        return index;
    }

    /// <summary>The position, from 1, of the character at a place of .NET's.</summary>
    internal static int Position(string text, int index) => (FirstSurrogate(text) is var first && (first < 0 || first >= index) ? index : Count(text[..index])) + 1;

    /// <summary>Up to so many characters from a position on, which counts from 1.</summary>
    internal static string Middle(string text, decimal start, decimal count)
    {
        var from = Index(text, decimal.Truncate(start) - 1);
        var rest = from == 0 ? text : text[from..];
        return rest[..Index(rest, decimal.Truncate(count))];
    }

    /// <summary>Up to so many characters of the end.</summary>
    internal static string Last(string text, decimal count)
    {
        var all = Count(text);
        return text[Index(text, all - Math.Min(decimal.Truncate(count), all))..];
    }

    private static int FirstSurrogate(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
}
