using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LowCode.Flows;

/// <summary>Lengths of time as ISO 8601 text of weeks, days, hours, minutes and whole seconds. Months and years are refused: their length varies.</summary>
public static partial class Durations
{
    /// <summary>Reads <c>P3D</c>, <c>PT2H</c>, <c>P1W</c>, <c>-P1DT30M</c>; false for anything else or beyond about 27 years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Pattern().Match(text);
        if (!match.Success || text.EndsWith('T') || !match.Groups.Cast<Group>().Skip(2).Any(group => group.Success))
            return false;
        long seconds = 0;
        foreach (var (group, size) in new[] { ("w", 604_800L), ("d", 86_400L), ("h", 3_600L), ("m", 60L), ("s", 1L) })
        {
            if (match.Groups[group] is { Success: true, Value: var number })
                seconds += long.Parse(number, CultureInfo.InvariantCulture) * size;
        }
        if (seconds > 10_000L * 86_400)
            return false;
        duration = TimeSpan.FromSeconds(match.Groups["sign"].Length > 0 ? -seconds : seconds);
        return true;
    }

    /// <summary>Writes the shortest form in days, hours, minutes, seconds; zero is <c>PT0S</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "PT0S";
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-P" : "P");
        var size = duration.Duration();
        if (size.Days > 0)
            text.Append(CultureInfo.InvariantCulture, $"{size.Days}D");
        if (size.Hours + size.Minutes + size.Seconds == 0)
            return text.ToString();
        text.Append('T');
        if (size.Hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{size.Hours}H");
        if (size.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{size.Minutes}M");
        if (size.Seconds > 0)
            text.Append(CultureInfo.InvariantCulture, $"{size.Seconds}S");
        return text.ToString();
    }

    [GeneratedRegex(@"^(?<sign>-?)P(?:(?<w>\d{1,6})W)?(?:(?<d>\d{1,6})D)?(?:T(?:(?<h>\d{1,7})H)?(?:(?<m>\d{1,8})M)?(?:(?<s>\d{1,9})S)?)?$")]
    private static partial Regex Pattern();
}
