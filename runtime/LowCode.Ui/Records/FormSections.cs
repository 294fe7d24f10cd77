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
        var rest = form.Designed.Where(field => !placed.Contains(field.Key)).Select(field => new LayoutItem(field.Key, Fields.FieldUi.Of(field.Type.Key).Wide ? 12 : 6)).ToList();
        var sections = form.Definition.Layout.Sections;
        return [.. sections, new LayoutSection { Key = Rest, Items = [.. rest, .. OwnerItems(placed)] }];
    }

    /// <summary>Where a field stands, counted from the top; errors are listed in this order.</summary>
    public static int PlaceOf(Form form, string path)
    {
        var key = path.Split('[', '.')[0];
        var sections = Of(form);
        var tabs = form.Definition.Layout.Tabs.Select(tab => tab.Key).ToList();
        return sections.OrderBy(section => section.Key == Rest ? int.MaxValue : section.Tab is null ? -1 : tabs.IndexOf(section.Tab))
            .SelectMany(section => section.Items).Select(item => item.Field).TakeWhile(field => field != key).Count();
    }

    // Who is responsible can be seen and changed on every record, also where the designer has not thought of it.
    private static IEnumerable<LayoutItem> OwnerItems(HashSet<string> placed) =>
        OwnerKeys.Where(key => !placed.Contains(key)).Select(key => new LayoutItem(key));
}
