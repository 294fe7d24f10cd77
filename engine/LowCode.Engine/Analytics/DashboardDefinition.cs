namespace LowCode.Analytics;

/// <summary>
/// A dashboard as it is designed and stored: widgets on a grid of 24 columns, and a row of filters that act on all of them. Immutable. JSON:
/// <code>
/// {"key":"sales","app":"crm","label":{"en":"Sales","zh-CN":"销售"},
///  "filters":[{"key":"period","kind":"period","label":{...},"fields":{"deal":"close_date"},"initial":"thisQuarter"}],
///  "widgets":[{"key":"won","kind":"bar","label":{...},"at":{"x":0,"y":0,"w":12,"h":6},"form":"deal","filter":"stage == \"won\"",
///              "groupBy":[{"field":"close_date","by":"month"}],"series":{"field":"owner"},"measures":[{"fn":"sum","field":"amount"}]}]}
/// </code>
/// </summary>
public sealed record DashboardDefinition
{
    /// <summary>Columns of the grid.</summary>
    public const int Columns = 24;

    /// <summary>Most widgets of one dashboard: each is a query of its own.</summary>
    public const int MaxWidgets = 40;

    /// <summary>Stable name, unique in the workspace.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the app that it belongs to.</summary>
    public required string App { get; init; }

    /// <summary>What people read in menus and titles.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Only for holders of these roles; empty for everybody who may open the app. What the numbers count is decided by record permissions either way.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The filter row, from left to right.</summary>
    public IReadOnlyList<DashboardFilter> Filters { get; init; } = [];

    /// <summary>The widgets, in reading order (phones show them one below the other in this order).</summary>
    public IReadOnlyList<WidgetDefinition> Widgets { get; init; } = [];
}

/// <summary>A filter of the dashboard: a person chooses a value, or several (of choices, people, departments; any of them counts), and every widget of a named form obeys.</summary>
public sealed record DashboardFilter
{
    /// <summary>Stable name inside the dashboard; also the name in the page's address.</summary>
    public required string Key { get; init; }

    /// <summary>What is chosen.</summary>
    public required FilterKind Kind { get; init; }

    /// <summary>What people read beside it.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Form key to the field that must match; forms not named are not filtered. A choice filter offers the choices of the first field.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What is chosen at first: a <see cref="Period"/> key, a choice's value, <c>me</c> for a member, <c>mine</c> for a department; null for all.</summary>
    public string? Initial { get; init; }
}

/// <summary>What a dashboard filter lets people choose.</summary>
public enum FilterKind
{
    /// <summary>A span of time, for date and datetime fields.</summary>
    Period,
    /// <summary>Choices, for choice fields.</summary>
    Choice,
    /// <summary>Users, for member fields.</summary>
    Member,
    /// <summary>Departments, each with all below it, for department fields.</summary>
    Department,
}

/// <summary>Where a widget stands: columns 0 to 23, rows of 48 pixels; width and height at least 1.</summary>
public sealed record WidgetPlace(int X, int Y, int W, int H);
