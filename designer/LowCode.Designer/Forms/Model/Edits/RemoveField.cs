using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Takes a field away, and what only made sense with it: its place, its part in the title, in unique groups and views. Expressions that use it are left for their owner to correct.</summary>
public sealed record RemoveField(string Field) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "remove";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var section = before.SectionOf(Field);
        var neighbour = section is null ? null : Neighbour(section);
        // What every record has loses its place only.
        if (before.FindField(Field) is null)
            return section is null ? new(before) : new(before.With(section with { Items = [.. section.Items.Where(item => item.Field != Field)] }), neighbour is null ? [] : [neighbour]);
        var after = before with
        {
            Fields = [.. before.Fields.Where(field => field.Key != Field)],
            TitleField = before.TitleField == Field ? null : before.TitleField,
            StageField = before.StageField == Field ? null : before.StageField,
            Uniques = [.. before.Uniques.Select(rule => rule with { Fields = [.. rule.Fields.Where(key => key != Field)] }).Where(rule => rule.Fields.Count > 0)],
            Validations = [.. before.Validations.Select(rule => rule.Field == Field ? rule with { Field = null } : rule)],
            Views = [.. before.Views.Select(view => view with { Columns = [.. view.Columns.Where(key => key != Field)], Sort = [.. view.Sort.Where(sort => sort.Field != Field)] })],
        };
        return new(section is null ? after : after.With(section with { Items = [.. section.Items.Where(item => item.Field != Field)] }), neighbour is null ? [] : [neighbour]);
    }

    private string? Neighbour(LayoutSection section)
    {
        var keys = section.Items.Select(item => item.Field).ToList();
        var at = keys.IndexOf(Field);
        return at + 1 < keys.Count ? keys[at + 1] : at > 0 ? keys[at - 1] : null;
    }
}
