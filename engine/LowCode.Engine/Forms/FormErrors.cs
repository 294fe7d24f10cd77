using System.Globalization;

namespace LowCode.Forms;

/// <summary>Every expected failure of definitions and of field values, one line each.</summary>
public static class FormErrors
{
    /// <summary>True when a text names a choice, record, person or department that isn't there: whoever reads a file can ask what is meant.</summary>
    public static bool IsUnknown(Error error) => error.Code is "forms.choice.unknown" or "forms.record.unknown" or "forms.member.unknown" or "forms.department.unknown";

    // Values of records.
    internal static Error Type(string path, string expected) => new("forms.value.type", $"Expected {expected}.", path, Values(("expected", expected)));
    internal static Error TooLong(string path, int max) => new("forms.text.tooLong", $"At most {max} characters.", path, Values(("max", max)));
    internal static Error Pattern(string path, Label? message) => new("forms.text.pattern", message?.In("en") ?? "Not in the expected format.", path, Values(("message", message)));
    internal static Error Phone(string path) => new("forms.phone.invalid", "Not a telephone number.", path);
    internal static Error Email(string path) => new("forms.email.invalid", "Not an e-mail address.", path);
    internal static Error Url(string path) => new("forms.url.invalid", "Not a web address that begins with http:// or https://.", path);
    internal static Error Min(string path, decimal min) => new("forms.number.min", $"At least {Text(min)}.", path, Values(("min", min)));
    internal static Error Max(string path, decimal max) => new("forms.number.max", $"At most {Text(max)}.", path, Values(("max", max)));
    internal static Error Scale(string path, int scale) => new("forms.number.scale", $"At most {scale} decimal places.", path, Values(("scale", scale)));
    internal static Error Range(string path) => new("forms.number.range", "The number is too large to be kept exactly.", path);
    internal static Error Year(string path) => new("forms.date.year", "The year must be between 1 and 9999.", path);
    internal static Error NotOffered(string path, string value) => new("forms.choice.unknown", "Not one of the choices.", path, Values(("value", value)));
    internal static Error TooMany(string path, int max) => new("forms.list.tooMany", $"At most {max}.", path, Values(("max", max)));
    internal static Error TooFew(string path, int min) => new("forms.list.tooFew", $"At least {min}.", path, Values(("min", min)));
    internal static Error Unknown(string path, string what, string value) => new($"forms.{what}.unknown", $"There is no such {what}, or there are several.", path, Values(("value", value)));
    internal static Error FileType(string path, string name, IEnumerable<string> accept) => new("forms.file.type", $"Only {string.Join(", ", accept)} is accepted.", path, Values(("name", name), ("accept", string.Join(", ", accept))));
    internal static Error FileSize(string path, string name, int megabytes) => new("forms.file.size", $"A file may have at most {megabytes} MB.", path, Values(("name", name), ("megabytes", megabytes)));

    // Definitions.
    internal static Error Json(string path, string expected) => new("definitions.json", $"Expected {expected}.", path, Values(("expected", expected)));
    internal static Error DefinitionTooLarge(string path, int max) => new("definitions.tooLarge", $"A definition may have at most {max} characters.", path, Values(("max", max)));
    internal static Error Setting(string path, string expected) => new("forms.settings.invalid", $"Expected {expected}.", path, Values(("expected", expected)));
    internal static Error UnknownList(string path, string key) => new("forms.list.unknown", $"There is no choice list '{key}'.", path, Values(("key", key)));
    internal static Error UnknownForm(string path, string key) => new("forms.unknown", $"There is no form '{key}'.", path, Values(("key", key)));
    internal static Error UnknownField(string path, string key) => new("forms.field.unknown", $"There is no field '{key}'.", path, Values(("key", key)));
    internal static Error UnknownRole(string path, string key) => new("roles.unknown", $"There is no role '{key}'.", path, Values(("key", key)));
    internal static Error UnknownApp(string path, string key) => new("apps.unknown", $"There is no app '{key}'.", path, Values(("key", key)));
    internal static Error BadKey(string path, string key) => new("definitions.key", "A key begins with a small letter and has at most 48 small letters, digits and '_'.", path, Values(("key", key)));
    internal static Error Duplicate(string path, string key) => new("definitions.duplicate", $"'{key}' is there twice.", path, Values(("key", key)));
    internal static Error Reserved(string path, string key) => new("forms.field.reserved", $"'{key}' is the name of a field that every form has.", path, Values(("key", key)));
    internal static Error KeyDiffers(string path, string key) => new("definitions.keyDiffers", $"The key in the definition must be '{key}'.", path, Values(("key", key)));
    internal static Error TooManyFields(string path, int max) => new("forms.tooManyFields", $"A form may have at most {max} fields.", path, Values(("max", max)));
    internal static Error TypeChanged(string path, string key) => new("forms.field.fixed", $"'{key}' can't change between a subform and another type; remove it and add one with another key.", path, Values(("key", key)));
    internal static Error Cycle(string path, Label way) => new("forms.computed.cycle", $"The calculation runs in a circle: {way.In("en")}.", path, Values(("way", way)));
    internal static Error NoTarget(string path) => new("forms.reference.missing", "A reference needs the form that it refers to.", path);
    internal static Error NoFormula(string path) => new("forms.formula.missing", "A formula field needs a calculation.", path);
    internal static Error Expression(string path, Expressions.ExpressionError error) => new(error.Code, error.Message, path,
        new SortedDictionary<string, object?>(error.Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), StringComparer.Ordinal)
        {
            ["line"] = error.Line,
            ["column"] = error.Column,
            ["length"] = error.Length,
            ["expected"] = error.Expected,
            ["suggestion"] = error.Suggestion,
        });

    internal static IReadOnlyDictionary<string, object?> Values(params (string Name, object? Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
