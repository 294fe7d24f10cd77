using LowCode.Expressions.Closures;
using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Moving dates, measuring the time between them, and the periods they fall in. Weeks begin on Monday.</summary>
internal static class PeriodFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(Date, "DAYS", "(end: date, start: date): number", "两个日期相隔的天数。", "Days from one date to another.",
            "DAYS(DATE(2024, 3, 1), DATE(2024, 2, 1))", "29", static (a, _) => Num(a[0].AsDate.DayNumber - a[1].AsDate.DayNumber)) { Sql = Sql.DateForms.Days },
        new(Date, "DATEDIF", "(start: date, end: date, unit: text): number", "相隔的整年 \"Y\"、整月 \"M\" 或天数 \"D\"，另有 \"YM\"、\"YD\"、\"MD\"。", "Complete years \"Y\", months \"M\" or days \"D\" between dates; also \"YM\", \"YD\", \"MD\".",
            "DATEDIF(DATE(2020, 3, 15), DATE(2024, 3, 14), \"Y\")", "3", static (a, _) => DateDif(a[0].AsDate, a[1].AsDate, a[2].AsText)) { Choice = new(2, ["Y", "M", "D", "YM", "YD", "MD"]) },
        new(Date, "DATEDIFF", "(start: D, end: D, unit?: text): number", "相隔的时长，单位如 \"day\"、\"hour\"、\"month\"，取整数。", "The whole days, hours, months ... from one moment to another; negative when it is earlier.",
            "DATEDIFF(DATE(2024, 1, 31), DATE(2024, 3, 1), \"month\")", "1", static (a, c) => Periods.Unit(a.Or(2, "day")) is { } unit ? Num(Periods.Between(a[0], a[1], unit, c.Zone)) : WrongValue) { Choice = new(2, Periods.UnitWords) },
        new(Date, "DATEADD", "(date: D, count: number, unit?: text): D", "把日期推移若干天、周、月、年、小时等。", "A moment moved by days, weeks, months, years, hours ...",
            "DATEADD(DATE(2024, 1, 31), 1, \"month\")", "DATE(2024, 2, 29)", static (a, c) => Periods.Unit(a.Or(2, "day")) is { } unit ? Periods.Add(a[0], Whole(a[1]), unit, c.Zone) : WrongValue) { Choice = new(2, Periods.UnitWords) },
        new(Date, "EDATE", "(date: date, months: number): date", "推移若干个月后的日期。", "The date some months later.",
            "EDATE(DATE(2024, 3, 31), -1)", "DATE(2024, 2, 29)", static (a, _) => Value.FromDate(a[0].AsDate.AddMonths(Whole(a[1])))),
        new(Date, "EOMONTH", "(date: date, months: number): date", "推移若干个月后那个月的最后一天。", "The last day of the month some months later.",
            "EOMONTH(DATE(2024, 1, 15), 1)", "DATE(2024, 2, 29)", static (a, _) => Value.FromDate(MonthEnd(a[0].AsDate.AddMonths(Whole(a[1]))))),
        new(Date, "STARTOF", "(date: D, unit: text): D", "所在周、月、季度、年等的开始。", "The first day or moment of the week, month, quarter, year ... that a moment is in.",
            "STARTOF(DATE(2024, 3, 15), \"week\")", "DATE(2024, 3, 11)", static (a, c) => Periods.Unit(a[1].AsText) is { } unit ? Periods.Start(a[0], unit, 0, c.Zone) : WrongValue) { Choice = new(1, Periods.UnitWords) },
        new(Date, "ENDOF", "(date: D, unit: text): D", "所在周、月、季度、年等的结束。", "The last day or millisecond of the week, month, quarter, year ... that a moment is in.",
            "ENDOF(DATE(2024, 2, 15), \"month\")", "DATE(2024, 2, 29)", static (a, c) => Periods.Unit(a[1].AsText) is { } unit ? Periods.End(a[0], unit, c.Zone) : WrongValue) { Choice = new(1, Periods.UnitWords) },
        new(Date, "AGE", "(birth: date, at?: date): number", "到今天（或指定日期）的周岁。", "Complete years from a date until today or another date.",
            "AGE(DATE(1990, 5, 1), DATE(2024, 4, 30))", "33", static (a, c) => Num(Periods.Months(a[0].AsDate, a.Length > 1 && !a[1].IsNull ? a[1].AsDate : c.Today) / 12)),
        new(Date, "INPERIOD", "(date: D, period: text): bool", "是否在某个时段内，如 \"today\"、\"thisWeek\"、\"lastMonth\"、\"thisYear\"。", "Whether a moment is in today, thisWeek, lastMonth, nextQuarter, thisYear ...",
            "INPERIOD(TODAY(), \"thisMonth\")", "true", static (a, c) => Periods.Named(a[1].AsText, c.Today) is var (from, to) ? Within(a[0], from, to, c) : WrongValue) { Choice = new(1, Periods.NamedWords), Sql = Sql.DateForms.InPeriod },
        new(Date, "INLAST", "(date: D, days: number): bool", "是否在最近若干天内，含今天。", "Whether a moment is in the last days, today included.",
            "INLAST(TODAY() - 6, 7)", "true", static (a, c) => Within(a[0], c.Today.AddDays(1 - Whole(a[1])), c.Today.AddDays(1), c)) { Sql = Sql.DateForms.InLast },
        new(Date, "INNEXT", "(date: D, days: number): bool", "是否在今后若干天内，含今天。", "Whether a moment is in the next days, today included.",
            "INNEXT(TODAY() + 7, 7)", "false", static (a, c) => Within(a[0], c.Today, c.Today.AddDays(Whole(a[1])), c)) { Sql = Sql.DateForms.InNext },
        new(Date, "ISOVERDUE", "(date: D): bool", "是否已过期：日期早于今天，或时刻早于现在。", "Whether a date is before today, or an instant before now.",
            "ISOVERDUE(TODAY() - 1)", "true", static (a, c) => Yes(a[0].Kind == ValueKind.Date ? a[0].AsDate < c.Today : a[0].AsDateTime < c.Now.UtcDateTime)) { Sql = Sql.DateForms.IsOverdue },
    ];

    private static DateOnly MonthEnd(DateOnly date) => new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));

    private static Value Within(Value moment, DateOnly from, DateOnly to, EvaluationContext c)
    {
        var day = Moments.Day(moment, c.Zone);
        return Yes(day >= from && day < to);
    }

    private static Value DateDif(DateOnly start, DateOnly end, string unit)
    {
        if (start > end)
            return BadNumber;
        var months = Periods.Months(start, end);
        return unit.ToUpperInvariant() switch
        {
            "Y" => Num(months / 12),
            "M" => Num(months),
            "D" => Num(end.DayNumber - start.DayNumber),
            "YM" => Num(months % 12),
            "YD" => Num(end.DayNumber - start.AddMonths(months / 12 * 12).DayNumber),
            "MD" => Num(end.DayNumber - start.AddMonths(months).DayNumber),
            _ => BadNumber,
        };
    }
}
