using System.Globalization;

namespace LowCode.Expressions.Sql;

/// <summary>
/// PostgreSQL: numeric, date, timestamptz and boolean columns; multi-values are JSON in text columns. Texts are compared by their bytes (collation C), as on
/// SQLite, while letters of any script are known through ICU, which the server must have.
/// </summary>
public sealed class PostgresDialect : SqlDialect
{
    /// <summary>The one instance.</summary>
    public static readonly PostgresDialect Instance = new();

    private const string Bytes = "COLLATE \"C\"";
    private const string AllScripts = "COLLATE \"und-x-icu\"";

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
        ValueKind.Time => value.AsTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId,
        _ => null,
    };

    /// <inheritdoc/>
    public override string Same(string left, string right) => $"({left} IS NOT DISTINCT FROM {right})";

    /// <inheritdoc/>
    public override string Upper(string text) => $"(upper({text} {AllScripts}) {Bytes})";

    /// <inheritdoc/>
    public override string Lower(string text) => $"(lower({text} {AllScripts}) {Bytes})";

    /// <inheritdoc/>
    public override string Length(string text) => $"char_length({text})::numeric";

    /// <inheritdoc/>
    public override string Middle(string text, string start, string count) => $"substr({text}, ({start})::integer, ({count})::integer)";

    /// <inheritdoc/>
    public override string Contains(string text, string part) => $"(strpos({Lower(text)}, {Lower(part)}) > 0)";

    /// <inheritdoc/>
    public override string StartsWith(string text, string start) => $"starts_with({Lower(text)}, {Lower(start)})";

    /// <inheritdoc/>
    public override string EndsWith(string text, string end) => $"(right({Lower(text)}, char_length({Lower(end)})) = {Lower(end)})";

    /// <inheritdoc/>
    public override string Round(string number, int digits) => $"round({number}, {digits})";

    /// <inheritdoc/>
    public override string NumberText(string number, int scale) => $"(trim_scale(({number})::numeric)::text {Bytes})";

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
    public override string DaysBetween(string end, string start) => $"({end} - {start})::numeric";

    /// <inheritdoc/>
    public override string Items(string column, string alias) => $"jsonb_array_elements_text({column}::jsonb) {alias}(value)";

    /// <inheritdoc/>
    public override string Item(string alias, ExpressionType type) => type.Kind switch
    {
        TypeKind.User or TypeKind.Department or TypeKind.Reference => $"{alias}.value::bigint",
        TypeKind.Date => $"{alias}.value::date",
        _ => $"({alias}.value {Bytes})",
    };

    /// <inheritdoc/>
    public override string Quotient(string left, string right) => $"(round(({left})::numeric, 20) / nullif({right}, 0))";

    /// <inheritdoc/>
    public override string DayText(string day) => $"(to_char({day}, 'YYYY-MM-DD') {Bytes})";

    /// <inheritdoc/>
    public override string Extreme(bool largest, string left, string right) => $"(CASE WHEN {left} {(largest ? ">=" : "<=")} {right} THEN {left} WHEN {right} {(largest ? ">" : "<")} {left} THEN {right} END)";
}
