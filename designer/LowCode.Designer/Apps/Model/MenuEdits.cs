using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Apps;

/// <summary>Puts an entry into a group, from another one or from the rest; <paramref name="At"/> counts without the entry itself.</summary>
public sealed record MoveEntry(MenuItem Entry, int Group, int At) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string Step => "move";

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before)
    {
        string[] select = [MenuIds.Of(Entry)];
        if (Group < 0 || Group >= before.Menu.Count) return new(before);
        var groups = before.Menu.Without(Entry);
        var items = groups[Group].Items.ToList();
        var at = Math.Clamp(At, 0, items.Count);
        if (before.Menu.PlaceOf(Entry) == (Group, at)) return new(before, select);
        items.Insert(at, Entry);
        groups[Group] = groups[Group] with { Items = items };
        return new(before with { Menu = groups }, select);
    }
}

/// <summary>Takes an entry out of its group: it follows with the rest.</summary>
public sealed record RemoveEntry(MenuItem Entry) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string Step => "remove";

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before) =>
        new(before.Menu.PlaceOf(Entry) is null ? before : before with { Menu = before.Menu.Without(Entry) }, [MenuIds.Of(Entry)]);
}

/// <summary>A new group at the end, to be named next, with an entry in it or with none.</summary>
public sealed record AddGroup(MenuItem? Entry = null) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string Step => "add";

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before)
    {
        var groups = Entry is null ? [.. before.Menu] : before.Menu.Without(Entry);
        groups.Add(new MenuGroup(Label.Empty, Entry is null ? [] : [Entry]));
        return new(before with { Menu = groups }, [MenuIds.Name(groups.Count - 1)]);
    }
}

/// <summary>Puts a group with all that is in it elsewhere.</summary>
public sealed record MoveGroup(int From, int To) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string Step => "move";

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before)
    {
        var groups = before.Menu.ToList();
        if (From < 0 || From >= groups.Count || To < 0 || To >= groups.Count) return new(before);
        if (From == To) return new(before, [MenuIds.Group(To)]);
        groups.RemoveAt(From);
        groups.Insert(To, before.Menu[From]);
        return new(before with { Menu = groups }, [MenuIds.Group(To)]);
    }
}

/// <summary>Takes a group away; its entries follow with the rest.</summary>
public sealed record RemoveGroup(int Group) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string Step => "removeGroup";

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before)
    {
        if (Group < 0 || Group >= before.Menu.Count) return new(before);
        return new(before with { Menu = [.. before.Menu.Where((_, at) => at != Group)] }, before.Menu.Count == 1 ? [] : [MenuIds.Group(Math.Min(Group, before.Menu.Count - 2))]);
    }
}

/// <summary>Gives a group its title; the letters are undone together.</summary>
public sealed record NameGroup(int Group, Label Title) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"title:{Group}";

    /// <inheritdoc/>
    public string Step => "title";

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before) => Group < 0 || Group >= before.Menu.Count || before.Menu[Group].Label.Equals(Title)
        ? new(before)
        : new(before with { Menu = [.. before.Menu.Select((group, at) => at == Group ? group with { Label = Title } : group)] });
}

/// <summary>Changes the app itself: its name, what it is for, its mark.</summary>
public sealed record SetApp(string Property, AppDefinition App) : IEdit<AppDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => Property;

    /// <inheritdoc/>
    public string Step => Property;

    /// <inheritdoc/>
    public Edited<AppDefinition> Apply(AppDefinition before) => new(before == App ? before : App);
}
