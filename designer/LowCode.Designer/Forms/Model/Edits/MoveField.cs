using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Takes a field to a place of a section, its own or another. <paramref name="Index"/> counts without the field itself.</summary>
public sealed record MoveField(string Field, string Section, int Index) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        if (before.SectionOf(Field) is not { } from || before.FindSection(Section) is null)
            return new(before);
        var item = from.Items.First(each => each.Field == Field);
        var after = before.With(before.Layout.Sections.Select(section =>
        {
            var items = section.Items.Where(each => each.Field != Field).ToList();
            if (section.Key == Section)
                items.Insert(Math.Clamp(Index, 0, items.Count), item);
            return items.SequenceEqual(section.Items) ? section : section with { Items = items };
        }));
        return new(after.Layout.Sections.SequenceEqual(before.Layout.Sections) ? before : after, [Field]);
    }
}

/// <summary>Moves a field one place up or down (by -1 or +1), over the edge of its section into the next one. The keyboard's way.</summary>
public sealed record StepField(string Field, int By) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        if (before.SectionOf(Field) is not { } section)
            return new(before);
        var sections = before.Layout.Sections.ToList();
        var at = section.Items.ToList().FindIndex(item => item.Field == Field);
        var to = at + By;
        if (to >= 0 && to < section.Items.Count)
            return new MoveField(Field, section.Key, to).Apply(before);
        var next = sections.IndexOf(section) + Math.Sign(By);
        return next < 0 || next >= sections.Count ? new(before) : new MoveField(Field, sections[next].Key, By > 0 ? 0 : sections[next].Items.Count).Apply(before);
    }
}

/// <summary>Makes a field as wide as this many twelfths.</summary>
public sealed record ResizeField(string Field, int Span) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"span:{Field}";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var span = Math.Clamp(Span, 1, 12);
        return before.SectionOf(Field) is { } section && section.Items.First(item => item.Field == Field).Span != span
            ? new(before.With(section with { Items = [.. section.Items.Select(item => item.Field == Field ? item with { Span = span } : item)] }), [Field])
            : new(before);
    }
}
