using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>A department of the workspace.</summary>
public sealed class DepartmentField : FieldType<NoSettings>
{
    /// <inheritdoc/>
    public override string Key => "department";

    /// <inheritdoc/>
    public override Label Label { get; } = new("部门", "Department");

    /// <inheritdoc/>
    public override string Icon => "network";

    /// <inheritdoc/>
    public override string Group => "people";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Id;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Department;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) =>
        IdValues.Read(json, path, errors) is { } id ? Value.FromDepartment(id) : Value.Null;

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        if (names.FindDepartment(text) is { } id)
            return Value.FromDepartment(id);
        errors.Add(FormErrors.Unknown(path, "department", text));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => IdValues.Write(writer, value.AsId, names.Department(value.AsId));

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.IsNull ? "" : names.Department(value.AsId);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.One;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromDepartment(1);
}
