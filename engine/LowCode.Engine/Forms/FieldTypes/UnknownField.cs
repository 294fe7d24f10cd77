using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>
/// Stands for a type that this version doesn't know (from a newer pack): visible as a placeholder, without values; its definition is kept as it came.
/// </summary>
public sealed class UnknownField(string key) : FieldType
{
    /// <inheritdoc/>
    public override string Key => key;

    /// <inheritdoc/>
    public override Label Label { get; } = new($"未知类型（{key}）", $"Unknown type ({key})");

    /// <inheritdoc/>
    public override string Icon => "circle-help";

    /// <inheritdoc/>
    public override string Group => "advanced";

    /// <inheritdoc/>
    public override bool IsAutomatic => true;

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.None;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Null;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => Value.Null;

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => Value.Null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteNullValue();

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => "";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.None;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.Null;
}
