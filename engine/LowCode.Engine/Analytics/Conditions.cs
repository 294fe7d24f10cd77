using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>
/// Writes conditions in the expression language, so that filters, charts and the record list behind a bar all say the same: a drill-down is a text in an address.
/// </summary>
public static class Conditions
{
    /// <summary>All of the conditions; null when there is none. Blank ones are left out.</summary>
    public static string? All(params IEnumerable<string?> conditions)
    {
        var said = conditions.Where(condition => !string.IsNullOrWhiteSpace(condition)).ToList();
        return said.Count switch { 0 => null, 1 => said[0], _ => string.Join(" && ", said.Select(condition => $"({condition})")) };
    }

    /// <summary>The day of the field lies in the period; <paramref name="zone"/> says where a day begins for instants.</summary>
    public static string In(Period period, string path, Field field, TimeZoneInfo zone) =>
        $"{path} >= {Start(period.From, field, zone)} && {path} < {Start(period.To, field, zone)}";

    /// <summary>The field has this value; null for values that no condition can name (lists, subforms, files).</summary>
    public static string? Is(Value value, string path, Field field, DateStep? by, TimeZoneInfo zone) => value.Kind switch
    {
        ValueKind.Null => $"ISEMPTY({path})",
        ValueKind.Date or ValueKind.DateTime when by is { } step => In(Of(step, Day(value, zone)), path, field, zone),
        ValueKind.Date => $"{path} == {Quote(value.ToString())}",
        ValueKind.DateTime => $"{path} == {Quote(value.ToString())}",
        ValueKind.Text => field.Storage == StorageKind.Json ? $"{Quote(value.AsText)} in {path}" : $"{path} == {Quote(value.AsText)}",
        // An empty field reads as 0 and as false, but was counted as a group of its own.
        ValueKind.Number when value.AsNumber == 0 => $"{path} == 0 && !ISEMPTY({path})",
        ValueKind.Bool when !value.AsBool => $"{path} == false && !ISEMPTY({path})",
        ValueKind.Number or ValueKind.Bool or ValueKind.User or ValueKind.Department or ValueKind.Reference => $"{path} == {value}",
        ValueKind.Time => $"{path} == {Quote(value.ToString())}",
        _ => null,
    };

    /// <summary>The number lies in a band: <paramref name="band"/> counts from 0, below the first of <paramref name="bounds"/>. An empty field lies in none.</summary>
    public static string InBand(IReadOnlyList<decimal> bounds, int band, string path) => All(
        band > 0 ? $"{path} >= {Value.FromNumber(bounds[band - 1])}" : null,
        band < bounds.Count ? $"{path} < {Value.FromNumber(bounds[band])}" : null,
        $"!ISEMPTY({path})")!;

    /// <summary>The step of the calendar that holds the day.</summary>
    public static Period Of(DateStep step, DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        return step switch
        {
            DateStep.Day => new(day, day.AddDays(1)),
            DateStep.Week => Week(day),
            DateStep.Month => new(month, month.AddMonths(1)),
            DateStep.Quarter => Months(new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), 3),
            _ => Months(new DateOnly(day.Year, 1, 1), 12),
        };
        static Period Months(DateOnly from, int count) => new(from, from.AddMonths(count));
        static Period Week(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) is var monday ? new(monday, monday.AddDays(7)) : default;
    }

    /// <summary>The calendar day of a date or an instant.</summary>
    public static DateOnly Day(Value value, TimeZoneInfo zone) =>
        value.Kind == ValueKind.Date ? value.AsDate : DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(value.AsDateTime, zone));

    /// <summary>A text constant of the expression language.</summary>
    internal static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"";

    private static string Start(DateOnly day, Field field, TimeZoneInfo zone)
    {
        if (field.Storage != StorageKind.Instant) return Quote(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks jump over midnight the day begins an hour later.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return Quote(TimeZoneInfo.ConvertTimeToUtc(local, zone).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }
}
