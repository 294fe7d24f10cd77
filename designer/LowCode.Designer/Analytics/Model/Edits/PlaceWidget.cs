using LowCode.Analytics;
using LowCode.Designer.Editing;

namespace LowCode.Designer.Analytics;

/// <summary>Puts a card elsewhere or sizes it; the others make room.</summary>
public sealed record PlaceWidget(string Key, WidgetPlace At) : IEdit<DashboardDefinition>
{
    /// <summary>Presses of one arrow key are undone together.</summary>
    public string? MergeKey { get; init; }

    /// <inheritdoc/>
    public Edited<DashboardDefinition> Apply(DashboardDefinition before)
    {
        var widgets = GridLayout.Place(before.Widgets, Key, At);
        return new(widgets.SequenceEqual(before.Widgets, ReferenceEqualityComparer.Instance) ? before : before with { Widgets = widgets }, [Key]);
    }
}
