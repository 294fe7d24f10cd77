using LowCode.Analytics;
using LowCode.Designer.Editing;

namespace LowCode.Designer.Analytics;

/// <summary>A dashboard on the designer's table: its history, what is selected, and what each gesture and key means. Knows no screen.</summary>
public sealed class DashboardEditing(DashboardDefinition dashboard)
{
    /// <summary>The dashboard with undo, redo and selection.</summary>
    public EditHistory<DashboardDefinition> History { get; } = new(dashboard);

    /// <summary>The dashboard as it stands.</summary>
    public DashboardDefinition Dashboard => History.Current;

    /// <summary>The selected widget; null when the dashboard itself is.</summary>
    public WidgetDefinition? Selected => History.Selection.Count == 1 ? Find(History.Selection[0]) : null;

    /// <summary>The cards as they would lie if a drag ended here; null while nothing is dragged.</summary>
    public IReadOnlyList<WidgetDefinition>? Preview { get; private set; }

    /// <summary>The widget with this key.</summary>
    public WidgetDefinition? Find(string key) => Dashboard.Widgets.FirstOrDefault(widget => widget.Key == key);

    /// <summary>Does an edit.</summary>
    public void Do(IEdit<DashboardDefinition> edit) => History.Do(edit);

    /// <summary>A card is being dragged or sized: shows where all would go.</summary>
    public void Hover(string key, WidgetPlace at) => Preview = GridLayout.Place(Dashboard.Widgets, key, at);

    /// <summary>The drag ended.</summary>
    public void Drop(string key, WidgetPlace at)
    {
        Preview = null;
        Do(new PlaceWidget(key, at));
    }

    /// <summary>The drag was given up: everything goes back.</summary>
    public void GiveUp() => Preview = null;

    /// <summary>Does what a key on a card means; false when it means nothing.</summary>
    public bool Press(string key, DashboardKey pressed)
    {
        if (Find(key) is not { At: var at }) return false;
        switch (pressed)
        {
            case DashboardKey.Left or DashboardKey.Right:
                Move(GridLayout.Step(Dashboard.Widgets, key, pressed == DashboardKey.Left ? -1 : 1, 0));
                return true;
            case DashboardKey.Up or DashboardKey.Down:
                Move(GridLayout.Step(Dashboard.Widgets, key, 0, pressed == DashboardKey.Up ? -1 : 1));
                return true;
            case DashboardKey.Narrower or DashboardKey.Wider:
                Move(at with { W = at.W + (pressed == DashboardKey.Wider ? 1 : -1) });
                return true;
            case DashboardKey.Lower or DashboardKey.Higher:
                Move(at with { H = at.H + (pressed == DashboardKey.Higher ? 1 : -1) });
                return true;
            case DashboardKey.Delete:
                Do(new RemoveWidget(key));
                return true;
            case DashboardKey.Duplicate:
                Do(new CopyWidget(key));
                return true;
        }
        return false;

        void Move(WidgetPlace to) => Do(new PlaceWidget(key, to) { MergeKey = $"place:{key}" });
    }
}

/// <summary>Keys of the canvas. Arrows move a card, with Shift they size it.</summary>
public enum DashboardKey
{
    Left,
    Right,
    Up,
    Down,
    Narrower,
    Wider,
    Lower,
    Higher,
    Delete,
    Duplicate,
}
