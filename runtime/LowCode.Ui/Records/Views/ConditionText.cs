using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Ui.Records.Views;

/// <summary>
/// Conditions as an address carries them, short enough to be read: <c>stage.in.new,won;amount.ge.100;due.today</c>.
/// What stands in a value for <c>, ; . %</c> is escaped as in addresses. Conditions of fields or operators that the reader lacks are left out.
/// </summary>
internal static class ConditionText
{
    /// <summary>The complete ones; null for none.</summary>
    public static string? Write(IEnumerable<FilterCondition> conditions) =>
        string.Join(';', conditions.Where(condition => condition.IsComplete).Select(Write)) is { Length: > 0 } text ? text : null;

    /// <summary>What an address says; nothing of what can't be read.</summary>
    public static IReadOnlyList<FilterCondition> Read(string? text, IReadOnlyList<Field> fields) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => ReadOne(part, fields)).OfType<FilterCondition>()];

    private static string Write(FilterCondition condition) => FilterCondition.IsUnary(condition.Operator)
        ? $"{condition.Field.Key}.{condition.Operator}"
        : $"{condition.Field.Key}.{condition.Operator}.{string.Join(',', (condition.Value.Kind == ValueKind.List ? condition.Value.AsList : [condition.Value]).Select(Escaped))}";

    private static FilterCondition? ReadOne(string text, IReadOnlyList<Field> fields)
    {
        var parts = text.Split('.', 3);
        if (parts.Length < 2 || fields.FirstOrDefault(field => field.Key == parts[0]) is not { } field || !FilterCondition.OperatorsOf(field).Contains(parts[1]))
            return null;
        if (FilterCondition.IsUnary(parts[1]))
            return new FilterCondition(field, parts[1], Value.Null);
        var values = parts.Length < 3 ? [] : parts[2].Split(',').Select(part => ReadValue(Uri.UnescapeDataString(part), field)).Where(value => !value.IsEmpty).ToList();
        return values.Count == 0 ? null : new FilterCondition(field, parts[1], FilterCondition.TakesMany(parts[1]) ? Value.FromList([.. values]) : values[0]);
    }

    private static string Escaped(Value value) => Uri.EscapeDataString(value.Kind switch
    {
        ValueKind.Number => value.AsNumber.ToString(CultureInfo.InvariantCulture),
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId.ToString(CultureInfo.InvariantCulture),
        ValueKind.Date => value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.DateTime => value.AsDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    }).Replace(".", "%2E", StringComparison.Ordinal);

    private static Value ReadValue(string text, Field field)
    {
        var kind = field.Symbol.Type.Kind == TypeKind.List && field.Type.Key == "member" ? TypeKind.User : field.Symbol.Type.Kind;
        return kind switch
        {
            TypeKind.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Value.FromNumber(number) : Value.Null,
            TypeKind.User or TypeKind.Department or TypeKind.Reference when !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) => Value.Null,
            TypeKind.User => Value.FromUser(Id(text)),
            TypeKind.Department => Value.FromDepartment(Id(text)),
            TypeKind.Reference => Value.FromReference(Id(text)),
            // The built-in moments are compared with days.
            TypeKind.Date or TypeKind.DateTime when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Value.FromDate(day),
            TypeKind.DateTime when DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => Value.FromDateTime(at),
            TypeKind.Date or TypeKind.DateTime => Value.Null,
            _ => Value.FromText(text),
        };
    }

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
