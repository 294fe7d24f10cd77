namespace LowCode.Expressions.Functions;

/// <summary>Short forms for the results of functions, and the loops that many of them share.</summary>
internal static class Answers
{
    public static readonly Value DivisionByZero = Value.FromError(ErrorValue.DivisionByZero);
    public static readonly Value WrongValue = Value.FromError(ErrorValue.WrongValue);
    public static readonly Value BadNumber = Value.FromError(ErrorValue.BadNumber);
    public static readonly Value NotAvailable = Value.FromError(ErrorValue.NotAvailable);

    public static Value Num(decimal number) => Value.FromNumber(number);

    public static Value Num(long number) => Value.FromNumber(number);

    /// <summary>A number calculated in doubles, to 15 digits; infinite, undefined or beyond a decimal's range is <c>#NUM!</c>.</summary>
    public static Value Num(double number) => double.IsFinite(number) && Math.Abs(number) < 7.9e28 ? Value.FromNumber((decimal)number) : BadNumber;

    public static Value Txt(string text) => Value.FromText(text);

    public static Value Yes(bool value) => Value.FromBool(value);

    /// <summary>An argument that may be left out or null.</summary>
    public static decimal Or(this ReadOnlySpan<Value> a, int index, decimal otherwise) =>
        index < a.Length && !a[index].IsNull ? a[index].AsNumber : otherwise;

    /// <summary>An argument that may be left out or null.</summary>
    public static string Or(this ReadOnlySpan<Value> a, int index, string otherwise) =>
        index < a.Length && !a[index].IsNull ? a[index].AsText : otherwise;

    /// <summary>An argument that may be left out or null.</summary>
    public static bool Or(this ReadOnlySpan<Value> a, int index, bool otherwise) =>
        index < a.Length && !a[index].IsNull ? a[index].AsBool : otherwise;

    /// <summary>A whole number, cut towards zero as Excel cuts counts and positions.</summary>
    public static int Whole(in Value value) => (int)Math.Clamp(decimal.Truncate(value.AsNumber), int.MinValue, int.MaxValue);

    /// <summary>All numbers among the arguments and their lists; texts and empties in lists are passed over, as in Excel's ranges. Null after an error, which is in <paramref name="error"/>.</summary>
    public static List<decimal>? Numbers(ReadOnlySpan<Value> a, out Value error)
    {
        var numbers = new List<decimal>();
        error = Value.Null;
        foreach (ref readonly var argument in a)
        {
            if (argument.Kind == ValueKind.Number)
                numbers.Add(argument.AsNumber);
            if (argument.Kind != ValueKind.List)
                continue;
            foreach (ref readonly var item in argument.AsList.AsSpan())
            {
                if (item.Kind == ValueKind.Number)
                {
                    numbers.Add(item.AsNumber);
                }
                else if (item.IsError)
                {
                    error = item;
                    return null;
                }
            }
        }
        return numbers;
    }
}
