using LowCode.Expressions;

namespace LowCode.Ui.Conditions;

/// <summary>Reads an expression back as a condition. What no line can say becomes a <see cref="ConditionFormula"/>, so nothing is ever lost.</summary>
public static class ConditionReader
{
    /// <summary>The condition, always a group; an expression that is wholly of another shape is a group of one formula.</summary>
    public static ConditionGroup Read(CompiledExpression expression, ConditionSubjects subjects) =>
        Read(expression.Root, subjects) is var read && read is ConditionGroup group ? group : new ConditionGroup(false, [read]);

    private static Condition Read(Node node, ConditionSubjects subjects) => node is LogicNode logic ? IfFilled(logic, subjects) ?? Group(logic, subjects) : LineReader.Read(node, subjects) ?? (Condition)new ConditionFormula(CompiledExpression.SourceOf(node));

    // "Not filled in, or ..." about what is at hand is one line for people.
    private static ConditionLine? IfFilled(LogicNode logic, ConditionSubjects subjects) =>
        logic is { And: false, Operands: [CallNode { Function.Key: "ISEMPTY", Arguments: [var asked] }, var rest] } && LineReader.Read(rest, subjects) is { Operand: NamedOperand { IfFilled: false } named } line
            && ConditionSubjects.IsAtHand(named.Path) && LineReader.PathOf(asked) == named.Path ? line with { Operand = named with { IfFilled = true } } : null;

    private static Condition Group(LogicNode logic, ConditionSubjects subjects)
    {
        var items = new List<Condition>();
        foreach (var operand in logic.Operands)
        {
            var item = Read(operand, subjects);
            if (logic.And && items.Count > 0 && Span(items[^1], item, subjects) is { } span)
                items[^1] = span;
            else
                items.Add(item);
        }
        return items.Count == 1 ? items[0] : new ConditionGroup(!logic.And, items);
    }

    // "From ... to" is two comparisons in the language and one line for people; so is "this month" in its older spelling.
    private static ConditionLine? Span(Condition first, Condition second, ConditionSubjects subjects)
    {
        if (first is not ConditionLine { Operator: "ge", Operand: { } from } low || second is not ConditionLine { Operator: "le", Operand: { } to } high || low.Subject != high.Subject)
            return null;
        var exact = subjects.Find(low.Subject)?.Kind == SubjectKind.Instant;
        return from is EdgeOperand { End: false } start && to is EdgeOperand { End: true } end && start.Unit == end.Unit && start.Exact == exact && end.Exact == exact
            ? new ConditionLine(low.Subject, "within", new FixedOperand(Value.FromText($"this{char.ToUpperInvariant(start.Unit[0])}{start.Unit[1..]}")))
            : new ConditionLine(low.Subject, "between", new SpanOperand(from, to));
    }
}
