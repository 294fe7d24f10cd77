using LowCode.Expressions.Closures;

namespace LowCode.Expressions.Functions;

/// <summary>Units of time that date functions count in.</summary>
internal enum PeriodUnit
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>Calendar arithmetic in a zone: adding units, counting them, the beginning and end of periods. Weeks begin on Monday.</summary>
internal static class Periods
{
    /// <summary>What unit arguments may say.</summary>
    public static readonly IReadOnlyList<string> UnitWords =
    [
        "second", "minute", "hour", "day", "week", "month", "quarter", "year",
        "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years",
    ];

    /// <summary>What period arguments may say.</summary>
    public static readonly IReadOnlyList<string> NamedWords =
    [
        "today", "yesterday", "tomorrow", "thisWeek", "lastWeek", "nextWeek", "thisMonth", "lastMonth", "nextMonth",
        "thisQuarter", "lastQuarter", "nextQuarter", "thisYear", "lastYear", "nextYear",
    ];

    /// <summary>The unit called <paramref name="name"/>, in any case, also in the plural; null when there is none.</summary>
    public static PeriodUnit? Unit(string name)
    {
        var singular = name.EndsWith('s') || name.EndsWith('S') ? name[..^1] : name;
        return singular.Length > 2 && !char.IsDigit(singular[0]) && Enum.TryParse<PeriodUnit>(singular, ignoreCase: true, out var unit) ? unit : null;
    }

    /// <summary>The days from (included) and to (excluded) of <c>today</c>, <c>lastWeek</c>, <c>thisMonth</c>, <c>nextQuarter</c>, ...; null when unknown.</summary>
    public static (DateOnly From, DateOnly To)? Named(string name, DateOnly today)
    {
        var lower = name.ToLowerInvariant();
        var offset = lower switch
        {
            "yesterday" => -1,
            "tomorrow" => 1,
            _ when lower.StartsWith("last", StringComparison.Ordinal) => -1,
            _ when lower.StartsWith("next", StringComparison.Ordinal) => 1,
            _ => 0,
        };
        if (lower is "today" or "yesterday" or "tomorrow")
            return (today.AddDays(offset), today.AddDays(offset + 1));
        if (lower.Length < 5 || lower[..4] is not ("this" or "last" or "next") || Unit(lower[4..]) is not ({ } unit and >= PeriodUnit.Week) || lower.EndsWith('s'))
            return null;
        return (Move(Start(today, unit), offset, unit), Move(Start(today, unit), offset + 1, unit));
    }

    public static Value Add(Value moment, int count, PeriodUnit unit, TimeZoneInfo zone)
    {
        if (moment.Kind == ValueKind.Date)
        {
            return unit < PeriodUnit.Day
                ? Value.FromDate(DateOnly.FromDateTime(Moments.Local(moment, zone) + count * Length(unit)))
                : Value.FromDate(Move(moment.AsDate, count, unit));
        }
        if (unit < PeriodUnit.Day)
            return Value.FromDateTime(moment.AsDateTime + count * Length(unit));
        var local = Moments.Local(moment.AsDateTime, zone);
        return Value.FromDateTime(Moments.ToUtc(Move(DateOnly.FromDateTime(local), count, unit).ToDateTime(TimeOnly.FromDateTime(local)), zone));
    }

    public static decimal Between(Value start, Value end, PeriodUnit unit, TimeZoneInfo zone)
    {
        if (unit < PeriodUnit.Day && start.Kind == ValueKind.DateTime && end.Kind == ValueKind.DateTime)
            return (end.AsDateTime - start.AsDateTime).Ticks / Length(unit).Ticks;
        var (from, to) = (Moments.Local(start, zone), Moments.Local(end, zone));
        if (unit < PeriodUnit.Month)
            return (to - from).Ticks / Length(unit).Ticks;
        var months = to >= from ? Months(from, to) : -Months(to, from);
        return months / (unit == PeriodUnit.Year ? 12 : unit == PeriodUnit.Quarter ? 3 : 1);
    }

    /// <summary>Complete months from one day to a later one, as Excel's DATEDIF counts them.</summary>
    public static int Months(DateOnly from, DateOnly to) => (to.Year - from.Year) * 12 + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);

    /// <summary>The beginning of the period that a moment is in, moved by <paramref name="offset"/> periods.</summary>
    public static Value Start(Value moment, PeriodUnit unit, int offset, TimeZoneInfo zone)
    {
        if (moment.Kind == ValueKind.Date)
            return Value.FromDate(unit < PeriodUnit.Day ? moment.AsDate : Move(Start(moment.AsDate, unit), offset, unit));
        if (unit < PeriodUnit.Day)
        {
            var ticks = moment.AsDateTime.Ticks;
            return Value.FromDateTime(new DateTime(ticks - ticks % Length(unit).Ticks + offset * Length(unit).Ticks, DateTimeKind.Utc));
        }
        return Value.FromDateTime(Moments.Start(Move(Start(Moments.Day(moment, zone), unit), offset, unit), zone));
    }

    /// <summary>The last day, or the last millisecond, of the period that a moment is in.</summary>
    public static Value End(Value moment, PeriodUnit unit, TimeZoneInfo zone)
    {
        if (moment.Kind == ValueKind.Date && unit <= PeriodUnit.Day)
            return moment;
        var next = Start(moment, unit, 1, zone);
        return next.Kind == ValueKind.Date ? Value.FromDate(next.AsDate.AddDays(-1)) : Value.FromDateTime(next.AsDateTime.AddMilliseconds(-1));
    }

    private static DateOnly Start(DateOnly day, PeriodUnit unit) => unit switch
    {
        PeriodUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        PeriodUnit.Month => new(day.Year, day.Month, 1),
        PeriodUnit.Quarter => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        PeriodUnit.Year => new(day.Year, 1, 1),
        _ => day,
    };

    private static DateOnly Move(DateOnly day, int count, PeriodUnit unit) => unit switch
    {
        PeriodUnit.Week => day.AddDays(checked(7 * count)),
        PeriodUnit.Month => day.AddMonths(count),
        PeriodUnit.Quarter => day.AddMonths(checked(3 * count)),
        PeriodUnit.Year => day.AddYears(count),
        _ => day.AddDays(count),
    };

    private static int Months(DateTime from, DateTime to)
    {
        var months = Months(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
        return from.Day == to.Day && to.TimeOfDay < from.TimeOfDay ? months - 1 : months;
    }

    private static TimeSpan Length(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Second => TimeSpan.FromSeconds(1),
        PeriodUnit.Minute => TimeSpan.FromMinutes(1),
        PeriodUnit.Hour => TimeSpan.FromHours(1),
        PeriodUnit.Week => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(1),
    };
}
