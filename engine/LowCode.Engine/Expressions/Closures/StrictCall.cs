using System.Runtime.CompilerServices;
using LowCode.Expressions.Binding;

namespace LowCode.Expressions.Closures;

/// <summary>Calls a function whose arguments are all evaluated first: errors spread, wrong kinds are refused, up to four arguments allocate nothing.</summary>
internal static class StrictCall
{
    private const int MissingGivesNull = 1 << 31;

    public static Func<EvaluationContext, Value> Build(CallNode call, Func<EvaluationContext, Value>[] arguments)
    {
        var body = call.Function.Body!;
        var masks = call.Function.Shape.For(arguments.Length)!.Select(Mask).ToArray();
        switch (arguments)
        {
            case []:
                return c => body(default, c);
            case [var first]:
                var mask = masks[0];
                return c =>
                {
                    var value = first(c);
                    return Refused(value, mask) ? Answer(value, mask) : Run(body, new ReadOnlySpan<Value>(in value), c);
                };
            case { Length: <= 4 }:
                return c =>
                {
                    var buffer = default(FourValues);
                    for (var i = 0; i < arguments.Length; i++)
                    {
                        buffer[i] = arguments[i](c);
                        if (Refused(buffer[i], masks[i]))
                            return Answer(buffer[i], masks[i]);
                    }
                    return Run(body, ((ReadOnlySpan<Value>)buffer)[..arguments.Length], c);
                };
            default:
                return c =>
                {
                    var values = new Value[arguments.Length];
                    for (var i = 0; i < values.Length; i++)
                    {
                        values[i] = arguments[i](c);
                        if (Refused(values[i], masks[i]))
                            return Answer(values[i], masks[i]);
                    }
                    return Run(body, values, c);
                };
        }
    }

    private static Value Run(FunctionBody body, ReadOnlySpan<Value> values, EvaluationContext c)
    {
        try
        {
            return body(values, c);
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            return Value.FromError(ErrorValue.BadNumber);
        }
    }

    private static bool Refused(in Value value, int mask) => (mask & (1 << (int)value.Kind)) == 0;

    private static Value Answer(in Value value, int mask) =>
        value.IsError ? value : value.IsNull && (mask & MissingGivesNull) != 0 ? Value.Null : Value.FromError(ErrorValue.WrongValue);

    /// <summary>The kinds that a parameter accepts, as bits; a missing date, file or person makes the whole answer null.</summary>
    private static int Mask(Parameter parameter)
    {
        var mask = 0;
        foreach (var pattern in parameter.Types)
            mask |= pattern.IsList ? 1 << (int)ValueKind.List : pattern.Variable == "D" ? Bits(ValueKind.Date, ValueKind.DateTime) : Of(pattern.Fixed?.Kind ?? TypeKind.Any);
        var hasEmpty = Bits(ValueKind.Number, ValueKind.Text, ValueKind.Bool, ValueKind.List, ValueKind.Rows);
        return (mask & hasEmpty) != 0 || parameter.Optional ? mask | 1 << (int)ValueKind.Null : mask | MissingGivesNull;
    }

    private static int Of(TypeKind kind) => kind switch
    {
        TypeKind.Number => Bits(ValueKind.Number),
        TypeKind.Text => Bits(ValueKind.Text),
        TypeKind.Bool => Bits(ValueKind.Bool),
        TypeKind.Date => Bits(ValueKind.Date),
        TypeKind.DateTime => Bits(ValueKind.DateTime),
        TypeKind.Time => Bits(ValueKind.Time),
        TypeKind.User => Bits(ValueKind.User),
        TypeKind.Department => Bits(ValueKind.Department),
        TypeKind.Reference => Bits(ValueKind.Reference),
        TypeKind.File => Bits(ValueKind.File),
        TypeKind.List => Bits(ValueKind.List),
        TypeKind.Rows => Bits(ValueKind.Rows),
        _ => ~(1 << (int)ValueKind.Error) & ~MissingGivesNull,
    };

    private static int Bits(params ReadOnlySpan<ValueKind> kinds)
    {
        var bits = 0;
        foreach (var kind in kinds)
            bits |= 1 << (int)kind;
        return bits;
    }

    [InlineArray(4)]
    private struct FourValues
    {
        private Value _first;
    }
}
