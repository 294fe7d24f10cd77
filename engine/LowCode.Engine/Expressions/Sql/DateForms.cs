using LowCode.Expressions.Closures;
using LowCode.Expressions.Functions;

namespace LowCode.Expressions.Sql;

/// <summary>SQL of the date functions. Periods become ranges of a bare column, so that an index can serve.</summary>
internal static class DateForms
{
    public static SqlFragment? Year(SqlWriter w, IReadOnlyList<Node> a) => Part(w, a, w.Dialect.Year);

    public static SqlFragment? Quarter(SqlWriter w, IReadOnlyList<Node> a) => Part(w, a, day => w.Dialect.ScaledNumbers ? $"(({w.Dialect.Month(day)} + 2) / 3)" : $"extract(quarter FROM {day})");

    public static SqlFragment? Month(SqlWriter w, IReadOnlyList<Node> a) => Part(w, a, w.Dialect.Month);

    public static SqlFragment? Day(SqlWriter w, IReadOnlyList<Node> a) => Part(w, a, w.Dialect.DayOfMonth);

    public static SqlFragment? Weekday(SqlWriter w, IReadOnlyList<Node> a)
    {
        var type = a.Count == 1 ? 1 : SqlWriter.IsConstant(a[1]) && w.Write(a[1])!.Constant is { Kind: ValueKind.Number } value ? value.AsNumber : 0;
        return type switch
        {
            1 => Part(w, a, day => $"({w.Dialect.DayOfWeek(day)} + 1)"),
            2 => Part(w, a, day => $"(({w.Dialect.DayOfWeek(day)} + 6) % 7 + 1)"),
            3 => Part(w, a, day => $"(({w.Dialect.DayOfWeek(day)} + 6) % 7)"),
            _ => w.Refuse("This type of WEEKDAY has no SQL form."),
        };
    }

    public static SqlFragment? Days(SqlWriter w, IReadOnlyList<Node> a) =>
        w.Write(a[0]) is { } end && w.Write(a[1]) is { } start ? Between(w, end, start) : null;

    public static SqlFragment? InPeriod(SqlWriter w, IReadOnlyList<Node> a) =>
        Known(w, a[1]) is { Kind: ValueKind.Text } name && Periods.Named(name.AsText, w.Source.Context.Today) is var (from, to) ? Range(w, a[0], from, to)
            : w.Refuse("INPERIOD has a SQL form for a written period only.");

    public static SqlFragment? InLast(SqlWriter w, IReadOnlyList<Node> a)
    {
        var today = w.Source.Context.Today;
        return Count(w, a[1]) is { } days ? Range(w, a[0], today.AddDays(1 - days), today.AddDays(1)) : null;
    }

    public static SqlFragment? InNext(SqlWriter w, IReadOnlyList<Node> a)
    {
        var today = w.Source.Context.Today;
        return Count(w, a[1]) is { } days ? Range(w, a[0], today, today.AddDays(days)) : null;
    }

    public static SqlFragment? IsOverdue(SqlWriter w, IReadOnlyList<Node> a)
    {
        if (w.Write(a[0]) is not { } moment)
            return null;
        var now = moment.Is(TypeKind.Date) ? Value.FromDate(w.Source.Context.Today) : Value.FromDateTime(w.Source.Context.Now.UtcDateTime);
        return w.Compare.Write("<", moment, SqlWriter.Constant(now, moment.Type));
    }

    /// <summary>The day of a day or an instant.</summary>
    public static SqlFragment? Day(SqlWriter w, SqlFragment moment) => moment.Type.Kind switch
    {
        TypeKind.Date => w.Settle(moment),
        TypeKind.DateTime => new(w.Dialect.LocalDay(w.Settle(moment).Sql, w.Source.Parameter(w.Source.Context.Zone.Id)), ExpressionType.Date, moment.Null),
        _ => w.Refuse($"The day of {moment.Type} has no SQL form."),
    };

    /// <summary>A day plus or minus days, or the days between two.</summary>
    public static SqlFragment? Arithmetic(SqlWriter w, BinaryNode node)
    {
        if (w.Write(node.Left) is not { } left || w.Write(node.Right) is not { } right)
            return null;
        if (!left.Is(TypeKind.Date))
            return w.Refuse("Arithmetic on instants has no SQL form.");
        if (node.Type.Kind == TypeKind.Number)
            return Between(w, left, right);
        var days = w.Numbers.Zero(right);
        if (days.Scale != 0 || days.IsReal || days.Null == SqlNull.Error || left.Null == SqlNull.Error)
            return w.Refuse("Moving a date by anything but whole days has no SQL form.");
        return new(w.Dialect.AddDays(w.Settle(left).Sql, node.Operator == "-" ? $"- {days.Sql}" : days.Sql), ExpressionType.Date, SqlNull.Empty);
    }

    private static SqlFragment? Between(SqlWriter w, SqlFragment end, SqlFragment start)
    {
        if (!end.Is(TypeKind.Date) || !start.Is(TypeKind.Date) || end.Null == SqlNull.Error || start.Null == SqlNull.Error)
            return w.Refuse("Days between instants have no SQL form.");
        return new(w.Dialect.DaysBetween(w.Settle(end).Sql, w.Settle(start).Sql), ExpressionType.Number, end.Null == SqlNull.Empty || start.Null == SqlNull.Empty ? SqlNull.Empty : SqlNull.Never);
    }

    private static SqlFragment? Range(SqlWriter w, Node node, DateOnly from, DateOnly to)
    {
        if (w.Write(node) is not { } moment)
            return null;
        var zone = w.Source.Context.Zone;
        var (start, end) = moment.Is(TypeKind.Date) ? (Value.FromDate(from), Value.FromDate(to)) : (Value.FromDateTime(Moments.Start(from, zone)), Value.FromDateTime(Moments.Start(to, zone)));
        return w.Logic(true, [w.Compare.Write(">=", moment, SqlWriter.Constant(start, moment.Type)), w.Compare.Write("<", moment, SqlWriter.Constant(end, moment.Type))]);
    }

    private static SqlFragment? Part(SqlWriter w, IReadOnlyList<Node> a, Func<string, string> part) =>
        w.Write(a[0]) is { } moment && Day(w, moment) is { } day ? new(part(day.Sql), ExpressionType.Number, day.Null) : null;

    private static Value? Known(SqlWriter w, Node node) => SqlWriter.IsConstant(node) ? w.Write(node)!.Constant : null;

    private static int? Count(SqlWriter w, Node node)
    {
        if (Known(w, node) is { Kind: ValueKind.Number } days && Math.Abs(days.AsNumber) < 1_000_000 && w.Source.Context.Today.Year < 7000)
            return (int)decimal.Truncate(days.AsNumber);
        w.Refuse("A number of days that is not written out has no SQL form.");
        return null;
    }
}
