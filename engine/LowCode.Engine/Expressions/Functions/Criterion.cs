using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Excel's criteria of COUNTIF and SUMIF: a value, or a text such as <c>"&gt;=5"</c>, <c>"&lt;&gt;"</c>, <c>"a*"</c>.</summary>
internal static class Criterion
{
    private static readonly string[] Signs = ["<=", ">=", "<>", "<", ">", "="];

    public static Value Count(Value[] items, Value criterion)
    {
        var test = Parse(criterion);
        return Num(items.Count(item => test(item)));
    }

    /// <summary>The numbers of <paramref name="from"/> at the places where the list in the first argument meets the criterion in the second.</summary>
    public static List<decimal>? Select(ReadOnlySpan<Value> a, Value from, out Value error)
    {
        var test = Parse(a[1]);
        var (items, numbers) = (a[0].AsList, from.AsList);
        var selected = new List<decimal>();
        error = Value.Null;
        for (var i = 0; i < items.Length && i < numbers.Length; i++)
        {
            if (!test(items[i]))
                continue;
            if (numbers[i].IsError)
            {
                error = numbers[i];
                return null;
            }
            if (numbers[i].Kind == ValueKind.Number)
                selected.Add(numbers[i].AsNumber);
        }
        return selected;
    }

    private static Func<Value, bool> Parse(Value criterion)
    {
        if (criterion.Kind != ValueKind.Text)
            return item => !item.IsError && Closures.Comparison.Same(item, criterion) && item.IsNull == criterion.IsNull;
        var text = criterion.AsText;
        var sign = Signs.FirstOrDefault(sign => text.StartsWith(sign, StringComparison.Ordinal)) ?? "";
        var operand = text[sign.Length..];
        if (operand.Length == 0)
            return sign is "<>" ? static item => !item.IsEmpty : static item => item.IsEmpty;
        if (Texts.Number(operand) is { } number)
            return item => item.Kind == ValueKind.Number ? Meets(sign, item.AsNumber.CompareTo(number)) : sign == "<>" && !item.IsError;
        if (Texts.Date(operand) is { } date)
            return item => item.Kind == ValueKind.Date ? Meets(sign, item.AsDate.CompareTo(date)) : sign == "<>" && !item.IsError;
        if (sign is "" or "=" or "<>")
            return item => !item.IsError && (item.Kind == ValueKind.Text && Matching.Wildcard(item.AsText, operand, whole: true)) != (sign == "<>");
        return item => item.Kind == ValueKind.Text && Meets(sign, string.Compare(item.AsText, operand, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Meets(string sign, int order) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "<>" => order != 0,
        _ => order == 0,
    };
}
