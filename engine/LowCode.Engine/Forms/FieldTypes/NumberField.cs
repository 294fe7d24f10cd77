using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="NumberField"/>.</summary>
public sealed record NumberSettings
{
    /// <summary>Decimal places kept exactly, 0 to 8.</summary>
    public int Scale { get; init; }

    /// <summary>Smallest allowed number; null for none.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest allowed number; null for none.</summary>
    public decimal? Max { get; init; }

    /// <summary>Shown after the number: <c>kg</c>.</summary>
    public Label? Unit { get; init; }

    /// <summary>Groups digits by thousands.</summary>
    public bool Thousands { get; init; }

    /// <summary>How it is shown.</summary>
    public NumberDisplay Display { get; init; }

    /// <summary>ISO 4217 code for <see cref="NumberDisplay.Money"/>; null for CNY.</summary>
    public string? Currency { get; init; }
}

/// <summary>An exact decimal number: quantity, money, percentage.</summary>
public sealed class NumberField : FieldType<NumberSettings>
{
    /// <inheritdoc/>
    public override string Key => "number";

    /// <inheritdoc/>
    public override Label Label { get; } = new("数字", "Number");

    /// <inheritdoc/>
    public override string Icon => "hash";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    protected override void Check(NumberSettings settings, ICollection<Error> errors)
    {
        if (settings.Scale is < 0 or > 8)
            errors.Add(FormErrors.Setting("settings.scale", "0 to 8"));
        if (settings.Min > settings.Max)
            errors.Add(FormErrors.Setting("settings.max", "a number not below min"));
    }

    /// <inheritdoc/>
    public override void Complete(Field field, FieldSurroundings around, ICollection<Error> errors) => field.Scale = Math.Clamp(Of(field).Scale, 0, 8);

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Number;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Number;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => NumberValues.Read(json, field, path, errors);

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) =>
        NumberValues.ReadText(text, field, path, errors);

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        var settings = Of(field);
        if (value.AsNumber < settings.Min)
            errors.Add(FormErrors.Min(path, settings.Min.Value));
        if (value.AsNumber > settings.Max)
            errors.Add(FormErrors.Max(path, settings.Max.Value));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteNumberValue(value.AsNumber);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names)
    {
        var settings = Of(field);
        return NumberValues.Show(value.AsNumber, field.Scale, settings.Display, settings.Thousands, settings.Currency, settings.Unit);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Number;

    /// <inheritdoc/>
    public override Value Sample(Field field)
    {
        var settings = Of(field);
        return Value.FromNumber(Math.Clamp(12m, settings.Min ?? decimal.MinValue, settings.Max ?? decimal.MaxValue));
    }
}
