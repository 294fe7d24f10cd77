using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>How a single choice is entered.</summary>
public enum ChoiceDisplay
{
    /// <summary>A list that drops down.</summary>
    Dropdown,
    /// <summary>Radio buttons (check boxes where several may be chosen).</summary>
    Radio,
}

/// <summary>Settings of <see cref="ChoiceField"/> and <see cref="ChoicesField"/>: either <see cref="List"/> or <see cref="Choices"/>.</summary>
public sealed record ChoiceSettings
{
    /// <summary>The field's own choices, in display order.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Key of a shared choice list; null when the field has its own choices.</summary>
    public string? List { get; init; }

    /// <summary>How it is entered.</summary>
    public ChoiceDisplay Display { get; init; }
}

/// <summary>One of several choices.</summary>
public sealed class ChoiceField : FieldType<ChoiceSettings>
{
    /// <inheritdoc/>
    public override string Key => "choice";

    /// <inheritdoc/>
    public override Label Label { get; } = new("单选", "Choice");

    /// <inheritdoc/>
    public override string Icon => "circle-dot";

    /// <inheritdoc/>
    public override string Group => "choice";

    /// <inheritdoc/>
    protected override void Check(ChoiceSettings settings, ICollection<Error> errors) => ChoiceValues.Check(settings, errors);

    /// <inheritdoc/>
    public override void Complete(Field field, FieldSurroundings around, ICollection<Error> errors) => ChoiceValues.Complete(field, Of(field), around, errors);

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

    /// <inheritdoc/>
    public override int LongestText(Field field) => 100;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Text;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => TextValues.Clean(TextValues.Read(json, path, errors));

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) =>
        ChoiceValues.FromText(text, field, path, errors) is { } value ? Value.FromText(value) : Value.Null;

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        if (!ChoiceValues.IsOffered(field, value.AsText))
            errors.Add(FormErrors.NotOffered(path, value.AsText));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => ChoiceValues.Show(field, value.AsText);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.One;

    /// <inheritdoc/>
    public override Value Sample(Field field) => field.Choices.FirstOrDefault(choice => !choice.Retired) is { } choice ? Value.FromText(choice.Value) : Value.Null;
}
