using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Adds a tab at the end, with an empty section to drop fields into.</summary>
public sealed record AddTab : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "tab.add";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var number = before.Layout.Tabs.Count + 1;
        while (before.FindTab($"tab_{number}") is not null)
            number++;
        var tab = new LayoutTab($"tab_{number}", Starters.Called(new($"标签页 {number}", $"Tab {number}")));
        var section = new LayoutSection { Key = before.NextSectionKey(), Tab = tab.Key };
        return new(before with { Layout = before.Layout with { Tabs = [.. before.Layout.Tabs, tab], Sections = [.. before.Layout.Sections, section] } }, [FormGraph.TabId(tab.Key)]);
    }
}

/// <summary>Takes a tab away. Its sections go to the tab beside it, or above the tabs when it was the only one; empty ones go with it.</summary>
public sealed record RemoveTab(string Tab) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "tab.remove";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var tabs = before.Layout.Tabs.ToList();
        var at = tabs.FindIndex(tab => tab.Key == Tab);
        if (at < 0)
            return new(before);
        tabs.RemoveAt(at);
        var heir = tabs.Count == 0 ? null : tabs[Math.Max(0, at - 1)].Key;
        var sections = before.Layout.Sections.Where(section => section.Tab != Tab || section.Items.Count > 0).Select(section => section.Tab == Tab ? section with { Tab = heir } : section).ToList();
        if (sections.Count == 0)
            sections.Add(new LayoutSection { Key = "main" });
        return new(before with { Layout = before.Layout with { Tabs = tabs, Sections = sections } }, heir is null ? [] : [FormGraph.TabId(heir)]);
    }
}

/// <summary>Moves a tab to the left or right (by -1 or +1).</summary>
public sealed record MoveTab(string Tab, int By) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "move";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var tabs = before.Layout.Tabs.ToList();
        var at = tabs.FindIndex(tab => tab.Key == Tab);
        var to = Math.Clamp(at + By, 0, Math.Max(0, tabs.Count - 1));
        if (at < 0 || at == to)
            return new(before);
        (tabs[at], tabs[to]) = (tabs[to], tabs[at]);
        return new(before with { Layout = before.Layout with { Tabs = tabs } });
    }
}

/// <summary>Gives a tab another name.</summary>
public sealed record NameTab(string Tab, Label Label) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"tab:{Tab}";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before) => before.FindTab(Tab) is { } tab && !tab.Label.Equals(Label)
        ? new(before with { Layout = before.Layout with { Tabs = [.. before.Layout.Tabs.Select(each => each.Key == Tab ? each with { Label = Label } : each)] } })
        : new(before);
}
