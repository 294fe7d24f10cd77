using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Ui.Records;

/// <summary>One line of the filter builder: a field, how it is compared, with what.</summary>
public sealed record FilterCondition(Field Field, string Operator, Value Value)
{
    /// <summary>Operators that need nothing to compare with.</summary>
    public static bool IsUnary(string op) => op is "isEmpty" or "notEmpty" or "isTrue" or "isFalse" or "isMe" or "today" or "thisWeek" or "thisMonth" or "thisQuarter" or "thisYear" or "overdue";

    /// <summary>What a field can be compared by, the most usual first.</summary>
    public static IReadOnlyList<string> OperatorsOf(Field field) => field.Type.Key switch
    {
        "switch" => ["isTrue", "isFalse"],
        "choice" => ["eq", "ne", "isEmpty", "notEmpty"],
        "choices" => ["has", "isEmpty", "notEmpty"],
        "member" when field.Storage == StorageKind.Json => ["has", "isEmpty", "notEmpty"],
        "member" => ["eq", "isMe", "ne", "isEmpty", "notEmpty"],
        "department" or "reference" => ["eq", "ne", "isEmpty", "notEmpty"],
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
        "has" => $"{Literal} in {Field.Key}",
        "contains" => $"CONTAINS({Field.Key}, {Literal})",
        "startsWith" => $"STARTSWITH({Field.Key}, {Literal})",
        "today" => Period("day"),
        "thisWeek" => Period("week"),
        "thisMonth" => Period("month"),
        "thisQuarter" => Period("quarter"),
        "thisYear" => Period("year"),
        "overdue" => Field.Storage == StorageKind.Date ? $"{Field.Key} < TODAY()" : $"{Field.Key} < NOW()",
        "ne" => $"{Field.Key} != {Literal}",
        "gt" => $"{Field.Key} > {Literal}",
        "ge" => $"{Field.Key} >= {Literal}",
        "lt" => $"{Field.Key} < {Literal}",
        "le" => $"{Field.Key} <= {Literal}",
        _ => $"{Field.Key} == {Literal}",
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

    private string Literal => Value.Kind switch
    {
        ValueKind.Number => Value.AsNumber.ToString(CultureInfo.InvariantCulture),
        ValueKind.User or ValueKind.Department or ValueKind.Reference => Value.AsId.ToString(CultureInfo.InvariantCulture),
        ValueKind.Date => $"\"{Value.AsDate:yyyy-MM-dd}\"",
        ValueKind.DateTime => $"\"{Value.AsDateTime:yyyy-MM-ddTHH:mm:ss}Z\"",
        _ => $"\"{Value.ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
    };
}
