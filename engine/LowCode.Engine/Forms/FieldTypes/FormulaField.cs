using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>What a formula gives; decides how it is stored.</summary>
public enum FormulaResult
{
    /// <summary>A number, rounded to the scale.</summary>
    Number,
    /// <summary>A text.</summary>
    Text,
    /// <summary>Yes or no.</summary>
    Bool,
    /// <summary>A day.</summary>
    Date,
    /// <summary>An instant.</summary>
    [JsonStringEnumMemberName("datetime")]
    DateTime,
}

/// <summary>Settings of <see cref="FormulaField"/>; the calculation itself is the field's <c>computed</c>.</summary>
public sealed record FormulaSettings
{
    /// <summary>What the calculation gives.</summary>
    public FormulaResult Result { get; init; }

    /// <summary>Decimal places of a number, 0 to 8.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>How a number is shown.</summary>
    public NumberDisplay Display { get; init; }

    /// <summary>Groups digits by thousands.</summary>
    public bool Thousands { get; init; }

    /// <summary>ISO 4217 code for money; null for CNY.</summary>
    public string? Currency { get; init; }

    /// <summary>Shown after a number.</summary>
    public Label? Unit { get; init; }
}

/// <summary>A value worked out from other fields and kept with the record, so that lists can filter and sort by it.</summary>
public sealed class FormulaField : FieldType<FormulaSettings>
{
    private static readonly SwitchField Bool = new();
    private static readonly DateField Date = new();
    private static readonly DateTimeField Instant = new();

    /// <inheritdoc/>
    public override string Key => "formula";

    /// <inheritdoc/>
    public override Label Label { get; } = new("公式", "Formula");

    /// <inheritdoc/>
    public override string Icon => "square-function";

    /// <inheritdoc/>
    public override string Group => "advanced";

    /// <inheritdoc/>
    public override bool IsAutomatic => true;

    /// <inheritdoc/>
    protected override void Check(FormulaSettings settings, ICollection<Error> errors)
    {
        if (settings.Scale is < 0 or > 8)
            errors.Add(FormErrors.Setting("settings.scale", "0 to 8"));
    }

    /// <inheritdoc/>
    public override void Complete(Field field, FieldSurroundings around, ICollection<Error> errors)
    {
        field.Scale = Of(field).Result == FormulaResult.Number ? Math.Clamp(Of(field).Scale, 0, 8) : 0;
        if (string.IsNullOrWhiteSpace(field.Definition.Computed))
            errors.Add(FormErrors.NoFormula("computed"));
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => Of(field).Result switch
    {
        FormulaResult.Number => StorageKind.Number,
        FormulaResult.Bool => StorageKind.Bool,
        FormulaResult.Date => StorageKind.Date,
        FormulaResult.DateTime => StorageKind.Instant,
        _ => StorageKind.Text,
    };

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => Of(field).Result switch
    {
        FormulaResult.Number => ExpressionType.Number,
        FormulaResult.Bool => ExpressionType.Bool,
        FormulaResult.Date => ExpressionType.Date,
        FormulaResult.DateTime => ExpressionType.DateTime,
        _ => ExpressionType.Text,
    };

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => Of(field).Result switch
    {
        FormulaResult.Number => NumberValues.Read(json, field, path, errors),
        FormulaResult.Bool => Bool.Parse(json, field, path, errors),
        FormulaResult.Date => Date.Parse(json, field, path, errors),
        FormulaResult.DateTime => Instant.Parse(json, field, path, errors),
        _ => TextValues.Clean(TextValues.Read(json, path, errors), lines: true),
    };

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => Of(field).Result switch
    {
        FormulaResult.Number => NumberValues.ReadText(text, field, path, errors),
        FormulaResult.Bool => Bool.ParseText(text, field, names, path, errors),
        FormulaResult.Date => Date.ParseText(text, field, names, path, errors),
        FormulaResult.DateTime => Instant.ParseText(text, field, names, path, errors),
        _ => TextValues.Clean(text, lines: true),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names)
    {
        if (value.Kind == ValueKind.Number)
            writer.WriteNumberValue(value.AsNumber);
        else if (value.Kind == ValueKind.Bool)
            writer.WriteBooleanValue(value.AsBool);
        else
            writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names)
    {
        var settings = Of(field);
        return value.Kind switch
        {
            ValueKind.Number => NumberValues.Show(value.AsNumber, field.Scale, settings.Display, settings.Thousands, settings.Currency, settings.Unit),
            ValueKind.Bool => Bool.Display(value, field, names),
            ValueKind.DateTime => Instant.Display(value, field, names),
            _ => value.ToString(),
        };
    }

    /// <summary>By the kind that most formulas have; <see cref="OperatorsOf"/> knows the field's own.</summary>
    public override IReadOnlyList<string> Operators => Forms.Operators.Number;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OperatorsOf(Field field) => Of(field).Result switch
    {
        FormulaResult.Number => Forms.Operators.Number,
        FormulaResult.Bool => Forms.Operators.Bool,
        FormulaResult.Text => Forms.Operators.Text,
        _ => Forms.Operators.Date,
    };

    /// <inheritdoc/>
    public override Value Sample(Field field) => Of(field).Result switch
    {
        FormulaResult.Number => Value.FromNumber(12),
        FormulaResult.Bool => Value.True,
        FormulaResult.Date => Date.Sample(field),
        FormulaResult.DateTime => Instant.Sample(field),
        _ => Value.FromText("示例"),
    };
}
