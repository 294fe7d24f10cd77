using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Yes or no. An untouched switch is no.</summary>
public sealed class SwitchField : FieldType<NoSettings>
{
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "true", "yes", "y", "1", "on", "是", "真", "√", "对" };
    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase) { "false", "no", "n", "0", "off", "否", "假", "×", "错" };
    private static readonly Label On = new("是", "Yes");
    private static readonly Label Off = new("否", "No");

    /// <inheritdoc/>
    public override string Key => "switch";

    /// <inheritdoc/>
    public override Label Label { get; } = new("开关", "Switch");

    /// <inheritdoc/>
    public override string Icon => "toggle-right";

    /// <inheritdoc/>
    public override string Group => "choice";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Bool;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Bool;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return Value.FromBool(json.GetBoolean());
            case JsonValueKind.Null or JsonValueKind.Undefined:
            case JsonValueKind.String when string.IsNullOrWhiteSpace(TextValues.Of(json)):
                return Value.Null;
            default:
                errors.Add(FormErrors.Type(path, "true or false"));
                return Value.Null;
        }
    }

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        if (Yes.Contains(text) || No.Contains(text))
            return Value.FromBool(Yes.Contains(text));
        errors.Add(FormErrors.Type(path, "yes or no"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteBooleanValue(value.AsBool);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.IsNull ? "" : (value.AsBool ? On : Off).Current;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Bool;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.True;
}
