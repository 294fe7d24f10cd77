using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Adds a section behind another one (by its key), at the end of a tab (<c>~key</c>), or at the end of what stands above the tabs.</summary>
public sealed record AddSection(string? After = null) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "section.add";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var sections = before.Layout.Sections.ToList();
        // Behind a section, at the end of a tab, else at the end of what stands above the tabs.
        var tab = After is [FormGraph.TabMark, .. var key] ? key : before.FindSection(After ?? "")?.Tab;
        var at = sections.FindIndex(each => each.Key == After);
        if (at < 0)
            at = sections.FindLastIndex(each => each.Tab == tab);
        var section = new LayoutSection { Key = before.NextSectionKey(), Label = Starters.Called(new("新分组", "New section")), Tab = tab };
        sections.Insert(at < 0 ? sections.Count : at + 1, section);
        return new(before.With(sections), [FormGraph.SectionId(section.Key)]);
    }
}

/// <summary>Moves a section up or down.</summary>
public sealed record MoveSection(string Section, int By) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "move";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var sections = before.Layout.Sections.ToList();
        var at = sections.FindIndex(each => each.Key == Section);
        var to = Math.Clamp(at + By, 0, sections.Count - 1);
        if (at < 0 || at == to)
            return new(before);
        var section = sections[at];
        // Over the edge of its tab it enters the next one instead of passing a section.
        if (sections[to].Tab != section.Tab)
        {
            sections[at] = section with { Tab = sections[to].Tab };
            return new(before.With(sections));
        }
        sections.RemoveAt(at);
        sections.Insert(to, section);
        return new(before.With(sections));
    }
}

/// <summary>Takes a section away; its fields move to the one before. The last section stays.</summary>
public sealed record RemoveSection(string Section) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "section.remove";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var sections = before.Layout.Sections.ToList();
        var at = sections.FindIndex(each => each.Key == Section);
        if (at < 0 || sections.Count == 1)
            return new(before);
        // The one before on the same tab, else the one behind, else whichever there is.
        var heir = at > 0 && sections[at - 1].Tab == sections[at].Tab || at == sections.Count - 1 ? at - 1 : at + 1;
        sections[heir] = sections[heir] with { Items = heir < at ? [.. sections[heir].Items, .. sections[at].Items] : [.. sections[at].Items, .. sections[heir].Items] };
        var key = sections[heir].Key;
        sections.RemoveAt(at);
        return new(before.With(sections), [FormGraph.SectionId(key)]);
    }
}

/// <summary>Changes a section's properties.</summary>
public sealed record SetSection(string Property, LayoutSection Section) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"section:{Property}:{Section.Key}";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before) =>
        before.FindSection(Section.Key) is { } old && !old.Equals(Section) ? new(before.With(Section).Arranged()) : new(before);
}
