namespace LowCode.Runtime.Imports.Tabular;

/// <summary>Finds what stands between the columns of a text file: the candidate that splits most of the first records into the same number of columns.</summary>
internal static class Delimiter
{
    private const int Records = 50;

    /// <summary>The delimiter that a first line <c>sep=;</c> names; null without such a line.</summary>
    public static char? Named(ReadOnlySpan<char> text) =>
        text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n' ? text[4] : null;

    public static char Of(ReadOnlySpan<char> text)
    {
        var (best, bestScore) = (',', 0.0);
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t', '|'])
        {
            var score = Score(text, candidate);
            if (score > bestScore) (best, bestScore) = (candidate, score);
        }
        return best;
    }

    // Share of records as wide as the commonest width above one column, then the width: "a;b,c" splits by ';' if every record has one.
    private static double Score(ReadOnlySpan<char> text, char delimiter)
    {
        var widths = Widths(text, delimiter);
        var commonest = widths.Where(width => width > 1).GroupBy(width => width).OrderByDescending(group => group.Count()).FirstOrDefault();
        return commonest is null ? 0 : (double)commonest.Count() / widths.Count + Math.Min(commonest.Key, 100) / 1000.0;
    }

    private static List<int> Widths(ReadOnlySpan<char> text, char delimiter)
    {
        var widths = new List<int>();
        var (width, quoted, filled) = (1, false, false);
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted)
            {
                continue;
            }
            else if (c == delimiter)
            {
                (width, filled) = (width + 1, true);
            }
            else if (c == '\n')
            {
                if (filled) widths.Add(width);
                if (widths.Count == Records) return widths;
                (width, filled) = (1, false);
            }
            else if (c != '\r')
            {
                filled = true;
            }
        }
        if (filled) widths.Add(width);
        return widths;
    }
}
