using System.Collections.Concurrent;

namespace LowCode.Ui.Components;

/// <summary>Puts class names together: <c>Css.Join("btn", busy ? "is-busy" : null)</c>.</summary>
public static class Css
{
    private const int Longest = 256;
    private const int Most = 4096;

    // A list says the same few combinations in every cell of every tab; all of them hold one text.
    private static readonly ConcurrentDictionary<string, string> Said = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SaidBySpan = Said.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names that are given, with blanks between them.</summary>
    public static string Join(params ReadOnlySpan<string?> names)
    {
        Span<char> text = stackalloc char[Longest];
        var length = 0;
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
                continue;
            if (length + name.Length >= Longest)
                return JoinLong(names);
            if (length > 0)
                text[length++] = ' ';
            name.CopyTo(text[length..]);
            length += name.Length;
        }
        var joined = text[..length];
        if (SaidBySpan.TryGetValue(joined, out var said))
            return said;
        var made = joined.ToString();
        return Said.Count < Most ? Said.GetOrAdd(made, made) : made;
    }

    private static string JoinLong(ReadOnlySpan<string?> names)
    {
        var kept = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name))
                kept.Add(name);
        }
        return string.Join(' ', kept);
    }

    /// <summary>The caller's own <c>class</c> attribute out of captured attributes, or null.</summary>
    public static string? Of(IReadOnlyDictionary<string, object>? attributes) => attributes?.GetValueOrDefault("class") as string;
}
