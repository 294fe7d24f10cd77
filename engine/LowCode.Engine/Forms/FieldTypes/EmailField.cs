using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>An e-mail address, kept in lower case.</summary>
public sealed partial class EmailField : FieldType<NoSettings>
{
    /// <inheritdoc/>
    public override string Key => "email";

    /// <inheritdoc/>
    public override Label Label { get; } = new("邮箱", "E-mail");

    /// <inheritdoc/>
    public override string Icon => "mail";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

    /// <inheritdoc/>
    public override int LongestText(Field field) => 254;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Text;

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => Normal(TextValues.Clean(TextValues.Read(json, path, errors)));

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => Normal(TextValues.Clean(text));

    /// <inheritdoc/>
    public override Value Tidy(Value value) => value.Kind == ValueKind.Text ? Normal(TextValues.Clean(value)) : value;

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        if (value.AsText.Length > 254 || value.AsText.Contains("..", StringComparison.Ordinal) || !Address().IsMatch(value.AsText))
            errors.Add(FormErrors.Email(path));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsText;

    /// <inheritdoc/>
    public override string Mask(Value value, Field field) => Cover(value.AsText);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Text;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromText("name@example.com");

    private static Value Normal(Value value) => value.IsNull ? value : Value.FromText(value.AsText.ToLowerInvariant());

    private static string Cover(string text) => text.IndexOf('@') is var at and > 0 ? TextValues.Mask(text[..at]) + text[at..] : TextValues.Mask(text);

    [GeneratedRegex(@"^[^@\s<>(),;:""\[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?\.[\p{L}\p{N}-]{2,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
