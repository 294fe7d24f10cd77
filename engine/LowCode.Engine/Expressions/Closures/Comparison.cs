namespace LowCode.Expressions.Closures;

/// <summary>Equality and order of values: null is 0 beside a number, "" beside a text, false beside a boolean, and no date at all.</summary>
internal static class Comparison
{
    public static Func<EvaluationContext, Value> Build(BinaryNode node, Func<EvaluationContext, Value> left, Func<EvaluationContext, Value> right)
    {
        // Beside a written null the question is whether anything is there; 0 and false are something.
        if (node.Operator is "==" or "!=" && (node.Left.Type.Kind == TypeKind.Null || node.Right.Type.Kind == TypeKind.Null))
        {
            var operand = node.Right.Type.Kind == TypeKind.Null ? left : right;
            var wanted = node.Operator == "==";
            return c => IsNothing(operand(c), wanted);
        }
        // Two empty numbers are 0 and 0, two empty texts "" and "": they have an order; two missing dates have none.
        var emptiesEqual = node.Left.Type.Kind is TypeKind.Number or TypeKind.Text || node.Right.Type.Kind is TypeKind.Number or TypeKind.Text;
        return node.Operator switch
        {
            "==" => c => Equal(left(c), right(c), true),
            "!=" => c => Equal(left(c), right(c), false),
            "<" => c => Order(left(c), right(c), emptiesEqual, static sign => sign < 0),
            "<=" => c => Order(left(c), right(c), emptiesEqual, static sign => sign <= 0),
            ">" => c => Order(left(c), right(c), emptiesEqual, static sign => sign > 0),
            ">=" => c => Order(left(c), right(c), emptiesEqual, static sign => sign >= 0),
            "in" => c => In(left(c), right(c)),
            _ => throw new InvalidOperationException($"Unknown operator {node.Operator}."),
        };
    }

    /// <summary>Whether two values are the same to a user.</summary>
    public static bool Same(in Value a, in Value b)
    {
        if (a.Kind == ValueKind.Number && b.Kind == ValueKind.Number)
            return a.AsNumber == b.AsNumber;
        if (a.IsNull || b.IsNull)
            return IsDefault(a.IsNull ? b : a);
        return a.Equals(b);
    }

    public static bool Contains(Value[] items, in Value wanted)
    {
        foreach (ref readonly var item in items.AsSpan())
        {
            if (Same(item, wanted))
                return true;
        }
        return false;
    }

    /// <summary>Negative, zero or positive; null when the two have no order, such as a missing date and a date.</summary>
    public static int? Compare(in Value a, in Value b)
    {
        var kind = a.IsNull ? b.Kind : a.Kind;
        if (!a.IsNull && !b.IsNull && a.Kind != b.Kind)
            return null;
        return kind switch
        {
            ValueKind.Number => a.AsNumber.CompareTo(b.AsNumber),
            ValueKind.Text => CompareText(a.AsText, b.AsText),
            ValueKind.Bool => a.AsBool.CompareTo(b.AsBool),
            _ when a.IsNull || b.IsNull => null,
            ValueKind.Date => a.AsDate.CompareTo(b.AsDate),
            ValueKind.DateTime => a.AsDateTime.CompareTo(b.AsDateTime),
            ValueKind.Time => a.AsTime.CompareTo(b.AsTime),
            ValueKind.User or ValueKind.Department or ValueKind.Reference => a.AsId.CompareTo(b.AsId),
            _ => null,
        };
    }

    /// <summary>By code points, as databases order UTF-8; UTF-16 would put the rarest characters elsewhere.</summary>
    public static int CompareText(string a, string b)
    {
        var at = a.AsSpan().CommonPrefixLength(b);
        if (at == a.Length || at == b.Length)
            return a.Length.CompareTo(b.Length);
        return Rank(a[at]).CompareTo(Rank(b[at]));

        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }

    private static Value IsNothing(in Value value, bool wanted) => value.IsError ? value : Value.FromBool(value.IsEmpty == wanted);

    private static Value Equal(in Value a, in Value b, bool wanted) => Failed(a, b) ?? Value.FromBool(Same(a, b) == wanted);

    private static Value In(in Value a, in Value b) =>
        Failed(a, b) ?? (b.Kind is ValueKind.List or ValueKind.Null ? Value.FromBool(Contains(b.AsList, a)) : Value.FromError(ErrorValue.WrongValue));

    private static Value Order(in Value a, in Value b, bool emptiesEqual, Func<int, bool> wanted)
    {
        if (a.Kind == ValueKind.Number && b.Kind == ValueKind.Number)
            return Value.FromBool(wanted(a.AsNumber.CompareTo(b.AsNumber)));
        if (Failed(a, b) is { } error)
            return error;
        if (!a.IsNull && !b.IsNull && a.Kind != b.Kind)
            return Value.FromError(ErrorValue.WrongValue);
        if (a.IsNull && b.IsNull)
            return Value.FromBool(emptiesEqual && wanted(0));
        return Value.FromBool(Compare(a, b) is { } sign && wanted(sign));
    }

    private static Value? Failed(in Value a, in Value b) => a.IsError ? a : b.IsError ? b : null;

    private static bool IsDefault(in Value value) => value.Kind switch
    {
        ValueKind.Number => value.AsNumber == 0,
        ValueKind.Bool => !value.AsBool,
        _ => value.IsEmpty,
    };
}
