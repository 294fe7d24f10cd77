using LowCode.Forms;

namespace LowCode.Ui.Records;

/// <summary>The sections of a form as they are shown: the designed ones, then a last one with the fields that none mentions.</summary>
public static class FormSections
{
    /// <summary>Key of the last section.</summary>
    public const string Rest = "_rest";

    private static readonly string[] OwnerKeys = ["owner", "department"];

    /// <summary>Sections from top to bottom.</summary>
    public static IReadOnlyList<LayoutSection> Of(Form form)
    {
        var placed = form.Definition.Layout.Sections.SelectMany(section => section.Items).Select(item => item.Field).ToHashSet();
        var rest = form.Designed.Where(field => !placed.Contains(field.Key)).Select(field => new LayoutItem(field.Key)).ToList();
        var sections = form.Definition.Layout.Sections;
        return [.. sections, new LayoutSection { Key = Rest, Items = [.. rest, .. OwnerItems(placed)] }];
    }

    // Who is responsible can be seen and changed on every record, also where the designer has not thought of it.
    private static IEnumerable<LayoutItem> OwnerItems(HashSet<string> placed) =>
        OwnerKeys.Where(key => !placed.Contains(key)).Select(key => new LayoutItem(key));
}
