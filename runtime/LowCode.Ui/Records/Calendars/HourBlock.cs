namespace LowCode.Ui.Records.Calendars;

/// <summary>An entry among the hours of one day. Entries that overlap stand side by side.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Start">Minute of the day at which its part of this day begins.</param>
/// <param name="Length">Minutes that are drawn; a short one is drawn long enough to be read.</param>
/// <param name="Column">Its place among those beside it, from 0.</param>
/// <param name="Columns">How many stand side by side.</param>
/// <param name="Ends">False when it goes on behind midnight.</param>
public sealed record HourBlock(CalendarEntry Entry, int Start, int Length, int Column, int Columns, bool Ends)
{
    private const int Day = 24 * 60;
    private const int Least = 30;
    private const int Usual = 60;

    /// <summary>The entries of a day that have a time, earlier and longer ones first.</summary>
    public static IReadOnlyList<HourBlock> Of(DateOnly day, IEnumerable<CalendarEntry> entries)
    {
        var midnight = day.ToDateTime(default);
        var blocks = new List<HourBlock>();
        var row = new List<(CalendarEntry Entry, int From, int To, int Column, bool Ends)>();
        var columns = new List<int>();
        foreach (var (entry, from, until) in entries.Where(entry => entry.IsTimed).Select(entry => Span(entry, midnight)).Where(span => span.From < Day && span.Until > 0).OrderBy(span => span.From).ThenByDescending(span => span.Until).ThenBy(span => span.Entry.Card.Id))
        {
            var (start, to) = (Math.Clamp(from, 0, Day - Least), Math.Min(Day, Math.Max(until, Math.Max(from, 0) + Least)));
            // Nothing reaches into this one: those before it share the width among themselves.
            if (row.Count > 0 && row.Max(each => each.To) <= start)
                End();
            var column = columns.FindIndex(end => end <= start);
            if (column < 0)
            {
                column = columns.Count;
                columns.Add(0);
            }
            columns[column] = to;
            row.Add((entry, start, to, column, until <= Day));
        }
        End();
        return blocks;

        void End()
        {
            blocks.AddRange(row.Select(each => new HourBlock(each.Entry, each.From, each.To - each.From, each.Column, columns.Count, each.Ends)));
            row.Clear();
            columns.Clear();
        }
    }

    private static (CalendarEntry Entry, int From, int Until) Span(CalendarEntry entry, DateTime midnight)
    {
        var from = (int)(entry.Begin - midnight).TotalMinutes;
        return (entry, from, entry.Until is { } until && until > entry.Begin ? (int)(until - midnight).TotalMinutes : from + Usual);
    }
}
