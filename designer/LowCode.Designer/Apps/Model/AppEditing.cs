using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Apps;

/// <summary>An app on the designer's table: its history, what is picked, and what each key means. Knows no screen.</summary>
public sealed class AppEditing(AppDefinition app)
{
    /// <summary>The app with undo, redo and selection.</summary>
    public EditHistory<AppDefinition> History { get; } = new(app with { Menu = app.Menu.Once() });

    /// <summary>The app as it stands.</summary>
    public AppDefinition App => History.Current;

    /// <summary>What is picked, see <see cref="MenuIds"/>; null when nothing is.</summary>
    public string? Picked => History.Selection.Count == 1 ? History.Selection[0] : null;

    /// <summary>Does an edit.</summary>
    public void Do(IEdit<AppDefinition> edit) => History.Do(edit);

    /// <summary>Does what a key on an entry or on a group's title means.</summary>
    public void Press(string id, MenuKey key)
    {
        if (MenuIds.Entry(id) is { } entry)
        {
            if (key == MenuKey.Delete) Do(new RemoveEntry(entry));
            else if (Step(entry, key == MenuKey.Up ? -1 : 1) is { } to) Do(new MoveEntry(entry, to.Group, to.At));
        }
        else if (MenuIds.GroupAt(id) is { } group)
        {
            Do(key switch
            {
                MenuKey.Delete => new RemoveGroup(group),
                MenuKey.Up => new MoveGroup(group, group - 1),
                _ => new MoveGroup(group, group + 1),
            });
        }
    }

    /// <summary>Where an entry comes to by one step up or down, into the next group too; null at the ends.</summary>
    public (int Group, int At)? Step(MenuItem entry, int by)
    {
        var menu = App.Menu;
        if (menu.PlaceOf(entry) is not var (group, at)) return by < 0 && menu.Count > 0 ? (menu.Count - 1, menu[^1].Items.Count) : null;
        if (at + by >= 0 && at + by < menu[group].Items.Count) return (group, at + by);
        if (group + by < 0 || group + by >= menu.Count) return null;
        return (group + by, by < 0 ? menu[group - 1].Items.Count : 0);
    }
}

/// <summary>Keys of the menu.</summary>
public enum MenuKey
{
    Up,
    Down,
    Delete,
}
