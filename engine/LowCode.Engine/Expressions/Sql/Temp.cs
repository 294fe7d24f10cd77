namespace LowCode.Expressions.Sql;

internal delegate object? SqlForm();

internal static class TextForms
{
    public static SqlForm? Concat => null;
    public static SqlForm? Left => null;
    public static SqlForm? Right => null;
    public static SqlForm? Mid => null;
    public static SqlForm? Len => null;
    public static SqlForm? Substitute => null;
    public static SqlForm? Upper => null;
    public static SqlForm? Lower => null;
    public static SqlForm? Exact => null;
    public static SqlForm? Contains => null;
    public static SqlForm? StartsWith => null;
    public static SqlForm? EndsWith => null;
}

internal static class DateForms
{
    public static SqlForm? Days => null;
    public static SqlForm? InPeriod => null;
    public static SqlForm? InLast => null;
    public static SqlForm? InNext => null;
    public static SqlForm? IsOverdue => null;
    public static SqlForm? Year => null;
    public static SqlForm? Quarter => null;
    public static SqlForm? Month => null;
    public static SqlForm? Day => null;
    public static SqlForm? Weekday => null;
}

internal static class NumberForms
{
    public static SqlForm? Round => null;
    public static SqlForm? Int => null;
    public static SqlForm? Mod => null;
    public static SqlForm? Abs => null;
    public static SqlForm? Sign => null;
}

internal static class ListForms
{
    public static SqlForm? ContainsAny => null;
    public static SqlForm? ContainsAll => null;
}

internal static class LogicForms
{
    public static SqlForm? If => null;
    public static SqlForm? Ifs => null;
    public static SqlForm? Switch => null;
    public static SqlForm? And => null;
    public static SqlForm? Or => null;
    public static SqlForm? Not => null;
    public static SqlForm? IfError => null;
    public static SqlForm? IsError => null;
    public static SqlForm? IsEmpty => null;
    public static SqlForm? IsBlank => null;
    public static SqlForm? Coalesce => null;
}

internal static class AggregateForms
{
    public static SqlForm? Sum => null;
    public static SqlForm? Average => null;
    public static SqlForm? Min => null;
    public static SqlForm? Max => null;
    public static SqlForm? Count => null;
    public static SqlForm? CountA => null;
}

