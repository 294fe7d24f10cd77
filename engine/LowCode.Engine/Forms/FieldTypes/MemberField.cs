using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="MemberField"/>.</summary>
public sealed record MemberSettings
{
    /// <summary>Several people instead of one.</summary>
    public bool Multiple { get; init; }
}

/// <summary>One or several people of the workspace.</summary>
public sealed class MemberField : FieldType<MemberSettings>
{
    /// <inheritdoc/>
    public override string Key => "member";

    /// <inheritdoc/>
    public override Label Label { get; } = new("成员", "Member");

    /// <inheritdoc/>
    public override string Icon => "user";

    /// <inheritdoc/>
    public override string Group => "people";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => Of(field).Multiple ? StorageKind.Json : StorageKind.Id;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => Of(field).Multiple ? ExpressionType.ListOf(ExpressionType.User) : ExpressionType.User;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        return Of(field).Multiple ? ListValues.Read(json, path, errors, "a list of member ids", One) : One(json, path);

        Value One(JsonElement item, string at) => IdValues.Read(item, at, errors) is { } id ? Value.FromUser(id) : Value.Null;
    }

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        return Of(field).Multiple ? ListValues.Split(text, One) : One(text);

        Value One(string part)
        {
            if (names.FindUser(part) is { } id)
                return Value.FromUser(id);
            errors.Add(FormErrors.Unknown(path, "member", part));
            return Value.Null;
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names)
    {
        if (value.Kind == ValueKind.List)
            ListValues.Write(writer, value, One);
        else
            One(value);

        void One(Value user) => IdValues.Write(writer, user.AsId, names.User(user.AsId));
    }

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) =>
        value.Kind == ValueKind.List ? ListValues.Show(value, user => names.User(user.AsId)) : value.IsNull ? "" : names.User(value.AsId);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.One;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OperatorsOf(Field field) => Of(field).Multiple ? Forms.Operators.Many : Forms.Operators.One;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Of(field).Multiple ? ListValues.Of([Value.FromUser(1)]) : Value.FromUser(1);
}
