using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Takes several fields to a place of a section, side by side in the order in which they stand. <paramref name="Index"/> counts without them.</summary>
public sealed record MoveFields(IReadOnlyList<string> Fields, string Section, int Index) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "move";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var items = before.Layout.Sections.SelectMany(section => section.Items).Where(item => Fields.Contains(item.Field)).ToList();
        if (items.Count == 0 || before.FindSection(Section) is null)
            return new(before);
        var sections = before.Layout.Sections.Select(section =>
        {
            var left = section.Items.Where(item => !Fields.Contains(item.Field)).ToList();
            if (section.Key == Section)
                left.InsertRange(Math.Clamp(Index, 0, left.Count), items);
            return left.SequenceEqual(section.Items) ? section : section with { Items = left };
        }).ToList();
        return new(sections.SequenceEqual(before.Layout.Sections) ? before : before.With(sections), Fields);
    }
}

/// <summary>Moves fields one place up or down (by -1 or +1) as a block, over the edge of their section into the next one. The keyboard's way.</summary>
public sealed record StepFields(IReadOnlyList<string> Fields, int By) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "move";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var edge = By < 0 ? Fields.MinBy(field => before.PlaceOf(field)) : Fields.MaxBy(field => before.PlaceOf(field));
        if (edge is null || before.SectionOf(edge) is not { } section)
            return new(before);
        var ahead = section.Items.TakeWhile(item => item.Field != edge).Count(item => !Fields.Contains(item.Field));
        var others = section.Items.Count(item => !Fields.Contains(item.Field));
        var to = By < 0 ? ahead - 1 : ahead + 1;
        if (to >= 0 && to <= others && section.Items.Any(item => !Fields.Contains(item.Field)))
            return new MoveFields(Fields, section.Key, to).Apply(before);
        var sections = before.Layout.Sections.ToList();
        var next = sections.IndexOf(section) + Math.Sign(By);
        return next < 0 || next >= sections.Count ? new(before) : new MoveFields(Fields, sections[next].Key, By > 0 ? 0 : sections[next].Items.Count).Apply(before);
    }
}
