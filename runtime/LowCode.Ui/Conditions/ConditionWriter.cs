using System.Globalization;
using LowCode.Expressions;

namespace LowCode.Ui.Conditions;

/// <summary>Writes a condition as an expression. Lines without a value yet are left out.</summary>
public static class ConditionWriter
{
    /// <summary>The expression; null when nothing is asked.</summary>
    public static string? Write(Condition condition) => condition switch
    {
        ConditionGroup group => Join(group),
        ConditionLine line => Line(line),
        ConditionFormula { Source: var source } => string.IsNullOrWhiteSpace(source) ? null : source,
        _ => null,
    };

    private static string? Join(ConditionGroup group)
    {
        var parts = group.Items.Select(item => (Text: Write(item), Loose: IsLoose(item))).Where(part => part.Text is not null).ToList();
        return parts.Count switch
        {
            0 => null,
            1 => parts[0].Text,
            _ => string.Join(group.Any ? " || " : " && ", parts.Select(part => part.Loose ? $"({part.Text})" : part.Text)),
        };
    }

    // What is written with && or || itself, and what a person wrote, stands in parentheses beside others.
    private static bool IsLoose(Condition item) => item is ConditionFormula || item is ConditionGroup group && group.Items.Count(each => Write(each) is not null) > 1
        || item is ConditionGroup { Items: var items } && items.Any(IsLoose) || item is ConditionLine { Operator: "between" } or ConditionLine { Operand: NamedOperand { IfFilled: true } };

    private static string? Line(ConditionLine line)
    {
        var field = line.Subject;
        switch (line.Operator)
        {
            case "empty": return $"ISEMPTY({field})";
            case "notEmpty": return $"!ISEMPTY({field})";
            case "yes": return field;
            case "no": return $"!{field}";
            case "overdue": return $"ISOVERDUE({field})";
            case "changed": return $"{field} != $old.{field}";
            case "between" when line.Operand is SpanOperand span && Text(span.From) is { } from && Text(span.To) is { } to: return $"{Beside(span.From, $"{field} >= {from}")} && {Beside(span.To, $"{field} <= {to}")}";
        }
        var text = Text(line.Operand) is not { } value ? null : line.Operator switch
        {
            "eq" => $"{field} == {value}",
            "ne" => $"{field} != {value}",
            "gt" => $"{field} > {value}",
            "ge" => $"{field} >= {value}",
            "lt" => $"{field} < {value}",
            "le" => $"{field} <= {value}",
            "contains" => $"CONTAINS({field}, {value})",
            "notContains" => $"!CONTAINS({field}, {value})",
            "startsWith" => $"STARTSWITH({field}, {value})",
            "in" => $"{field} in {value}",
            "notIn" => $"!({field} in {value})",
            "has" => $"{value} in {field}",
            "notHas" => $"!({value} in {field})",
            "hasAny" => $"CONTAINSANY({field}, {value})",
            "hasAll" => $"CONTAINSALL({field}, {value})",
            "within" => $"INPERIOD({field}, {value})",
            "last" => $"INLAST({field}, {value})",
            "next" => $"INNEXT({field}, {value})",
            _ => null,
        };
        return text is not null && line.Operand is NamedOperand { IfFilled: true, Path: var path } ? $"ISEMPTY({path}) || {text}" : text;
    }

    private static string Beside(Operand operand, string text) => operand is NamedOperand { IfFilled: true, Path: var path } ? $"(ISEMPTY({path}) || {text})" : text;

    private static string? Text(Operand? operand) => operand switch
    {
        FixedOperand { Value: var value } => value.IsEmpty ? null : Literal(value),
        NamedOperand { Path: var path } => path,
        DayOperand { Days: 0 } => "TODAY()",
        DayOperand { Days: > 0 and var days } => string.Create(CultureInfo.InvariantCulture, $"TODAY() + {days}"),
        DayOperand { Days: var days } => string.Create(CultureInfo.InvariantCulture, $"TODAY() - {-(long)days}"),
        EdgeOperand edge => $"{(edge.End ? "ENDOF" : "STARTOF")}({(edge.Exact ? "NOW()" : "TODAY()")}, \"{edge.Unit}\")",
        NowOperand => "NOW()",
        _ => null,
    };

    private static string Literal(Value value) => value.Kind switch
    {
        ValueKind.List => $"[{string.Join(", ", value.AsList.Select(Literal))}]",
        ValueKind.Text or ValueKind.Date or ValueKind.DateTime or ValueKind.Time => CompiledExpression.SourceOf(new ConstantNode(Value.FromText(value.ToString()), ExpressionType.Text)),
        _ => value.ToString(),
    };
}
