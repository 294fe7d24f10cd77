using LowCode.Catalog;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Designer.Analytics;

/// <summary>Which fields of a form serve for what on a dashboard, the most promising first.</summary>
public static class FieldChoice
{
    /// <summary>Fields that can be grouped by: the form's own, then those of the forms it refers to.</summary>
    public static IEnumerable<(string Path, Field Field, Field? Through)> Groupable(Form form, MetadataCatalog catalog)
    {
        foreach (var field in Usable(form)) yield return (field.Key, field, null);
        foreach (var through in form.Designed.Where(field => field.Target is not null))
        {
            if (!catalog.Forms.TryGetValue(through.Target!, out var target)) continue;
            foreach (var field in Usable(target).Where(field => !field.IsSystem && field.Target is null && IsGroup(field))) yield return ($"{through.Key}.{field.Key}", field, through);
        }
    }

    /// <summary>The field of a path; null when it isn't there.</summary>
    public static Field? Find(Form form, string path, MetadataCatalog catalog) => Groupable(form, catalog).FirstOrDefault(each => each.Path == path).Field;

    /// <summary>Numbers that can be added up.</summary>
    public static IEnumerable<Field> Numbers(Form form) => form.Designed.Where(field => field.Storage == StorageKind.Number && field.Type.Key != "rating").OrderBy(field => IsMoney(field) ? 0 : 1);

    /// <summary>All number fields, ratings too: for means and extremes.</summary>
    public static IEnumerable<Field> AllNumbers(Form form) => form.Designed.Where(field => field.Storage == StorageKind.Number);

    /// <summary>Dates and instants, the form's own before those that every record has.</summary>
    public static IEnumerable<Field> Dates(Form form) => form.Designed.Where(IsDate).Concat(form.Fields.Where(field => field.IsSystem && IsDate(field) && field.Key != "deleted_at"));

    /// <summary>The date that every record has: the form's own required one, else when it was made.</summary>
    public static Field Date(Form form) => form.Designed.FirstOrDefault(field => IsDate(field) && field.Definition.Required) ?? form["created_at"]!;

    /// <summary>The field that splits records into a few well-known kinds: a choice, else a person, department or reference, else a text.</summary>
    public static Field? Category(Form form) =>
        form.Designed.FirstOrDefault(field => field.Type.Key == "choice") ?? form.Designed.FirstOrDefault(field => field.Storage == StorageKind.Id)
        ?? form.Designed.FirstOrDefault(field => field is { Storage: StorageKind.Text, Type.Key: "text" }) ?? form["owner"];

    /// <summary>The choice field whose order is a way: a state or stage.</summary>
    public static Field? Stages(Form form) =>
        form.Designed.FirstOrDefault(field => field.Type.Key == "choice" && Names(field, "stage", "status", "state", "阶段", "状态")) ?? form.Designed.FirstOrDefault(field => field.Type.Key == "choice");

    /// <summary>The text field that names a province or region.</summary>
    public static Field? Region(Form form) =>
        form.Designed.FirstOrDefault(field => field.Storage == StorageKind.Text && Names(field, "region", "province", "area", "地区", "省", "区域"));

    /// <summary>The path of a region: the form's own, or that of a form it refers to.</summary>
    public static string? RegionPath(Form form, MetadataCatalog catalog) => Region(form)?.Key ?? form.Designed.Where(field => field.Target is not null)
        .Select(through => catalog.Forms.GetValueOrDefault(through.Target!) is { } target && Region(target) is { } region ? $"{through.Key}.{region.Key}" : null)
        .FirstOrDefault(path => path is not null);

    /// <summary>True for dates and instants.</summary>
    public static bool IsDate(Field field) => field.Storage is StorageKind.Date or StorageKind.Instant;

    /// <summary>True for money.</summary>
    public static bool IsMoney(Field field) => field.Settings is NumberSettings { Display: NumberDisplay.Money } or FormulaSettings { Display: NumberDisplay.Money };

    private static IEnumerable<Field> Usable(Form form) => form.Designed.Concat(form.Fields.Where(field => field.Key is "owner" or "department" or "created_at" or "updated_at" or "created_by")).Where(IsGroup);

    private static bool IsGroup(Field field) => field.Storage is not (StorageKind.None or StorageKind.Rows or StorageKind.Json) && field.Type.Key is not ("textarea" or "serial" or "file");

    private static bool Names(Field field, params string[] words) => words.Any(word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase) || field.Label.Texts.Values.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
