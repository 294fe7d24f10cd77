using System.Globalization;

namespace LowCode.Analytics;

/// <summary>
/// A span of days, <paramref name="To"/> not included. Named ones are worked out from today: <c>today yesterday thisWeek lastWeek thisMonth lastMonth
/// thisQuarter lastQuarter thisYear lastYear last7 last30 last90 last365 last12Months</c>; a chosen one is written <c>2026-01-01..2026-03-31</c>, both days included.
/// </summary>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>The names, in the order of pickers.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear", "lastYear",
        "last7", "last30", "last90", "last365", "last12Months",
    ];

    /// <summary>The span that a text names, seen from <paramref name="today"/>; null when it names none.</summary>
    public static Period? Parse(string text, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        var year = new DateOnly(today.Year, 1, 1);
        var week = today.AddDays(-((int)today.DayOfWeek + 6) % 7);
        return text switch
        {
            "today" => new(today, today.AddDays(1)),
            "yesterday" => new(today.AddDays(-1), today),
            "thisWeek" => new(week, week.AddDays(7)),
            "lastWeek" => new(week.AddDays(-7), week),
            "thisMonth" => new(month, month.AddMonths(1)),
            "lastMonth" => new(month.AddMonths(-1), month),
            "thisQuarter" => new(quarter, quarter.AddMonths(3)),
            "lastQuarter" => new(quarter.AddMonths(-3), quarter),
            "thisYear" => new(year, year.AddYears(1)),
            "lastYear" => new(year.AddYears(-1), year),
            "last7" => new(today.AddDays(-6), today.AddDays(1)),
            "last30" => new(today.AddDays(-29), today.AddDays(1)),
            "last90" => new(today.AddDays(-89), today.AddDays(1)),
            "last365" => new(today.AddDays(-364), today.AddDays(1)),
            "last12Months" => new(month.AddMonths(-11), month.AddMonths(1)),
            _ => Written(text),
        };
    }

    /// <summary>How it is written when it has no name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}..{To.AddDays(-1):yyyy-MM-dd}");

    /// <summary>
    /// The span to compare with. Whole months are moved by as many months, others by as many days. Of a span that is still running only the
    /// part that has passed counts, on both sides: on the 10th, this month is compared with the first ten days of the last.
    /// </summary>
    public (Period Now, Period Before) Against(Comparison comparison, DateOnly today)
    {
        var now = today >= From && today < To ? this with { To = today.AddDays(1) } : this;
        var (from, whole) = Earlier(comparison);
        // A whole span ends where it ended; a part is as long as ours, but not longer than the span it belongs to.
        var part = from.AddDays(now.To.DayNumber - From.DayNumber);
        return (now, new(from, now.To == To || part > whole ? whole : part));
    }

    /// <summary>The whole span to compare with: that of a year ago, or the one just before: as many months for whole months, else as many days.</summary>
    public Period Earlier(Comparison comparison) => comparison == Comparison.LastYear
        ? new(From.AddYears(-1), To.AddYears(-1))
        : new(Months > 0 ? From.AddMonths(-Months) : From.AddDays(From.DayNumber - To.DayNumber), From);

    /// <summary>
    /// The first day of the step of <see cref="Earlier"/> that stands against the step beginning on <paramref name="start"/>; null where there is none: the 29th of
    /// February a year before, the 31st of a shorter month. Days stand against the same date, other steps against the one with the same place in the span.
    /// </summary>
    public DateOnly? Counterpart(DateOnly start, DateStep step, Comparison comparison)
    {
        var earlier = Earlier(comparison);
        if (step == DateStep.Day)
        {
            if (comparison != Comparison.LastYear && Months == 0) return start.AddDays(From.DayNumber - To.DayNumber);
            var day = comparison == Comparison.LastYear ? start.AddYears(-1) : start.AddMonths(-Months);
            return day.Day == start.Day ? day : null;
        }
        var at = Conditions.Of(step, earlier.From).From;
        for (var mine = Conditions.Of(step, From).From; mine < start; mine = Conditions.Of(step, mine).To) at = Conditions.Of(step, at).To;
        return at < earlier.To ? at : null;
    }

    // Whole months that the span is made of; 0 when it is not.
    private int Months => From.Day == 1 && To.Day == 1 ? (To.Year - From.Year) * 12 + To.Month - From.Month : 0;

    private static Period? Written(string text)
    {
        var parts = text.Split("..");
        return parts.Length == 2 && Day(parts[0]) is { } from && Day(parts[1]) is { } last && from <= last && last < DateOnly.MaxValue && from.Year > 1 ? new(from, last.AddDays(1)) : null;
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
