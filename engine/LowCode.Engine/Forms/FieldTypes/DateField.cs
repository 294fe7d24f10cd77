using System.Globalization;
using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of fields that have none.</summary>
public sealed record NoSettings;

/// <summary>A calendar day without a time zone.</summary>
public sealed class DateField : FieldType<NoSettings>
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm"];

    /// <inheritdoc/>
    public override string Key => "date";

    /// <inheritdoc/>
    public override Label Label { get; } = new("日期", "Date");

    /// <inheritdoc/>
    public override string Icon => "calendar";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Date;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Date;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || json.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(TextValues.Of(json)))
            return Value.Null;
        if (json.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(TextValues.Of(json), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Value.FromDate(date);
        errors.Add(FormErrors.Type(path, "a date such as 2026-11-22"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day))
            return Value.FromDate(DateOnly.FromDateTime(day));
        errors.Add(FormErrors.Type(path, "a date such as 2026-11-22"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) =>
        writer.WriteStringValue(value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Date;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromDate(new DateOnly(2026, 11, 22));
}
