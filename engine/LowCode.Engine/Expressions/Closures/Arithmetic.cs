namespace LowCode.Expressions.Closures;

/// <summary>Decimal arithmetic on values: null is 0, errors spread, an overflow is <c>#NUM!</c>.</summary>
internal static class Arithmetic
{
    private static readonly Value Overflow = Value.FromError(ErrorValue.BadNumber);
    private static readonly Value Wrong = Value.FromError(ErrorValue.WrongValue);

    public static Func<EvaluationContext, Value> Build(BinaryNode node, Func<EvaluationContext, Value> left, Func<EvaluationContext, Value> right)
    {
        if (node.Type.Kind == TypeKind.Text)
            return c => Join(left(c), right(c));
        if (node.Left.Type.Kind is TypeKind.Date or TypeKind.DateTime)
        {
            return node.Type.Kind == TypeKind.Number ? c => Moments.Between(left(c), right(c))
                : node.Operator == "+" ? c => Moments.Add(left(c), right(c), 1) : c => Moments.Add(left(c), right(c), -1);
        }

        if (node.Type.Kind == TypeKind.Any)
            return c => Plus(left(c), right(c));
        return node.Operator switch
        {
            "+" => c => Add(left(c), right(c)),
            "-" => c => Subtract(left(c), right(c)),
            "*" => c => Multiply(left(c), right(c)),
            "/" => c => Divide(left(c), right(c)),
            "%" => c => Remainder(left(c), right(c)),
            _ => throw new InvalidOperationException($"Unknown operator {node.Operator}."),
        };
    }

    public static Value Negate(in Value value) => NotNumbers(value, value) ? Failure(value, value) : Value.FromNumber(-value.AsNumber);

    private static bool NotNumbers(in Value a, in Value b) =>
        a.Kind is not (ValueKind.Number or ValueKind.Null) || b.Kind is not (ValueKind.Number or ValueKind.Null);

    private static Value Failure(in Value a, in Value b) => a.IsError ? a : b.IsError ? b : Wrong;

    private static Value Add(in Value a, in Value b)
    {
        if (NotNumbers(a, b))
            return Failure(a, b);
        try
        {
            return Value.FromNumber(a.AsNumber + b.AsNumber);
        }
        catch (OverflowException)
        {
            return Overflow;
        }
    }

    private static Value Subtract(in Value a, in Value b)
    {
        if (NotNumbers(a, b))
            return Failure(a, b);
        try
        {
            return Value.FromNumber(a.AsNumber - b.AsNumber);
        }
        catch (OverflowException)
        {
            return Overflow;
        }
    }

    private static Value Multiply(in Value a, in Value b)
    {
        if (NotNumbers(a, b))
            return Failure(a, b);
        try
        {
            return Value.FromNumber(a.AsNumber * b.AsNumber);
        }
        catch (OverflowException)
        {
            return Overflow;
        }
    }

    private static Value Divide(in Value a, in Value b)
    {
        if (NotNumbers(a, b))
            return Failure(a, b);
        if (b.AsNumber == 0)
            return Value.FromError(ErrorValue.DivisionByZero);
        try
        {
            return Value.FromNumber(a.AsNumber / b.AsNumber);
        }
        catch (OverflowException)
        {
            return Overflow;
        }
    }

    // As JavaScript's %, the sign is the dividend's; Excel's MOD has the divisor's.
    private static Value Remainder(in Value a, in Value b)
    {
        if (NotNumbers(a, b))
            return Failure(a, b);
        if (b.AsNumber == 0)
            return Value.FromError(ErrorValue.DivisionByZero);
        try
        {
            return Value.FromNumber(a.AsNumber % b.AsNumber);
        }
        catch (OverflowException)
        {
            return Overflow;
        }
    }

    private static Value Join(Value a, Value b) => a.IsError ? a : b.IsError ? b : Value.FromText(string.Concat(a.ToString(), b.ToString()));

    // The types are known only now.
    private static Value Plus(Value a, Value b)
    {
        if (a.Kind == ValueKind.Text || b.Kind == ValueKind.Text)
            return a.Kind is ValueKind.List or ValueKind.Rows || b.Kind is ValueKind.List or ValueKind.Rows ? Wrong : Join(a, b);
        if (a.Kind is ValueKind.Date or ValueKind.DateTime)
            return Moments.Add(a, b, 1);
        return Add(a, b);
    }
}
