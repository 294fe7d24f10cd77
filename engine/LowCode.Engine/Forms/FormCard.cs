using System.Text.Json.Nodes;
using LowCode.Catalog;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Forms;

/// <summary>A form as one caller may know it: hidden fields are not there, and neither is anything that names them.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="App">Its app.</param>
/// <param name="Label">What people read.</param>
/// <param name="Icon">Icon name; null for the default.</param>
/// <param name="Color">Colour name; null for neutral.</param>
/// <param name="TitleField">Key of the field that names a record; null when there is none, or none that the caller sees.</param>
/// <param name="StageField">Key of the choice field whose values are the record's stages; null when there is none, or none that the caller sees.</param>
/// <param name="Fields">System fields first.</param>
/// <param name="Tabs">Tabs of the record page; empty for one page.</param>
/// <param name="Sections">How the record page is arranged.</param>
/// <param name="Views">The views that are meant for the caller.</param>
/// <param name="Can">Actions that the caller may take on at least some records.</param>
public sealed record FormCard(string Key, string App, Label Label, string? Icon, string? Color, string? TitleField, string? StageField, IReadOnlyList<FieldCard> Fields,
    IReadOnlyList<LayoutTab> Tabs, IReadOnlyList<SectionCard> Sections, IReadOnlyList<ViewCard> Views, IReadOnlyList<string> Can)
{
    /// <summary>The card of a form; null when none of the caller's groups opens it.</summary>
    public static FormCard? Of(Form form, Caller caller, MetadataCatalog catalog)
    {
        var access = catalog.Access(caller, form);
        var actions = RecordActionNames.Each.Where(each => access.Can(each.Action)).Select(each => each.Name).ToList();
        if (actions.Count == 0)
            return null;
        var shown = form.Fields.Where(field => access.BestRight(field.Position) > FieldRight.Hidden).ToList();
        return new FormCard(form.Key, form.Definition.App, form.Definition.Label, form.Definition.Icon, form.Definition.Color,
            form.TitleField is { } title && shown.Contains(title) ? title.Key : null,
            form.StageField is { } stage && shown.Contains(stage) ? stage.Key : null,
            [.. shown.Select(field => FieldCard.Of(field, access))],
            form.Definition.Layout.Tabs,
            [.. form.Sections.Select(section => new SectionCard(section.Key, section.Label, section.Definition?.Tab, section.Collapsed,
                [.. section.Items.Where(item => shown.Contains(item.Field)).Select(item => item.Item ?? new LayoutItem(item.Field.Key, item.Span))]))],
            [.. form.Views.Where(view => caller.IsAdmin || view.Definition.Roles.Count == 0 || view.Definition.Roles.Any(caller.User.Roles.Contains))
                .Select(view => new ViewCard(view.Definition.Key, view.Definition.Label, view.Definition.Kind, [.. view.Columns.Where(shown.Contains).Select(field => field.Key)], view.Definition.IsDefault))],
            actions);
    }
}

/// <summary>A field on a <see cref="FormCard"/>. <paramref name="Right"/> is the best that the caller has on any record.</summary>
public sealed record FieldCard(string Key, string Type, Label Label, Label? Help, bool Required, bool System, bool Automatic, FieldRight Right, IReadOnlyList<string> Operators,
    IReadOnlyList<Choice>? Choices, string? Form, JsonObject? Settings, IReadOnlyList<FieldCard>? Fields)
{
    internal static FieldCard Of(Field field, Access access) => new(field.Key, field.Type.Key, field.Label, field.Definition.Help, field.Definition.Required,
        field.IsSystem, field.IsAutomatic, access.BestRight(field.Position), field.Type.OperatorsOf(field),
        field.Choices.Count == 0 ? null : field.Choices, field.Target,
        // Settings hold expressions and, of subforms, all columns: only those of plain fields are everybody's business.
        field.Storage == StorageKind.Rows || field.Target is not null || field.Choices.Count > 0 || field.IsSystem ? null : field.Definition.Settings,
        field.Rows.Count == 0 ? null : [.. field.Rows.Where(column => access.ShowsColumn(field.Position, column.Position)).Select(column => Column(column, access.BestRight(field.Position)))]);

    private static FieldCard Column(Field column, FieldRight right) => new(column.Key, column.Type.Key, column.Label, column.Definition.Help, column.Definition.Required, false, column.IsAutomatic,
        right, column.Type.OperatorsOf(column), column.Choices.Count == 0 ? null : column.Choices, column.Target, column.Target is not null || column.Choices.Count > 0 ? null : column.Definition.Settings, null);
}

/// <summary>A section on a <see cref="FormCard"/>; <paramref name="Tab"/> null: above the tabs.</summary>
public sealed record SectionCard(string Key, Label Label, string? Tab, bool Collapsed, IReadOnlyList<LayoutItem> Items);

/// <summary>A view on a <see cref="FormCard"/>.</summary>
public sealed record ViewCard(string Key, Label Label, string Kind, IReadOnlyList<string> Columns, bool IsDefault);
