namespace LowCode.Expressions.Sql;

/// <summary>PostgreSQL: numeric, date, timestamptz, boolean and jsonb columns.</summary>
public sealed class PostgresDialect : SqlDialect
{
    /// <summary>The one instance.</summary>
    public static readonly PostgresDialect Instance = new();

    private PostgresDialect()
    {
    }

    /// <inheritdoc/>
    public override bool ScaledNumbers => false;

    /// <inheritdoc/>
    public override string True => "TRUE";

    /// <inheritdoc/>
    public override string False => "FALSE";

    /// <inheritdoc/>
    public override object? Parameter(Value value) => value.Kind switch
    {
        ValueKind.Number => value.AsNumber,
        ValueKind.Text => value.AsText,
        ValueKind.Bool => value.AsBool,
        ValueKind.Date => value.AsDate,
        ValueKind.DateTime => value.AsDateTime,
        ValueKind.Time => value.AsTime,
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId,
        _ => null,
    };

    /// <inheritdoc/>
    public override string Same(string left, string right) => $"({left} IS NOT DISTINCT FROM {right})";

    /// <inheritdoc/>
    public override string Upper(string text) => $"upper({text})";

    /// <inheritdoc/>
    public override string Lower(string text) => $"lower({text})";

    /// <inheritdoc/>
    public override string Length(string text) => $"char_length({text})";

    /// <inheritdoc/>
    public override string Middle(string text, string start, string count) => $"substr({text}, ({start})::integer, ({count})::integer)";

    /// <inheritdoc/>
    public override string Contains(string text, string part) => $"(strpos(lower({text}), lower({part})) > 0)";

    /// <inheritdoc/>
    public override string StartsWith(string text, string start) => $"starts_with(lower({text}), lower({start}))";

    /// <inheritdoc/>
    public override string EndsWith(string text, string end) => $"(right(lower({text}), char_length({end})) = lower({end}))";

    /// <inheritdoc/>
    public override string Round(string number, int digits) => $"round({number}, {digits})";

    /// <inheritdoc/>
    public override string NumberText(string number, int scale) => $"trim_scale({number})::text";

    /// <inheritdoc/>
    public override string LocalDay(string instant, string zone) => $"({instant} AT TIME ZONE {zone})::date";

    /// <inheritdoc/>
    public override string Year(string day) => $"extract(year FROM {day})";

    /// <inheritdoc/>
    public override string Month(string day) => $"extract(month FROM {day})";

    /// <inheritdoc/>
    public override string DayOfMonth(string day) => $"extract(day FROM {day})";

    /// <inheritdoc/>
    public override string DayOfWeek(string day) => $"extract(dow FROM {day})";

    /// <inheritdoc/>
    public override string AddDays(string day, string days) => $"({day} + ({days})::integer)";

    /// <inheritdoc/>
    public override string DaysBetween(string end, string start) => $"({end} - {start})";

    /// <inheritdoc/>
    public override string Items(string column, string alias) => $"jsonb_array_elements_text({column}) {alias}(value)";

    /// <inheritdoc/>
    public override string Item(string alias, ExpressionType type) =>
        type.Kind is TypeKind.User or TypeKind.Department or TypeKind.Reference ? $"{alias}.value::bigint" : $"{alias}.value";

    /// <inheritdoc/>
    public override string Extreme(bool largest, string left, string right) => $"{(largest ? "greatest" : "least")}({left}, {right})";
}
