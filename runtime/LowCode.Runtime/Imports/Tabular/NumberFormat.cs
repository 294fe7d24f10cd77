namespace LowCode.Runtime.Imports.Tabular;

/// <summary>What a cell's number format makes of its number.</summary>
internal enum NumberFormatKind : byte { Number, Date, Duration }

/// <summary>Tells dates and durations from numbers by the format, built-in or written out (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
internal static class NumberFormat
{
    /// <summary>Formats without a code in the file. 27-36 and 50-58 are dates in East Asian editions.</summary>
    public static NumberFormatKind OfBuiltIn(int id) => id switch
    {
        46 => NumberFormatKind.Duration,
        >= 14 and <= 22 or >= 27 and <= 36 or 45 or 47 or >= 50 and <= 58 => NumberFormatKind.Date,
        _ => NumberFormatKind.Number,
    };

    /// <summary>Looks for date letters outside quotes, escapes and brackets in the first section; <c>[h]</c>, <c>[m]</c>, <c>[s]</c> mean a duration.</summary>
    public static NumberFormatKind OfCode(string code)
    {
        if (code.Contains("General", StringComparison.OrdinalIgnoreCase)) return NumberFormatKind.Number;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case ';':
                    return NumberFormatKind.Number;
                case '"':
                    i = Skip(code, i + 1, '"');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = Skip(code, i + 1, ']');
                    if (end > i + 1 && code[(i + 1)..Math.Min(end, code.Length)].All(c => c is 'h' or 'H' or 'm' or 'M' or 's' or 'S')) return NumberFormatKind.Duration;
                    i = end;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return NumberFormatKind.Date;
            }
        }
        return NumberFormatKind.Number;
    }

    private static int Skip(string code, int from, char close) => code.IndexOf(close, from) is var at and >= 0 ? at : code.Length;
}
