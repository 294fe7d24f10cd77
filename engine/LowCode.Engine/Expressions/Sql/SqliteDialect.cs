using System.Globalization;

namespace LowCode.Expressions.Sql;

/// <summary>
/// SQLite: numbers are scaled whole numbers, dates and instants are texts that sort by time, multi-values are JSON arrays.
/// Texts go through the functions of <see cref="SqliteFunctions"/>, since its own know ASCII only.
/// </summary>
public sealed class SqliteDialect : SqlDialect
{
    /// <summary>The one instance.</summary>
    public static readonly SqliteDialect Instance = new();

    private SqliteDialect()
    {
    }

    /// <inheritdoc/>
    public override bool ScaledNumbers => true;

    /// <inheritdoc/>
    public override string True => "1";

    /// <inheritdoc/>
    public override string False => "0";

    /// <inheritdoc/>
    public override object? Parameter(Value value) => value.Kind switch
    {
        ValueKind.Text => value.AsText,
        ValueKind.Bool => value.AsBool ? 1L : 0L,
        ValueKind.Date => value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.DateTime => value.AsDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        ValueKind.Time => value.AsTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId,
        _ => null,
    };

    /// <inheritdoc/>
    public override string Same(string left, string right) => $"({left} IS {right})";

    /// <inheritdoc/>
    public override string Upper(string text) => $"lc_upper({text})";

    /// <inheritdoc/>
    public override string Lower(string text) => $"lc_lower({text})";

    /// <inheritdoc/>
    public override string Length(string text) => $"lc_length({text})";

    /// <inheritdoc/>
    public override string Middle(string text, string start, string count) => $"lc_middle({text}, {start}, {count})";

    /// <inheritdoc/>
    public override string Contains(string text, string part) => $"lc_contains({text}, {part})";

    /// <inheritdoc/>
    public override string StartsWith(string text, string start) => $"lc_starts_with({text}, {start})";

    /// <inheritdoc/>
    public override string EndsWith(string text, string end) => $"lc_ends_with({text}, {end})";

    /// <inheritdoc/>
    public override string Round(string number, int digits) => $"lc_round({number}, {digits})";

    /// <inheritdoc/>
    public override string NumberText(string number, int scale) => $"lc_number_text({number}, {scale})";

    /// <inheritdoc/>
    public override string LocalDay(string instant, string zone) => $"lc_local_day({instant}, {zone})";

    /// <inheritdoc/>
    public override string Year(string day) => $"CAST(substr({day}, 1, 4) AS INTEGER)";

    /// <inheritdoc/>
    public override string Month(string day) => $"CAST(substr({day}, 6, 2) AS INTEGER)";

    /// <inheritdoc/>
    public override string DayOfMonth(string day) => $"CAST(substr({day}, 9, 2) AS INTEGER)";

    /// <inheritdoc/>
    public override string DayOfWeek(string day) => $"CAST(strftime('%w', {day}) AS INTEGER)";

    /// <inheritdoc/>
    public override string AddDays(string day, string days) => $"date({day}, ({days}) || ' days')";

    /// <inheritdoc/>
    public override string DaysBetween(string end, string start) => $"CAST(julianday({end}) - julianday({start}) AS INTEGER)";

    /// <inheritdoc/>
    public override string Quotient(string left, string right) => $"({left} / nullif({right}, 0))";

    /// <inheritdoc/>
    public override string DayText(string day) => day;

    /// <inheritdoc/>
    public override string Items(string column, string alias) => $"json_each({column}) {alias}";

    /// <inheritdoc/>
    public override string Item(string alias, ExpressionType type) => $"{alias}.value";

    /// <inheritdoc/>
    public override string Extreme(bool largest, string left, string right) => $"{(largest ? "max" : "min")}({left}, {right})";
}
