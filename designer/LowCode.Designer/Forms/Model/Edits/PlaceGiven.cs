using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Gives one of <see cref="FormGraph.Given"/> a place: in a section, else behind what is selected, else at the end.</summary>
/// <param name="Field">Its key.</param>
/// <param name="Section">Key of the section; null: behind <paramref name="After"/>, else the last one.</param>
/// <param name="Index">Place in the section; null: at its end.</param>
/// <param name="After">Selected field or section.</param>
public sealed record PlaceGiven(string Field, string? Section = null, int? Index = null, string? After = null) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        if (!FormGraph.Given.Contains(Field) || before.SectionOf(Field) is not null)
            return new(before);
        var section = before.FindSection(Section ?? (After is ['#', ..] ? After[1..] : "")) ?? (After is null ? null : before.SectionOf(After)) ?? before.Layout.Sections[^1];
        var items = section.Items.ToList();
        var behind = After is null ? items.Count : items.FindIndex(item => item.Field == After) is >= 0 and var at ? at + 1 : items.Count;
        items.Insert(Math.Clamp(Index ?? behind, 0, items.Count), new LayoutItem(Field));
        return new(before.With(section with { Items = items }), [Field]);
    }
}
