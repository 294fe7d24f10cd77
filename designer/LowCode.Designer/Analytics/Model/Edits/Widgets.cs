using LowCode.Analytics;
using LowCode.Designer.Editing;

namespace LowCode.Designer.Analytics;

/// <summary>Adds a widget where there is room for it; a full dashboard stays as it is. Its key is made free.</summary>
public sealed record AddWidget(WidgetDefinition Widget) : IEdit<DashboardDefinition>
{
    /// <inheritdoc/>
    public Edited<DashboardDefinition> Apply(DashboardDefinition before)
    {
        if (before.Widgets.Count >= DashboardDefinition.MaxWidgets) return new(before);
        var key = Keys.Guess("", Widget.Key, before.Widgets.Select(widget => widget.Key).ToHashSet());
        var added = Widget with { Key = key, At = GridLayout.Free(before.Widgets, Widget.At.W, Widget.At.H) };
        return new(before with { Widgets = GridLayout.Compact([.. before.Widgets, added]) }, [key]);
    }
}

/// <summary>A second one like it.</summary>
public sealed record CopyWidget(string Key) : IEdit<DashboardDefinition>
{
    /// <inheritdoc/>
    public Edited<DashboardDefinition> Apply(DashboardDefinition before) =>
        before.Widgets.FirstOrDefault(widget => widget.Key == Key) is { } widget ? new AddWidget(widget with { Key = "widget" }).Apply(before) : new(before);
}

/// <summary>Takes a widget away; the others rise.</summary>
public sealed record RemoveWidget(string Key) : IEdit<DashboardDefinition>
{
    /// <inheritdoc/>
    public Edited<DashboardDefinition> Apply(DashboardDefinition before)
    {
        var left = before.Widgets.Where(widget => widget.Key != Key).ToList();
        return new(left.Count == before.Widgets.Count ? before : before with { Widgets = GridLayout.Compact(left) }, []);
    }
}

/// <summary>Changes what a widget asks or how it looks. Changes of one property that follow each other are undone together.</summary>
public sealed record SetWidget(string Property, WidgetDefinition Widget) : IEdit<DashboardDefinition>
{
    /// <inheritdoc/>
    public string? MergeKey => $"{Property}:{Widget.Key}";

    /// <inheritdoc/>
    public Edited<DashboardDefinition> Apply(DashboardDefinition before) => before.Widgets.Any(widget => widget.Key == Widget.Key && widget != Widget)
        ? new(before with { Widgets = [.. before.Widgets.Select(widget => widget.Key == Widget.Key ? Widget : widget)] })
        : new(before);
}

/// <summary>Changes the dashboard itself: its name, its filters, who sees it.</summary>
public sealed record SetDashboard(string Property, DashboardDefinition Dashboard) : IEdit<DashboardDefinition>
{
    /// <inheritdoc/>
    public string? MergeKey => Property;

    /// <inheritdoc/>
    public Edited<DashboardDefinition> Apply(DashboardDefinition before) => new(before == Dashboard ? before : Dashboard);
}
