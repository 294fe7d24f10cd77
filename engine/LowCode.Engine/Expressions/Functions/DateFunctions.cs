using LowCode.Expressions.Closures;
using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Days, times and their parts. An instant's parts are those of the wall clock in the context's zone.</summary>
internal static class DateFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(Date, "TODAY", "(): date", "今天的日期。", "Today's date.",
            "TODAY() == $today", "true", static (_, c) => Value.FromDate(c.Today)),
        new(Date, "NOW", "(): datetime", "当前的日期和时间。", "This moment.",
            "NOW() == $now", "true", static (_, c) => Value.FromDateTime(c.Now.UtcDateTime)),
        new(Date, "DATE", "(year: number, month: number, day: number): date", "由年、月、日得到日期；超出范围的月和日自动进位。", "A date from year, month and day; too large months and days carry over.",
            "DATE(2024, 14, 1)", "DATE(2025, 2, 1)", static (a, _) => Day(a[0].AsNumber, a[1].AsNumber, a[2].AsNumber)),
        new(Date, "TIME", "(hour: number, minute: number, second?: number): time", "由时、分、秒得到时间。", "A time of day from hour, minute and second.",
            "TEXT(TIME(9, 5), \"hh:mm\")", "\"09:05\"", static (a, _) => Time(a[0].AsNumber, a[1].AsNumber, a.Or(2, 0))),
        new(Date, "DATETIME", "(date: date, time?: time): datetime", "把日期和时间合成一个时刻。", "The instant of a day and a time on the wall clock.",
            "HOUR(DATETIME(DATE(2024, 3, 1), TIME(9, 30)))", "9", static (a, c) => Value.FromDateTime(Moments.ToUtc(a[0].AsDate.ToDateTime(a.Length > 1 && !a[1].IsNull ? a[1].AsTime : default), c.Zone))),
        new(Date, "DATEVALUE", "(value: text|date|datetime): date", "把文本或时刻转成日期；读不出为 #VALUE!。", "The day of a text or an instant; #VALUE! when it is none.",
            "DATEVALUE(\"2024年3月1日\")", "DATE(2024, 3, 1)", static (a, c) => DateValue(a[0], c)),
        new(Date, "TIMEVALUE", "(value: text|datetime): time", "把文本或时刻转成时间。", "The time of day of a text or an instant.",
            "MINUTE(TIMEVALUE(\"9:30\"))", "30", static (a, c) => TimeValue(a[0], c)),
        new(Date, "YEAR", "(date: D): number", "年份。", "The year.",
            "YEAR(DATE(2024, 3, 1))", "2024", static (a, c) => Num(Moments.Local(a[0], c.Zone).Year)) { Sql = Sql.DateForms.Year },
        new(Date, "QUARTER", "(date: D): number", "季度，1 到 4。", "The quarter, 1 to 4.",
            "QUARTER(DATE(2024, 5, 1))", "2", static (a, c) => Num((Moments.Local(a[0], c.Zone).Month + 2) / 3)) { Sql = Sql.DateForms.Quarter },
        new(Date, "MONTH", "(date: D): number", "月份，1 到 12。", "The month, 1 to 12.",
            "MONTH(DATE(2024, 3, 1))", "3", static (a, c) => Num(Moments.Local(a[0], c.Zone).Month)) { Sql = Sql.DateForms.Month },
        new(Date, "DAY", "(date: D): number", "一个月中的第几天。", "The day of the month.",
            "DAY(DATE(2024, 3, 9))", "9", static (a, c) => Num(Moments.Local(a[0], c.Zone).Day)) { Sql = Sql.DateForms.Day },
        new(Date, "HOUR", "(time: time|datetime): number", "小时，0 到 23。", "The hour, 0 to 23.",
            "HOUR(TIME(14, 30))", "14", static (a, c) => Num(Clock(a[0], c).Hour)),
        new(Date, "MINUTE", "(time: time|datetime): number", "分钟，0 到 59。", "The minute, 0 to 59.",
            "MINUTE(TIME(14, 30))", "30", static (a, c) => Num(Clock(a[0], c).Minute)),
        new(Date, "SECOND", "(time: time|datetime): number", "秒，0 到 59。", "The second, 0 to 59.",
            "SECOND(TIME(14, 30, 15))", "15", static (a, c) => Num(Clock(a[0], c).Second)),
        new(Date, "WEEKDAY", "(date: D, type?: number): number", "星期几；默认周日为 1，类型 2 时周一为 1。", "The day of the week; Sunday is 1, with type 2 Monday is 1.",
            "WEEKDAY(DATE(2024, 3, 15), 2)", "5", static (a, c) => Weekday(Moments.Day(a[0], c.Zone), a.Or(1, 1))) { Sql = Sql.DateForms.Weekday },
        new(Date, "WEEKNUM", "(date: D, type?: number): number", "一年中的第几周；类型 2 时一周从周一开始，21 为国际标准。", "The week of the year; type 2 begins weeks on Monday, 21 is ISO.",
            "WEEKNUM(DATE(2024, 1, 8), 2)", "2", static (a, c) => WeekNumber(Moments.Day(a[0], c.Zone), a.Or(1, 1))),
        new(Date, "ISOWEEKNUM", "(date: D): number", "国际标准的周数。", "The ISO week number.",
            "ISOWEEKNUM(DATE(2021, 1, 1))", "53", static (a, c) => WeekNumber(Moments.Day(a[0], c.Zone), 21)),
        new(Date, "TIMESTAMP", "(moment: D): number", "自 1970 年起的毫秒数。", "Milliseconds since 1970 in UTC.",
            "TIMESTAMP(DATE(1970, 1, 2))", "86400000", static (a, c) => Num(((a[0].Kind == ValueKind.Date ? Moments.Start(a[0].AsDate, c.Zone) : a[0].AsDateTime) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond)),
    ];

    private static Value Day(decimal year, decimal month, decimal day)
    {
        var (y, m, d) = ((int)Math.Truncate(year), (int)Math.Clamp(Math.Floor(month), -200_000, 200_000), (int)Math.Clamp(Math.Floor(day), -4_000_000, 4_000_000));
        if (y is >= 0 and < 1900)
            y += 1900;
        if (y is < 0 or > 9999)
            return BadNumber;
        var months = y * 12 + m - 1;
        if (months < 12 || months >= 120_000)
            return BadNumber;
        var date = new DateOnly(months / 12, months % 12 + 1, 1).AddDays(d - 1);
        return date.Year < 1900 ? BadNumber : Value.FromDate(date);
    }

    private static Value Time(decimal hour, decimal minute, decimal second)
    {
        var seconds = decimal.Truncate(hour) * 3600 + decimal.Truncate(minute) * 60 + decimal.Truncate(second);
        return seconds < 0 ? BadNumber : Value.FromTime(new TimeOnly((long)(seconds % 86400) * TimeSpan.TicksPerSecond));
    }

    private static Value DateValue(Value value, EvaluationContext c) => value.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.Date or ValueKind.DateTime => Value.FromDate(Moments.Day(value, c.Zone)),
        _ when Texts.Date(value.AsText) is { } date => Value.FromDate(date),
        _ => Texts.Instant(value.AsText) is { } instant ? Value.FromDate(DateOnly.FromDateTime(instant)) : WrongValue,
    };

    private static Value TimeValue(Value value, EvaluationContext c) => value.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.DateTime => Value.FromTime(TimeOnly.FromDateTime(Moments.Local(value.AsDateTime, c.Zone))),
        _ => Texts.Time(value.AsText) is { } time ? Value.FromTime(time) : WrongValue,
    };

    private static TimeOnly Clock(Value value, EvaluationContext c) =>
        value.Kind == ValueKind.Time ? value.AsTime : TimeOnly.FromDateTime(Moments.Local(value.AsDateTime, c.Zone));

    private static Value Weekday(DateOnly day, decimal type)
    {
        var sunday = (int)day.DayOfWeek;
        return decimal.Truncate(type) switch
        {
            1 or 17 => Num(sunday + 1),
            2 or 11 => Num((sunday + 6) % 7 + 1),
            3 => Num((sunday + 6) % 7),
            >= 12 and <= 16 => Num((sunday - ((int)type - 10) + 7) % 7 + 1),
            _ => BadNumber,
        };
    }

    private static Value WeekNumber(DateOnly day, decimal type)
    {
        if (type == 21)
            return Num(System.Globalization.ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)));
        var first = decimal.Truncate(type) switch
        {
            1 or 17 => 0,
            2 or 11 => 1,
            >= 12 and <= 16 => (int)type - 10,
            _ => -1,
        };
        var yearStart = ((int)new DateOnly(day.Year, 1, 1).DayOfWeek - first + 7) % 7;
        return first < 0 ? BadNumber : Num((day.DayOfYear - 1 + yearStart) / 7 + 1);
    }
}
