using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Fields;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>One line of the filter builder: a field, how it is compared, with what.</summary>
public sealed record FilterCondition(Field Field, string Operator, Value Value)
{
    /// <summary>Operators that need nothing to compare with.</summary>
    public static bool IsUnary(string op) => op is "isEmpty" or "notEmpty" or "isTrue" or "isFalse" or "isMe" or "today" or "thisWeek" or "thisMonth" or "thisQuarter" or "thisYear" or "overdue";

    /// <summary>Operators that compare with any of several values.</summary>
    public static bool TakesMany(string op) => op is "in" or "notIn";

    /// <summary>What a field can be compared by, the most usual first.</summary>
    public static IReadOnlyList<string> OperatorsOf(Field field) => field.Type.Key switch
    {
        "switch" => ["isTrue", "isFalse"],
        "choice" => ["in", "notIn", "isEmpty", "notEmpty"],
        "choices" => ["has", "isEmpty", "notEmpty"],
        "member" when field.Storage == StorageKind.Json => ["has", "isEmpty", "notEmpty"],
        "member" => ["in", "isMe", "notIn", "isEmpty", "notEmpty"],
        "department" or "reference" => ["in", "notIn", "isEmpty", "notEmpty"],
        "file" or "subform" => ["isEmpty", "notEmpty"],
        _ => field.Storage switch
        {
            StorageKind.Number => ["eq", "ne", "gt", "ge", "lt", "le", "isEmpty", "notEmpty"],
            StorageKind.Date or StorageKind.Instant => ["today", "thisWeek", "thisMonth", "thisQuarter", "thisYear", "ge", "le", "overdue", "isEmpty", "notEmpty"],
            _ => ["contains", "eq", "ne", "startsWith", "isEmpty", "notEmpty"],
        },
    };

    /// <summary>True when nothing is missing.</summary>
    public bool IsComplete => IsUnary(Operator) || !Value.IsEmpty;

    /// <summary>The condition as an expression.</summary>
    public string ToExpression() => Operator switch
    {
        "isEmpty" => $"ISEMPTY({Field.Key})",
        "notEmpty" => $"!ISEMPTY({Field.Key})",
        "isTrue" => Field.Key,
        "isFalse" => $"!{Field.Key}",
        "isMe" => $"{Field.Key} == $user",
        "in" => $"{Field.Key} in {Literals}",
        "notIn" => $"!({Field.Key} in {Literals})",
        "has" => $"{Literal(Value)} in {Field.Key}",
        "contains" => $"CONTAINS({Field.Key}, {Literal(Value)})",
        "startsWith" => $"STARTSWITH({Field.Key}, {Literal(Value)})",
        "today" => Period("day"),
        "thisWeek" => Period("week"),
        "thisMonth" => Period("month"),
        "thisQuarter" => Period("quarter"),
        "thisYear" => Period("year"),
        "overdue" => Field.Storage == StorageKind.Date ? $"{Field.Key} < TODAY()" : $"{Field.Key} < NOW()",
        "ne" => $"{Field.Key} != {Literal(Value)}",
        "gt" => $"{Field.Key} > {Literal(Value)}",
        "ge" => $"{Field.Key} >= {Literal(Value)}",
        // Empty counts as 0 in formulas; a person who asks for "less than 5" doesn't mean those without a number.
        "lt" => $"!ISEMPTY({Field.Key}) && {Field.Key} < {Literal(Value)}",
        "le" => $"!ISEMPTY({Field.Key}) && {Field.Key} <= {Literal(Value)}",
        _ => $"{Field.Key} == {Literal(Value)}",
    };

    /// <summary>The condition as people say it: "Stage is any of Won, Lost".</summary>
    public string Sentence(Texts texts, FieldWorld world) =>
        IsUnary(Operator) ? $"{Field.Label.Current} {texts[$"filter.op.{Operator}"]}" : $"{Field.Label.Current} {texts[$"filter.op.{Operator}"]} {Shown(world)}";

    /// <summary>The value as people read it; several joined by commas.</summary>
    public string Shown(FieldWorld world) => string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", (Value.Kind == ValueKind.List ? Value.AsList : [Value]).Select(value => ShownOne(value, world)));

    /// <summary>The filters that a cell's value offers: records with the same value, then those with another.</summary>
    public static IReadOnlyList<FilterCondition> Of(Field field, Value value)
    {
        var ops = OperatorsOf(field);
        if (value.IsEmpty)
            return ops.Contains("isEmpty") ? [new(field, "isEmpty", Value.Null), new(field, "notEmpty", Value.Null)] : [];
        if (field.Type.Key == "switch")
            return [new(field, value.AsBool ? "isTrue" : "isFalse", Value.Null)];
        if (value.IsError || field.Storage is StorageKind.Rows or StorageKind.Json)
            return [];
        if (field.Storage is StorageKind.Date or StorageKind.Instant)
            return [new(field, "ge", value), new(field, "le", value)];
        return ops.Contains("in") ? [new(field, "in", Value.FromList([value])), new(field, "notIn", Value.FromList([value]))] : [new(field, "eq", value), new(field, "ne", value)];
    }

    private string ShownOne(Value value, FieldWorld world) => value.Kind switch
    {
        ValueKind.User => world.User(value.AsId),
        ValueKind.Department => world.Department(value.AsId),
        ValueKind.Reference => world.Record(Field.Target!, value.AsId),
        _ => Field.Choices.FirstOrDefault(choice => choice.Value == value.AsText) is { } choice && Field.Choices.Count > 0 ? choice.Label.Current : Field.Show(value, WorldNames.Of(world)),
    };

    /// <summary>All complete conditions joined; null for none.</summary>
    public static string? Join(IEnumerable<FilterCondition> conditions, bool any)
    {
        var parts = conditions.Where(condition => condition.IsComplete).Select(condition => condition.ToExpression()).ToList();
        return parts.Count == 0 ? null : string.Join(any ? " || " : " && ", parts);
    }

    private string Period(string unit) => Field.Storage == StorageKind.Date
        ? $"{Field.Key} >= STARTOF(TODAY(), \"{unit}\") && {Field.Key} <= ENDOF(TODAY(), \"{unit}\")"
        : $"{Field.Key} >= STARTOF(NOW(), \"{unit}\") && {Field.Key} <= ENDOF(NOW(), \"{unit}\")";

    private string Literals => $"[{string.Join(", ", (Value.Kind == ValueKind.List ? Value.AsList : [Value]).Select(Literal))}]";

    private static string Literal(Value value) => value.Kind switch
    {
        ValueKind.Number => $"({value.AsNumber.ToString(CultureInfo.InvariantCulture)})",
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId.ToString(CultureInfo.InvariantCulture),
        ValueKind.Date => $"\"{value.AsDate:yyyy-MM-dd}\"",
        ValueKind.DateTime => $"\"{value.AsDateTime:yyyy-MM-ddTHH:mm:ss}Z\"",
        _ => $"\"{value.ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
    };
}
