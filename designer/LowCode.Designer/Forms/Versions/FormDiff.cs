using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Forms;

/// <summary>How a change is marked.</summary>
public enum DiffKind
{
    /// <summary>Is there now.</summary>
    Added,
    /// <summary>Is different now.</summary>
    Changed,
    /// <summary>Is no longer there.</summary>
    Removed,
}

/// <summary>One difference between two versions, as a sentence.</summary>
public sealed record DiffLine(DiffKind Kind, string Sentence);

/// <summary>What is different between two versions of a form, in words: added, changed from what to what, removed.</summary>
public sealed class FormDiff(Texts texts)
{
    private const int Longest = 60;

    /// <summary>All differences; empty when the two say the same.</summary>
    public IReadOnlyList<DiffLine> Between(FormDefinition before, FormDefinition after)
    {
        var lines = new List<DiffLine>();
        Compare(lines, texts["formDesigner.form"], "label", before.Label.Current, after.Label.Current);
        Compare(lines, texts["formDesigner.form"], "description", before.Description?.Current, after.Description?.Current);
        // The same field by another name is no other field.
        if (before.TitleField != after.TitleField)
            Compare(lines, texts["formDesigner.form"], "titleField", NameOf(before, before.TitleField), NameOf(after, after.TitleField));
        if (before.StageField != after.StageField)
            Compare(lines, texts["formDesigner.form"], "stageField", NameOf(before, before.StageField), NameOf(after, after.StageField));
        Each(lines, before.Fields, after.Fields, field => field.Key, field => texts["formDesigner.diff.field", FlowNames.Called(field.Label, field.Key)], CompareFields);
        Each(lines, before.Layout.Tabs, after.Layout.Tabs, tab => tab.Key, tab => texts["formDesigner.diff.tab", tab.Label.Current], (old, now, name) => Compare(lines, name, "label", old.Label.Current, now.Label.Current));
        Each(lines, before.Layout.Sections, after.Layout.Sections, section => section.Key, section => texts["formDesigner.diff.section", section.Label.IsEmpty ? texts["formDesigner.section.untitled"] : section.Label.Current], (old, now, name) =>
        {
            Compare(lines, name, "label", old.Label.Current, now.Label.Current);
            Compare(lines, name, "visibleWhen", old.VisibleWhen, now.VisibleWhen);
        });
        Each(lines, before.Validations, after.Validations, rule => rule.Check, rule => texts["formDesigner.diff.check", rule.Message.IsEmpty ? rule.Check : rule.Message.Current], (old, now, name) => Compare(lines, name, "message", old.Message.Current, now.Message.Current));
        Each(lines, before.Uniques, after.Uniques, rule => string.Join(", ", rule.Fields), rule => texts["formDesigner.diff.unique", string.Join(texts["condition.comma"], rule.Fields.Select(key => NameOf(after, key) ?? NameOf(before, key)))], null);
        Each(lines, before.Related, after.Related, list => $"{list.Form}.{list.Via}", list => texts["formDesigner.diff.related", list.Label?.Current ?? list.Form], null);
        Each(lines, before.Views, after.Views, view => view.Key, view => texts["formDesigner.diff.view", view.Label.Current], null);
        if (!Places(before, after).SequenceEqual(Places(after, before)))
            lines.Add(new(DiffKind.Changed, texts["formDesigner.diff.layout"]));
        return lines;

        void CompareFields(FieldDefinition old, FieldDefinition now, string name)
        {
            Compare(lines, name, "label", old.Label.Current, now.Label.Current);
            Compare(lines, name, "type", BuiltInTypes.FindOrUnknown(old.Type).Label.Current, BuiltInTypes.FindOrUnknown(now.Type).Label.Current);
            Compare(lines, name, "required", YesNo(old.Required), YesNo(now.Required));
            Compare(lines, name, "unique", YesNo(old.Unique), YesNo(now.Unique));
            Compare(lines, name, "searchable", YesNo(old.Searchable), YesNo(now.Searchable));
            Compare(lines, name, "indexed", YesNo(old.Indexed), YesNo(now.Indexed));
            Compare(lines, name, "help", old.Help?.Current, now.Help?.Current);
            Compare(lines, name, "default", old.Default, now.Default);
            Compare(lines, name, "computed", old.Computed, now.Computed);
            Compare(lines, name, "visibleWhen", old.VisibleWhen, now.VisibleWhen);
            Compare(lines, name, "requiredWhen", old.RequiredWhen, now.RequiredWhen);
            Compare(lines, name, "readOnlyWhen", old.ReadOnlyWhen, now.ReadOnlyWhen);
            if (old.Type != now.Type || JsonNode.DeepEquals(old.Settings, now.Settings))
                return;
            var columns = (Old: old.Columns(), Now: now.Columns());
            Each(lines, columns.Old, columns.Now, column => column.Key, column => $"{name} › {FlowNames.Called(column.Label, column.Key)}", CompareFields);
            if (columns.Old.Count + columns.Now.Count == 0)
                lines.Add(new(DiffKind.Changed, texts["formDesigner.diff.settings", name]));
        }
    }

    private void Each<T>(List<DiffLine> lines, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key, Func<T, string> name, Action<T, T, string>? compare)
    {
        foreach (var now in after)
        {
            if (before.FirstOrDefault(old => key(old) == key(now)) is { } old)
                compare?.Invoke(old, now, name(now));
            else
                lines.Add(new(DiffKind.Added, texts["formDesigner.diff.added", name(now)]));
        }
        lines.AddRange(before.Where(old => after.All(now => key(now) != key(old))).Select(old => new DiffLine(DiffKind.Removed, texts["formDesigner.diff.removed", name(old)])));
    }

    private void Compare(List<DiffLine> lines, string name, string property, string? before, string? after)
    {
        if ((before ?? "") != (after ?? ""))
            lines.Add(new(DiffKind.Changed, texts["formDesigner.diff.changed", name, texts[$"formDesigner.diff.of.{property}"], Short(before), Short(after)]));
    }

    private string Short(string? value) => string.IsNullOrEmpty(value) ? texts["formDesigner.diff.nothing"] : value.Length > Longest ? $"{value[..Longest]}…" : value;

    private string YesNo(bool value) => texts[value ? "condition.yes" : "condition.no"];

    private static string? NameOf(FormDefinition form, string? key) => key is null ? null : form.FindField(key) is { } field ? FlowNames.Called(field.Label, field.Key) : key;

    // Where fields stand that both versions have, and how wide.
    private static IEnumerable<(string Tab, string Section, string Field, int Span)> Places(FormDefinition form, FormDefinition other) =>
        form.Layout.Sections.SelectMany(section => section.Items.Where(item => other.SectionOf(item.Field) is not null).Select(item => (section.Tab ?? "", section.Key, item.Field, item.Span)));
}
