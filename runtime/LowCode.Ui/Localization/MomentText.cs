using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Ui.Localization;

/// <summary>
/// Days and times as people type them, in Chinese and in English whatever the screen speaks: 2026-11-28, 11-28, 11月28日, 28 Nov, 今天, tomorrow, +3, 周五; 9, 9:30, 930, 下午3点, 3pm.
/// A day without a year is one of this year; a weekday is the next one.
/// </summary>
public static partial class MomentText
{
    private static readonly Dictionary<string, int> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["今天"] = 0,
        ["今日"] = 0,
        ["today"] = 0,
        ["明天"] = 1,
        ["明日"] = 1,
        ["tomorrow"] = 1,
        ["后天"] = 2,
        ["昨天"] = -1,
        ["yesterday"] = -1,
        ["前天"] = -2,
    };
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly string[] EnglishDays = ["d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy"];
    private static readonly string[] EnglishDaysOfYear = ["d MMM", "d MMMM", "MMM d", "MMMM d"];

    /// <summary>A day; null when the text names none.</summary>
    public static DateOnly? Day(string text, DateOnly today)
    {
        text = Narrow(text);
        if (Words.TryGetValue(text, out var days))
            return today.AddDays(days);
        if (Ahead().Match(text) is { Success: true } ahead && int.TryParse(ahead.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var by))
            return ahead.Groups[2].Value.ToLowerInvariant() switch { "w" or "周" => today.AddDays(7 * by), "m" or "月" => today.AddMonths(by), _ => today.AddDays(by) };
        if (Weekday(text) is { } weekday)
            return today.AddDays(((int)weekday - (int)today.DayOfWeek + 6) % 7 + 1);
        if (Whole().Match(text) is { Success: true } whole)
            return whole.Groups[1].Success ? Of(Number(whole, 1), Number(whole, 2), Number(whole, 3)) : Of(Number(whole, 4), Number(whole, 5), Number(whole, 6));
        if (OfYear().Match(text) is { Success: true } part)
            return Of(today.Year, Number(part, 1), Number(part, 2));
        return DateOnly.TryParseExact(text, EnglishDays, English, DateTimeStyles.None, out var day)
            || DateOnly.TryParseExact($"{text} {today.Year}", [.. EnglishDaysOfYear.Select(format => format + " yyyy")], English, DateTimeStyles.None, out day) ? day : null;
    }

    /// <summary>A time of day; null when the text names none.</summary>
    public static TimeOnly? Time(string text)
    {
        if (Clock().Match(Narrow(text)) is not { Success: true } clock)
            return null;
        var digits = clock.Groups["hour"].Value;
        var minute = clock.Groups["minute"].Success ? Number(clock.Groups["minute"].Value) : clock.Groups["half"].Success ? 30 : 0;
        var hour = Number(digits);
        if (digits.Length > 2)
            (hour, minute) = (hour / 100, hour % 100);
        var half = clock.Groups["day"].Value + clock.Groups["ampm"].Value.ToLowerInvariant();
        if (half is "下午" or "晚上" or "pm" && hour < 12)
            hour += 12;
        else if (half is "上午" or "凌晨" or "am" && hour == 12)
            hour = 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>A day and a time; a time alone is one of today, a day alone begins at <paramref name="usual"/>.</summary>
    public static DateTime? Moment(string text, DateOnly today, TimeOnly usual)
    {
        text = Narrow(text);
        if (Day(text, today) is { } day)
            return day.ToDateTime(usual);
        if (Time(text) is { } time && (text.Contains(':') || !text.All(char.IsAsciiDigit)))
            return today.ToDateTime(time);
        for (var at = text.Length - 1; at > 0; at--)
        {
            if (text[at] is ' ' or 'T' && Day(text[..at], today) is { } first && Time(text[(at + 1)..]) is { } then)
                return first.ToDateTime(then);
        }
        return null;
    }

    private static DateOnly? Of(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DayOfWeek? Weekday(string text)
    {
        if (text.Length is 2 or 3 && (text[0] == '周' || text.StartsWith("星期", StringComparison.Ordinal)) && "日一二三四五六天".IndexOf(text[^1]) is >= 0 and var at)
            return (DayOfWeek)(at % 7);
        var name = Enum.GetNames<DayOfWeek>().FirstOrDefault(name => text.Length >= 3 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? null : Enum.Parse<DayOfWeek>(name);
    }

    private static int Number(Match match, int group) => Number(match.Groups[group].Value);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // Full-width digits and marks are what Chinese keyboards give.
    private static string Narrow(string text) => text.Normalize(System.Text.NormalizationForm.FormKC).Trim();

    [GeneratedRegex(@"^([+-]\d{1,4})\s*([dwm]|天|周|月)?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Ahead();

    [GeneratedRegex(@"^(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2}))$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(\d{1,2})[-/.月](\d{1,2})[日号]?$", RegexOptions.NonBacktracking)]
    private static partial Regex OfYear();

    [GeneratedRegex(@"^(?<day>上午|下午|晚上|凌晨)?(?<hour>\d{1,4})(?:[:点时](?:(?<minute>\d{1,2})分?|(?<half>半))?)?(?::\d{1,2}(?:\.\d+)?)?\s*(?<ampm>am|pm)?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();
}
