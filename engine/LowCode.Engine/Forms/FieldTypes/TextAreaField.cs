using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="TextAreaField"/>.</summary>
public sealed record TextAreaSettings
{
    /// <summary>Most characters, 1 to 100,000.</summary>
    public int MaxLength { get; init; } = 10_000;

    /// <summary>Lines that the input shows at first, 2 to 20.</summary>
    public int Lines { get; init; } = 4;
}

/// <summary>Several lines of plain text.</summary>
public sealed class TextAreaField : FieldType<TextAreaSettings>
{
    /// <inheritdoc/>
    public override string Key => "textarea";

    /// <inheritdoc/>
    public override Label Label { get; } = new("多行文本", "Long text");

    /// <inheritdoc/>
    public override string Icon => "text";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    protected override void Check(TextAreaSettings settings, ICollection<Error> errors)
    {
        if (settings.MaxLength is < 1 or > TextValues.Longest)
            errors.Add(FormErrors.Setting("settings.maxLength", "1 to 100000"));
        if (settings.Lines is < 2 or > 20)
            errors.Add(FormErrors.Setting("settings.lines", "2 to 20"));
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

    /// <inheritdoc/>
    public override int LongestText(Field field) => Of(field).MaxLength;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Text;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) =>
        TextValues.Clean(TextValues.Read(json, path, errors), lines: true);

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => TextValues.Clean(text, lines: true);

    /// <inheritdoc/>
    public override Value Tidy(Value value) => TextValues.Clean(value, lines: true);

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        if (value.AsText.Length > Of(field).MaxLength)
            errors.Add(FormErrors.TooLong(path, Of(field).MaxLength));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsText;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Text;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromText("第一行\n第二行");
}
