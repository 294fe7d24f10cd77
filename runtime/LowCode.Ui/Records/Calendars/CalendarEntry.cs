using System.Globalization;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Boards;

namespace LowCode.Ui.Records.Calendars;

/// <summary>A record in a calendar. <paramref name="From"/> to <paramref name="To"/> are days in the person's zone, both included.</summary>
/// <param name="Card">What was fetched of it.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="At">Time of day; null where the field has none.</param>
/// <param name="Colour">A choice colour; null for the form's own.</param>
public sealed record CalendarEntry(BoardCard Card, DateOnly From, DateOnly To, TimeOnly? At, string? Colour)
{
    /// <summary>When it is over, on the person's clock; null where only days are known.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Its days in words, for those who don't see where it lies.</summary>
    public string Days => To > From ? $"{Formats.Day(From)} – {Formats.Day(To)}" : Formats.Day(From);

    /// <summary>Its time on one of its days: when it begins on the first, when it ends on the last, "" on those between and where only days are known.</summary>
    public string Clock(DateOnly day) => At is not { } at ? ""
        : day == From ? at.ToString("HH:mm", CultureInfo.InvariantCulture)
        : day == To && Until is { } until && DateOnly.FromDateTime(until) == day ? $"–{until:HH:mm}"
        : "";

    /// <summary>When it begins, on the person's clock.</summary>
    public DateTime Begin => From.ToDateTime(At ?? default);

    /// <summary>True for what takes some hours: it lies among the hours of its day. Whatever takes days lies above them.</summary>
    public bool IsTimed => At is not null && (Until is { } until ? until - Begin < TimeSpan.FromDays(1) : From == To);
}

/// <summary>The part of an entry that lies in one week. Columns count from 0 (Monday), lanes from 0 (top).</summary>
public sealed record CalendarBar(CalendarEntry Entry, int Column, int Span, int Lane, bool Begins, bool Ends);

/// <summary>One week, as it is drawn: bars in lanes, and how many entries of each day found no lane.</summary>
public sealed record CalendarWeek(DateOnly Monday, IReadOnlyList<CalendarBar> Bars, IReadOnlyList<long> Hidden)
{
    /// <summary>Puts the entries of a week into lanes: earlier and longer ones first, each in the highest lane that is free. <paramref name="counts"/>: all records by day, where not all were fetched.</summary>
    public static CalendarWeek Of(DateOnly monday, IEnumerable<CalendarEntry> entries, int lanes, IReadOnlyDictionary<DateOnly, long>? counts = null)
    {
        var sunday = monday.AddDays(6);
        var free = new List<DateOnly>();
        var bars = new List<CalendarBar>();
        var shown = new long[7];
        var all = new long[7];
        foreach (var entry in entries.Where(entry => entry.From <= sunday && entry.To >= monday).OrderBy(entry => entry.From).ThenByDescending(entry => entry.To).ThenBy(entry => entry.At).ThenBy(entry => entry.Card.Id))
        {
            var (first, last) = (Later(entry.From, monday), entry.To < sunday ? entry.To : sunday);
            var lane = free.FindIndex(until => until < first);
            if (lane < 0)
            {
                lane = free.Count;
                free.Add(last);
            }
            free[lane] = last;
            var column = first.DayNumber - monday.DayNumber;
            var span = last.DayNumber - first.DayNumber + 1;
            for (var day = column; day < column + span; day++)
                (all[day], shown[day]) = (all[day] + 1, shown[day] + (lane < lanes ? 1 : 0));
            if (lane < lanes)
                bars.Add(new CalendarBar(entry, column, span, lane, entry.From >= monday, entry.To <= sunday));
        }
        return new CalendarWeek(monday, bars, [.. Enumerable.Range(0, 7).Select(day => Math.Max(all[day], counts?.GetValueOrDefault(monday.AddDays(day)) ?? 0) - shown[day])]);
    }

    /// <summary>The lid over the hours of these days, of at most <paramref name="most"/> lanes: where entries find no place, the last lane is left to the numbers of them.</summary>
    public static CalendarWeek Lid(DateOnly first, DateOnly last, IEnumerable<CalendarEntry> entries, int most)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        var whole = entries.Where(entry => !entry.IsTimed && entry.From <= last && entry.To >= first).ToList();
        var all = Of(first, whole, most);
        return Cut(all.Hidden.Take(days).Any(count => count > 0) ? Of(first, whole, most - 1) : all);

        CalendarWeek Cut(CalendarWeek week) => week with
        {
            Bars = [.. week.Bars.Select(bar => bar with { Span = Math.Min(bar.Span, days - bar.Column), Ends = bar.Entry.To <= last })],
            Hidden = [.. week.Hidden.Take(days)],
        };
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
