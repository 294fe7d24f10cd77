using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>When a counter starts again at 1.</summary>
public enum SerialReset
{
    /// <summary>Never.</summary>
    None,
    /// <summary>With each year.</summary>
    Year,
    /// <summary>With each month.</summary>
    Month,
    /// <summary>With each day.</summary>
    Day,
}

/// <summary>Settings of <see cref="SerialField"/>.</summary>
public sealed record SerialSettings
{
    private IReadOnlyList<string>? _parts;

    /// <summary>Text with dates and exactly one counter in braces: <c>LD-{yyyyMM}-{0000}</c>. Dates know yyyy, yy, MM and dd; zeros give the counter's least width.</summary>
    public string Pattern { get; init; } = "{yyyyMM}{0000}";

    /// <summary>When the counter starts again; the date in the pattern must tell such periods apart.</summary>
    public SerialReset Reset { get; init; }

    /// <summary>Texts and braces in order: <c>LD-</c>, <c>{yyyyMM}</c>, <c>-</c>, <c>{0000}</c>.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Parts => _parts ??= Split(Pattern);

    private static List<string> Split(string pattern)
    {
        var parts = new List<string>();
        for (var at = 0; at < pattern.Length;)
        {
            var open = pattern.IndexOf('{', at);
            var close = open < 0 ? -1 : pattern.IndexOf('}', open);
            if (close < 0)
                open = pattern.Length;
            if (open > at)
                parts.Add(pattern[at..open]);
            if (close > 0)
                parts.Add(pattern[open..(close + 1)]);
            at = close < 0 ? pattern.Length : close + 1;
        }
        return parts;
    }
}

/// <summary>A number that the engine gives to each new record, without gaps and never twice; it stays for the record's life.</summary>
public sealed class SerialField : FieldType<SerialSettings>
{
    /// <inheritdoc/>
    public override string Key => "serial";

    /// <inheritdoc/>
    public override Label Label { get; } = new("流水号", "Serial number");

    /// <inheritdoc/>
    public override string Icon => "list-ordered";

    /// <inheritdoc/>
    public override string Group => "advanced";

    /// <inheritdoc/>
    public override bool IsAutomatic => true;

    /// <inheritdoc/>
    protected override void Check(SerialSettings settings, ICollection<Error> errors)
    {
        var counters = settings.Parts.Count(IsCounter);
        var dates = string.Concat(settings.Parts.Where(part => part[0] == '{' && !IsCounter(part)));
        if (counters != 1 || settings.Pattern.Length > 60)
            errors.Add(FormErrors.Setting("settings.pattern", "a text of at most 60 characters with one counter such as {0000}"));
        if (dates.Replace("{", "").Replace("}", "").Replace("yyyy", "").Replace("yy", "").Replace("MM", "").Replace("dd", "").Trim('-', '/', '.').Length > 0)
            errors.Add(FormErrors.Setting("settings.pattern", "only yyyy, yy, MM and dd in a date"));
        var told = settings.Reset switch
        {
            SerialReset.Year => dates.Contains("yy", StringComparison.Ordinal),
            SerialReset.Month => dates.Contains("yy", StringComparison.Ordinal) && dates.Contains("MM", StringComparison.Ordinal),
            SerialReset.Day => dates.Contains("yy", StringComparison.Ordinal) && dates.Contains("MM", StringComparison.Ordinal) && dates.Contains("dd", StringComparison.Ordinal),
            _ => true,
        };
        if (!told)
            errors.Add(FormErrors.Setting("settings.reset", "a period that the pattern's date tells apart; otherwise numbers would repeat"));
    }

    /// <summary>The period whose counter is used on this day: <c>""</c>, <c>2026</c>, <c>202611</c>, <c>20261122</c>.</summary>
    public static string Period(Field field, DateOnly today) => Of(field).Reset switch
    {
        SerialReset.Year => today.ToString("yyyy", CultureInfo.InvariantCulture),
        SerialReset.Month => today.ToString("yyyyMM", CultureInfo.InvariantCulture),
        SerialReset.Day => today.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The number for a counter: wider than its zeros when it has to be.</summary>
    public static Value Make(Field field, DateOnly today, long counter) => Value.FromText(string.Concat(Of(field).Parts.Select(part =>
        part[0] != '{' ? part
        : IsCounter(part) ? counter.ToString(new string('0', part.Length - 2), CultureInfo.InvariantCulture)
        : today.ToString(part[1..^1], CultureInfo.InvariantCulture))));

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

    /// <inheritdoc/>
    public override int LongestText(Field field) => 100;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Text;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => TextValues.Clean(TextValues.Read(json, path, errors));

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => TextValues.Clean(text);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsText;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Text;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Make(field, new DateOnly(2026, 11, 22), 1);

    private static bool IsCounter(string part) => part.Length > 2 && part[0] == '{' && part[1..^1].All(c => c == '0');
}
