using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>A telephone number, kept without blanks, hyphens and brackets so that the same number is always the same text; <c>+86</c> before a mobile number is dropped. An extension follows <c>#</c>.</summary>
public sealed partial class PhoneField : FieldType<NoSettings>
{
    /// <inheritdoc/>
    public override string Key => "phone";

    /// <inheritdoc/>
    public override Label Label { get; } = new("电话", "Phone");

    /// <inheritdoc/>
    public override string Icon => "phone";

    /// <inheritdoc/>
    public override string Group => "basic";

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Text;

    /// <inheritdoc/>
    public override int LongestText(Field field) => 100;

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
        if (!Number().IsMatch(value.AsText))
            errors.Add(FormErrors.Phone(path));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => writer.WriteStringValue(value.AsText);

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsText;

    /// <inheritdoc/>
    public override string Mask(Value value, Field field) => TextValues.Mask(value.AsText, 3, value.AsText.Length >= 8 ? 4 : 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Text;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromText("13800138000");

    /// <summary>Only the digits, a leading plus, an extension behind <c>#</c>.</summary>
    private static Value Normal(Value value)
    {
        if (value.IsNull)
            return value;
        var text = value.AsText.Normalize(System.Text.NormalizationForm.FormKC);
        text = Extension().Replace(text, "#");
        text = Noise().Replace(text, "");
        return Value.FromText(ChineseMobile().Replace(text, "$1"));
    }

    [GeneratedRegex(@"\s*(转|ext\.?|x)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"[\s\-().·–—]")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(?:\+|00)86(1\d{10})$")]
    private static partial Regex ChineseMobile();

    [GeneratedRegex(@"^\+?\d{3,20}(#\d{1,8})?$")]
    private static partial Regex Number();
}
