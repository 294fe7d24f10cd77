using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Working days: Monday to Friday, unless the workspace's calendar or the list of holidays says otherwise.</summary>
internal static class WorkdayFunctions
{
    /// <summary>Days that one call may walk through: over a century.</summary>
    private const int MaxDays = 40_000;

    public static readonly IReadOnlyList<Function> All =
    [
        new(Date, "ISWORKDAY", "(date: date): bool", "是否为工作日，按工作区的节假日安排。", "Whether it is a working day in the workspace's calendar.",
            "ISWORKDAY(DATE(2024, 3, 16))", "false", static (a, c) => Yes(Works(a[0].AsDate, null, c))),
        new(Date, "NETWORKDAYS", "(start: date, end: date, holidays?: list<date>): number", "两个日期之间的工作日数，含首尾。", "The working days from one date to another, both included.",
            "NETWORKDAYS(DATE(2024, 3, 11), DATE(2024, 3, 17))", "5", static (a, c) => Count(a, c)),
        new(Date, "WORKDAY", "(start: date, days: number, holidays?: list<date>): date", "若干个工作日之后（或之前）的日期。", "The date some working days later, or earlier when negative.",
            "WORKDAY(DATE(2024, 3, 15), 1)", "DATE(2024, 3, 18)", static (a, c) => Move(a, c)),
    ];

    private static bool Works(DateOnly day, HashSet<DateOnly>? holidays, EvaluationContext c) =>
        holidays?.Contains(day) != true && (c.Related?.IsWorkday(day) ?? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    private static HashSet<DateOnly>? Holidays(ReadOnlySpan<Value> a) =>
        a.Length < 3 ? null : [.. a[2].AsList.Where(item => item.Kind == ValueKind.Date).Select(item => item.AsDate)];

    private static Value Count(ReadOnlySpan<Value> a, EvaluationContext c)
    {
        var (start, end) = (a[0].AsDate, a[1].AsDate);
        var sign = start <= end ? 1 : -1;
        if (Math.Abs(end.DayNumber - start.DayNumber) > MaxDays)
            return BadNumber;
        var (holidays, count) = (Holidays(a), 0);
        for (var day = start; ; day = day.AddDays(sign))
        {
            count += Works(day, holidays, c) ? sign : 0;
            if (day == end)
                return Num(count);
        }
    }

    private static Value Move(ReadOnlySpan<Value> a, EvaluationContext c)
    {
        var (day, left, holidays) = (a[0].AsDate, Whole(a[1]), Holidays(a));
        var sign = Math.Sign(left);
        for (var walked = 0; left != 0; walked++)
        {
            if (walked > MaxDays)
                return BadNumber;
            day = day.AddDays(sign);
            if (Works(day, holidays, c))
                left -= sign;
        }
        return Value.FromDate(day);
    }
}
