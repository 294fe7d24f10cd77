using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace LowCode.Expressions.Functions;

/// <summary>Finding texts in texts: in any case, by wildcard, by regular expression. SQL's registered functions are these same methods.</summary>
internal static class Matching
{
    private const int MaxPatterns = 500;
    private static readonly ConcurrentDictionary<string, Regex?> Patterns = new(StringComparer.Ordinal);

    public static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    public static bool StartsWith(string text, string part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase);

    public static bool EndsWith(string text, string part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a regular expression matches; null when it is malformed or needs backtracking, which is not offered.</summary>
    public static bool? Regex(string text, string pattern)
    {
        // Users' patterns are few; when they are many, starting over costs less than keeping score.
        if (Patterns.Count > MaxPatterns)
            Patterns.Clear();
        return Patterns.GetOrAdd(pattern, Compile)?.IsMatch(text);
    }

    /// <summary>Where Excel's wildcard pattern first matches, in any case, or -1: <c>?</c> one character, <c>*</c> any number, <c>~</c> takes the next literally.</summary>
    public static int Search(string text, string pattern, int start)
    {
        for (var at = start; at <= text.Length; at++)
        {
            if (Wildcard(text.AsSpan(at), pattern, whole: false))
                return at;
        }
        return -1;
    }

    /// <summary>Whether the wildcard pattern matches the text, or its beginning when not <paramref name="whole"/>.</summary>
    public static bool Wildcard(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool whole)
    {
        // Greedy with one point of return: linear in text times pattern.
        var (t, p, starAt, starText) = (0, 0, -1, 0);
        while (true)
        {
            if (p == pattern.Length && (!whole || t == text.Length))
                return true;
            if (p < pattern.Length && pattern[p] == '*')
            {
                starAt = p++;
                starText = t;
                continue;
            }
            if (p < pattern.Length && t < text.Length && Matches(text[t], pattern, p, out var length))
            {
                t++;
                p += length;
                continue;
            }
            if (starAt < 0 || starText >= text.Length)
                return false;
            t = ++starText;
            p = starAt + 1;
        }
    }

    private static bool Matches(char c, ReadOnlySpan<char> pattern, int at, out int length)
    {
        var literal = pattern[at] == '~' && at + 1 < pattern.Length && pattern[at + 1] is '?' or '*' or '~';
        length = literal ? 2 : 1;
        var wanted = literal ? pattern[at + 1] : pattern[at];
        return !literal && wanted == '?' || char.ToUpperInvariant(c) == char.ToUpperInvariant(wanted);
    }

    private static Regex? Compile(string pattern)
    {
        try
        {
            return pattern.Length > 1000 ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
