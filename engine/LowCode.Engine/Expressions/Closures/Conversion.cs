namespace LowCode.Expressions.Closures;

/// <summary>The conversions that need no function: into text, between days and instants, and of values whose type is known only now.</summary>
internal static class Conversion
{
    private static readonly Value Wrong = Value.FromError(ErrorValue.WrongValue);

    public static Func<EvaluationContext, Value> Build(ExpressionType target, Func<EvaluationContext, Value> operand) => target.Kind switch
    {
        TypeKind.Number => c => Require(operand(c), ValueKind.Number),
        TypeKind.Text => c => ToText(operand(c)),
        TypeKind.Bool => c => Require(operand(c), ValueKind.Bool),
        TypeKind.Date => c => ToDate(operand(c), c),
        TypeKind.DateTime => c => ToDateTime(operand(c), c),
        TypeKind.Time => c => Require(operand(c), ValueKind.Time),
        TypeKind.User => c => Require(operand(c), ValueKind.User),
        TypeKind.Department => c => Require(operand(c), ValueKind.Department),
        TypeKind.Reference => c => Require(operand(c), ValueKind.Reference),
        TypeKind.File => c => Require(operand(c), ValueKind.File),
        TypeKind.List => c => Require(operand(c), ValueKind.List),
        TypeKind.Rows => c => Require(operand(c), ValueKind.Rows),
        _ => operand,
    };

    private static Value Require(in Value value, ValueKind kind) => value.Kind == kind || value.IsNull || value.IsError ? value : Wrong;

    private static Value ToText(in Value value) => value.Kind switch
    {
        ValueKind.Text or ValueKind.Null or ValueKind.Error => value,
        ValueKind.Number => Value.FromText(value.ToString()),
        _ => Wrong,
    };

    private static Value ToDate(in Value value, EvaluationContext c) => value.Kind switch
    {
        ValueKind.Date or ValueKind.Null or ValueKind.Error => value,
        ValueKind.DateTime => Value.FromDate(Moments.Day(value, c.Zone)),
        _ => Wrong,
    };

    private static Value ToDateTime(in Value value, EvaluationContext c) => value.Kind switch
    {
        ValueKind.DateTime or ValueKind.Null or ValueKind.Error => value,
        ValueKind.Date => Value.FromDateTime(Moments.Start(value.AsDate, c.Zone)),
        _ => Wrong,
    };
}
