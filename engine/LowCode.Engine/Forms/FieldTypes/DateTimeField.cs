using System.Globalization;
using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>An instant: kept in UTC to the millisecond, shown in the reader's zone.</summary>
public sealed class DateTimeField : FieldType<NoSettings>
{
    private static readonly string[] Formats =
        ["yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.fff", "yyyy年M月d日 H:mm", "yyyy-M-d", "yyyy/M/d"];

    /// <inheritdoc/>
    public override string Key => "datetime";

    /// <inheritdoc/>
    public override Label Label { get; } = new("日期时间", "Date and time");

    /// <inheritdoc/>
    public override string Icon => "clock";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Instant;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.DateTime;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || json.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(TextValues.Of(json)))
            return Value.Null;
        if (json.ValueKind == JsonValueKind.String && TextValues.Of(json) is { } text && Offset(text))
            return Instant(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime);
        errors.Add(FormErrors.Type(path, "an instant with offset such as 2026-11-22T09:30:00Z"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local))
            return Instant(ToUtc(local, names.Zone));
        if (Offset(text))
            return Instant(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime);
        errors.Add(FormErrors.Type(path, "a date and time such as 2026-11-22 09:30"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) =>
        TimeZoneInfo.ConvertTimeFromUtc(value.AsDateTime, names.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Date;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromDateTime(new DateTime(2026, 11, 22, 1, 30, 0, DateTimeKind.Utc));

    /// <summary>A local time that a clock change skips is taken one hour later, as clocks do.</summary>
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);

    private static bool Offset(string text) =>
        text.Length >= 16 && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static Value Instant(DateTime utc) => Value.FromDateTime(new DateTime(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc));
}
