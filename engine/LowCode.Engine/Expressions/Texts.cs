using System.Globalization;

namespace LowCode.Expressions;

/// <summary>Reads values that were written as texts; invariant, strict, null when the text is none.</summary>
internal static class Texts
{
    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    private static readonly string[] InstantForms =
    [
        "yyyy-M-d'T'H:mm:ss.FFFFFFFK", "yyyy-M-d'T'H:mmK", "yyyy-M-d H:mm:ss.FFFFFFFK", "yyyy-M-d H:mmK",
        "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy-M-d",
    ];

    /// <summary>A number as Excel's VALUE reads it without a format: <c>1,234.5</c>, <c>12%</c>, <c>-1e3</c>.</summary>
    public static decimal? Number(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var percents = 0;
        while (trimmed.EndsWith("%"))
        {
            trimmed = trimmed[..^1].TrimEnd();
            percents++;
        }
        if (!decimal.TryParse(trimmed, NumberStyles.Float | NumberStyles.AllowThousands | NumberStyles.AllowParentheses, CultureInfo.InvariantCulture, out var number))
            return null;
        for (; percents > 0; percents--)
            number /= 100;
        return number;
    }

    /// <summary>A calendar day: <c>2024-03-01</c>, also with slashes, dots or 年月日.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text.AsSpan().Trim(), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>An instant; without an offset the text is taken as UTC.</summary>
    public static DateTime? Instant(string text) =>
        DateTime.TryParseExact(text.AsSpan().Trim(), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    /// <summary>A time of day: <c>9:30</c>, <c>09:30:15</c>.</summary>
    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParse(text.AsSpan().Trim(), CultureInfo.InvariantCulture, out var time) ? time : null;
}
