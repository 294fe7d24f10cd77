using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>A web address. Only <c>http</c> and <c>https</c>: anything else could run in the reader's browser. A missing scheme is taken as https.</summary>
public sealed partial class UrlField : FieldType<NoSettings>
{
    /// <inheritdoc/>
    public override string Key => "url";

    /// <inheritdoc/>
    public override Label Label { get; } = new("网址", "Web address");

    /// <inheritdoc/>
    public override string Icon => "link";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

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
        var text = value.AsText;
        if (text.Length > 2000 || text.Contains(' ', StringComparison.Ordinal)
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            errors.Add(FormErrors.Url(path));
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsText;

    /// <inheritdoc/>
    public override string Mask(Value value, Field field) => TextValues.Mask(value.AsText, 8);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Text;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromText("https://example.com/");

    private static Value Normal(Value value) =>
        value.IsNull || Scheme().IsMatch(value.AsText) || !value.AsText.Contains('.', StringComparison.Ordinal) ? value : Value.FromText("https://" + value.AsText);

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)")]
    private static partial Regex Scheme();
}
