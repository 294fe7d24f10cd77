using LowCode.Catalog;
using LowCode.Designer.Forms;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Designer.Choices;

/// <summary>A field that takes its choices from a shared list.</summary>
/// <param name="Form">Its form, as it is live.</param>
/// <param name="Field">The field; for a column its subform.</param>
/// <param name="Column">The column of the subform; null for a field of the form itself.</param>
public sealed record ChoiceUse(FormDefinition Form, FieldDefinition Field, FieldDefinition? Column = null);

/// <summary>Who uses the shared lists.</summary>
public static class ChoiceUses
{
    /// <summary>The fields of all live forms that use a list, form by form.</summary>
    public static IReadOnlyList<ChoiceUse> Of(MetadataCatalog catalog, string list) => [.. All(catalog).Where(use => ListOf(use.Column ?? use.Field) == list)];

    /// <summary>How many fields use each list.</summary>
    public static IReadOnlyDictionary<string, int> Counts(MetadataCatalog catalog) => All(catalog).Select(use => ListOf(use.Column ?? use.Field)).OfType<string>().CountBy(list => list).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<ChoiceUse> All(MetadataCatalog catalog) =>
        from form in catalog.Forms.Values.Select(form => form.Definition).OrderBy(form => form.Key, StringComparer.Ordinal)
        from field in form.Fields
        from use in field.Type == "subform" ? field.Columns().Select(column => new ChoiceUse(form, field, column)) : [new ChoiceUse(form, field)]
        select use;

    private static string? ListOf(FieldDefinition field) => field.Type is "choice" or "choices" ? field.SettingsOf<ChoiceSettings>().List : null;
}
