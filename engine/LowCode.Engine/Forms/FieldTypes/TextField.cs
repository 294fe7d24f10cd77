using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="TextField"/>.</summary>
public sealed record TextSettings
{
    private Regex? _pattern;

    /// <summary>Most characters, 1 to 2,000.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Regular expression that the whole text must match; null for any. Look-around and back-references are not possible: they can't be checked in linear time.</summary>
    public string? Pattern { get; init; }

    /// <summary>What people read when the text doesn't match; null for a general message.</summary>
    public Label? PatternMessage { get; init; }

    /// <summary>The pattern, anchored and running in linear time, whatever text it meets.</summary>
    [JsonIgnore]
    internal Regex? WholeText => Pattern is null ? null
        : _pattern ??= new Regex($"\\A(?:{Pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}

/// <summary>One line of text.</summary>
public sealed class TextField : FieldType<TextSettings>
{
    /// <inheritdoc/>
    public override string Key => "text";

    /// <inheritdoc/>
    public override Label Label { get; } = new("单行文本", "Text");

    /// <inheritdoc/>
    public override string Icon => "type";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    protected override void Check(TextSettings settings, ICollection<Error> errors)
    {
        if (settings.MaxLength is < 1 or > 2000)
            errors.Add(FormErrors.Setting("settings.maxLength", "1 to 2000"));
        try
        {
            _ = settings.WholeText;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            errors.Add(FormErrors.Setting("settings.pattern", $"a regular expression without look-around and back-references ({problem.Message})"));
        }
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

    /// <inheritdoc/>
    public override int LongestText(Field field) => Of(field).MaxLength;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Text;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => TextValues.Clean(TextValues.Read(json, path, errors));

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => TextValues.Clean(text);

    /// <inheritdoc/>
    public override Value Tidy(Value value) => TextValues.Clean(value);

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        var settings = Of(field);
        if (value.AsText.Length > settings.MaxLength)
            errors.Add(FormErrors.TooLong(path, settings.MaxLength));
        else if (settings.WholeText is { } pattern && !pattern.IsMatch(value.AsText))
            errors.Add(FormErrors.Pattern(path, settings.PatternMessage));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsText;

    /// <inheritdoc/>
    public override string Mask(Value value, Field field) => TextValues.Mask(value.AsText);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Text;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromText("示例文本");
}
