using Closure = System.Func<LowCode.Expressions.EvaluationContext, LowCode.Expressions.Value>;

namespace LowCode.Expressions.Closures;

/// <summary>Turns a checked tree into nested delegates: built once per definition, run per record.</summary>
internal static class ClosureBuilder
{
    public static Closure Build(Node node) => node switch
    {
        ConstantNode constant => Constant(constant.Value),
        FieldNode field => Field(field),
        VariableNode variable => Variable(variable.Name),
        ListNode list => List(list),
        UnaryNode { Operator: "!" } unary => Not(Build(unary.Operand)),
        UnaryNode unary => Negative(Build(unary.Operand)),
        BinaryNode { Operator: "+" or "-" or "*" or "/" or "%" } binary => Arithmetic.Build(binary, Build(binary.Left), Build(binary.Right)),
        BinaryNode binary => Comparison.Build(binary, Build(binary.Left), Build(binary.Right)),
        LogicNode logic => Logic(logic.And, [.. logic.Operands.Select(Build)]),
        ConditionalNode conditional => Conditional(Build(conditional.Test), Build(conditional.Then), Build(conditional.Otherwise)),
        ConvertNode convert => Conversion.Build(convert.Type, Build(convert.Operand)),
        CallNode { Function.Lazy: { } lazy } call => lazy([.. call.Arguments.Select(Build)]),
        CallNode call => StrictCall.Build(call, [.. call.Arguments.Select(Build)]),
        PathNode path => RelatedReads.Path(path, Build(path.Base)),
        ColumnNode column => RelatedReads.Column(column, Build(column.Rows)),
        FilterNode filter => RelatedReads.Filter(Build(filter.Rows), Build(filter.Test)),
        RollupNode rollup => c => c.Related?.Rollup(rollup.Request, c.RecordId) ?? Value.Null,
        LookupNode lookup => RelatedReads.Lookup(lookup, Build(lookup.Match)),
        _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
    };

    private static Closure Constant(Value value) => _ => value;

    private static Closure Field(FieldNode node)
    {
        var position = node.Field.Position;
        if (position < 0)
            return Variable("record." + node.Field.Key);
        return node.Source switch
        {
            FieldSource.Record => c => At(c.Record, position),
            FieldSource.Row => c => At(c.Row, position),
            FieldSource.OldRecord => c => At(c.Old, position),
            _ => c => At(c.OldRow, position),
        };
    }

    // A record written before a field was added has a shorter array.
    private static Value At(Value[]? values, int position) => values is not null && (uint)position < (uint)values.Length ? values[position] : Value.Null;

    private static Closure Variable(string name) => name switch
    {
        "now" => c => Value.FromDateTime(c.Now.UtcDateTime),
        "today" => c => Value.FromDate(c.Today),
        "record.id" => c => c.RecordId == 0 ? Value.Null : Value.FromReference(c.RecordId),
        _ => c => c.Variables.TryGetValue(name, out var value) ? value : Value.Null,
    };

    private static Closure List(ListNode node)
    {
        var items = node.Items.Select(Build).ToArray();
        if (node.Items.All(item => item is ConstantNode))
            return Constant(Value.FromList([.. node.Items.Select(item => ((ConstantNode)item).Value)]));
        return c =>
        {
            var values = new Value[items.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = items[i](c);
                if (values[i].IsError)
                    return values[i];
            }
            return Value.FromList(values);
        };
    }

    private static Closure Not(Closure operand) => c =>
    {
        var value = operand(c);
        return value.Kind is ValueKind.Bool or ValueKind.Null ? Value.FromBool(!value.AsBool) : value.IsError ? value : Value.FromError(ErrorValue.WrongValue);
    };

    private static Closure Negative(Closure operand) => c => Arithmetic.Negate(operand(c));

    /// <summary>An error counts only when it decides: <c>false &amp;&amp; error</c> is false in any order, as in SQL.</summary>
    private static Closure Logic(bool and, Closure[] operands) => c =>
    {
        var error = Value.Null;
        foreach (var operand in operands)
        {
            var value = operand(c);
            if (value.Kind is ValueKind.Bool or ValueKind.Null)
            {
                if (value.AsBool != and)
                    return Value.FromBool(!and);
            }
            else if (error.IsNull)
            {
                error = value.IsError ? value : Value.FromError(ErrorValue.WrongValue);
            }
        }
        return error.IsNull ? Value.FromBool(and) : error;
    };

    private static Closure Conditional(Closure test, Closure then, Closure otherwise) => c =>
    {
        var value = test(c);
        return value.Kind is ValueKind.Bool or ValueKind.Null ? value.AsBool ? then(c) : otherwise(c) : value.IsError ? value : Value.FromError(ErrorValue.WrongValue);
    };
}
