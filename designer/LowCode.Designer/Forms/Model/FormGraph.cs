using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Small changes of a form that the edits are made of. Pure functions: each answers a copy.</summary>
public static class FormGraph
{
    /// <summary>The key under which a section is selected; field keys never begin with this sign.</summary>
    public const char SectionMark = '#';

    /// <summary>Fields that every record has and that a designer may place; not placed they follow the last section.</summary>
    public static IReadOnlyList<string> Given { get; } = [SystemFields.Keys[SystemFields.Owner], SystemFields.Keys[SystemFields.Department]];

    /// <summary>How a section is named in a selection.</summary>
    public static string SectionId(string key) => $"{SectionMark}{key}";

    /// <summary>The key under which a tab is selected.</summary>
    public const char TabMark = '~';

    /// <summary>How a tab is named in a selection.</summary>
    public static string TabId(string key) => $"{TabMark}{key}";

    /// <summary>The tab with this key, or null.</summary>
    public static LayoutTab? FindTab(this FormDefinition form, string key) => form.Layout.Tabs.FirstOrDefault(tab => tab.Key == key);

    /// <summary>The tab that something selected stands on: a tab itself, a section, a field; null for what stands above the tabs.</summary>
    public static string? TabOf(this FormDefinition form, string id) => id[0] switch
    {
        TabMark => id[1..],
        SectionMark => form.FindSection(id[1..])?.Tab,
        _ => form.SectionOf(id)?.Tab,
    };

    /// <summary>Where a field stands on the whole form, counted from 0; at the end for one that isn't shown.</summary>
    public static int PlaceOf(this FormDefinition form, string field)
    {
        var at = form.Layout.Sections.SelectMany(section => section.Items).Select(item => item.Field).ToList().IndexOf(field);
        return at < 0 ? int.MaxValue : at;
    }

    /// <summary>The place behind what is selected: after a field, at the end of a section or of a tab's last one; at the end of the form when nothing is.</summary>
    public static LayoutSection PlaceBehind(this FormDefinition form, string? after, out int index)
    {
        var section = (after is null ? null : after[0] switch
        {
            SectionMark => form.FindSection(after[1..]),
            TabMark => form.Layout.Sections.LastOrDefault(each => each.Tab == after[1..]),
            _ => form.SectionOf(after),
        }) ?? form.Layout.Sections[^1];
        var at = section.Items.ToList().FindIndex(item => item.Field == after);
        index = at < 0 ? section.Items.Count : at + 1;
        return section;
    }

    /// <summary>The field with this key, or null.</summary>
    public static FieldDefinition? FindField(this FormDefinition form, string key) => form.Fields.FirstOrDefault(field => field.Key == key);

    /// <summary>The section with this key, or null.</summary>
    public static LayoutSection? FindSection(this FormDefinition form, string key) => form.Layout.Sections.FirstOrDefault(section => section.Key == key);

    /// <summary>The section that shows a field, or null.</summary>
    public static LayoutSection? SectionOf(this FormDefinition form, string field) => form.Layout.Sections.FirstOrDefault(section => section.Items.Any(item => item.Field == field));

    /// <summary>The form with another list of sections.</summary>
    public static FormDefinition With(this FormDefinition form, IEnumerable<LayoutSection> sections) => form with { Layout = form.Layout with { Sections = [.. sections] } };

    /// <summary>The form with one section replaced.</summary>
    public static FormDefinition With(this FormDefinition form, LayoutSection section) => form.With(form.Layout.Sections.Select(each => each.Key == section.Key ? section : each));

    /// <summary>A form whose sections show every field once and nothing that isn't there: what was forgotten stands in the last one.</summary>
    public static FormDefinition Arranged(this FormDefinition form)
    {
        var left = form.Fields.Select(field => field.Key).Concat(Given).ToHashSet(StringComparer.Ordinal);
        var sections = form.Layout.Sections.Select(section => section with { Items = [.. section.Items.Where(item => left.Remove(item.Field)).Select(item => item with { Span = Math.Clamp(item.Span, 1, 12) })] }).ToList();
        if (sections.Count == 0)
            sections.Add(new LayoutSection { Key = "main" });
        left.ExceptWith(Given);
        // Sections are kept in the order in which they are seen: above the tabs, then tab by tab.
        var tabs = form.Layout.Tabs.Select(tab => tab.Key).ToList();
        sections = [.. sections.Select(section => section.Tab is null || tabs.Contains(section.Tab) ? section : section with { Tab = null }).OrderBy(section => section.Tab is null ? -1 : tabs.IndexOf(section.Tab))];
        if (left.Count > 0)
            sections[^1] = sections[^1] with { Items = [.. sections[^1].Items, .. form.Fields.Where(field => left.Contains(field.Key)).Select(field => new LayoutItem(field.Key, UsualSpan(field.Type)))] };
        return form.With(sections);
    }

    /// <summary>The width that a new field of a type gets, in twelfths.</summary>
    public static int UsualSpan(string type) => type is "textarea" or "subform" or "file" ? 12 : 6;

    /// <summary>A free key for a section.</summary>
    public static string NextSectionKey(this FormDefinition form)
    {
        var number = form.Layout.Sections.Count + 1;
        while (form.FindSection($"section_{number}") is not null)
            number++;
        return $"section_{number}";
    }

    /// <summary>All field keys, those that every form has included.</summary>
    public static HashSet<string> TakenKeys(this FormDefinition form) => [.. form.Fields.Select(field => field.Key), .. SystemFields.Keys];

    /// <summary>The columns of a subform; none for other fields.</summary>
    public static IReadOnlyList<FieldDefinition> Columns(this FieldDefinition field) =>
        field.Type == "subform" ? SettingsOf<LowCode.Forms.FieldTypes.SubformSettings>(field).Fields : [];

    /// <summary>A subform with other columns.</summary>
    public static FieldDefinition WithColumns(this FieldDefinition field, IEnumerable<FieldDefinition> columns)
    {
        var settings = (JsonObject)field.Settings.DeepClone();
        settings["fields"] = JsonSerializer.SerializeToNode<IReadOnlyList<FieldDefinition>>([.. columns], DefinitionJson.Compact);
        return field with { Settings = settings };
    }

    /// <summary>A field's settings as its type's record; the type's defaults where they can't be read.</summary>
    public static TSettings SettingsOf<TSettings>(this FieldDefinition field) where TSettings : class, new() =>
        DefinitionJson.Read<TSettings>(field.Settings, "", []) ?? new TSettings();

    /// <summary>A field with other settings.</summary>
    public static FieldDefinition WithSettings<TSettings>(this FieldDefinition field, TSettings settings) where TSettings : class =>
        field with { Settings = ToJson(settings) };

    /// <summary>Settings as they are stored.</summary>
    public static JsonObject ToJson<TSettings>(TSettings settings) where TSettings : class => (JsonObject)JsonSerializer.SerializeToNode(settings, DefinitionJson.Compact)!;
}
