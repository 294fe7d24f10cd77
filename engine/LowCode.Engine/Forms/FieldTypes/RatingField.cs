using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="RatingField"/>.</summary>
public sealed record RatingSettings
{
    /// <summary>Number of stars, 3 to 10.</summary>
    public int Max { get; init; } = 5;
}

/// <summary>Stars from 1 to 5.</summary>
public sealed class RatingField : FieldType<RatingSettings>
{
    /// <inheritdoc/>
    public override string Key => "rating";

    /// <inheritdoc/>
    public override Label Label { get; } = new("评分", "Rating");

    /// <inheritdoc/>
    public override string Icon => "star";

    /// <inheritdoc/>
    public override string Group => "choice";

    /// <inheritdoc/>
    protected override void Check(RatingSettings settings, ICollection<Error> errors)
    {
        if (settings.Max is < 3 or > 10)
            errors.Add(FormErrors.Setting("settings.max", "3 to 10"));
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Number;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Number;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => NumberValues.Read(json, field, path, errors);

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) =>
        text.All(c => c is '★' or '☆') ? Value.FromNumber(text.Count(c => c == '★')) : NumberValues.ReadText(text, field, path, errors);

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        if (value.AsNumber < 1)
            errors.Add(FormErrors.Min(path, 1));
        if (value.AsNumber > Of(field).Max)
            errors.Add(FormErrors.Max(path, Of(field).Max));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteNumberValue(value.AsNumber);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.IsNull ? "" : new string('★', (int)Math.Clamp(value.AsNumber, 0, 10));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Number;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromNumber(4);
}
