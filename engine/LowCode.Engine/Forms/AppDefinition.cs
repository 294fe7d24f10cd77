namespace LowCode.Forms;

/// <summary>
/// An app: a menu of forms, dashboards and pages for one purpose. JSON:
/// <c>{"key":"crm","label":{...},"icon":"users","color":"blue","menu":[{"label":{...},"items":[{"form":"lead"},{"dashboard":"sales"}]}]}</c>.
/// </summary>
public sealed record AppDefinition
{
    /// <summary>Stable name, unique in the workspace.</summary>
    public required string Key { get; init; }

    /// <summary>What people read.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Icon name of the product's set.</summary>
    public string? Icon { get; init; }

    /// <summary>One of the ten choice colours.</summary>
    public string? Color { get; init; }

    /// <summary>One sentence about its purpose.</summary>
    public Label? Description { get; init; }

    /// <summary>Groups of menu entries; forms and dashboards that none mentions follow at the end.</summary>
    public IReadOnlyList<MenuGroup> Menu { get; init; } = [];
}

/// <summary>A titled group of menu entries; an empty label shows no title.</summary>
public sealed record MenuGroup(Label Label, IReadOnlyList<MenuItem> Items);

/// <summary>One menu entry: exactly one of form or dashboard.</summary>
public sealed record MenuItem(string? Form = null, string? Dashboard = null);

/// <summary>A list of choices that several fields share. JSON: <c>{"key":"source","label":{...},"choices":[{"value":"web","label":{...},"color":"blue"}]}</c>.</summary>
public sealed record ChoiceListDefinition
{
    /// <summary>Stable name, unique in the workspace.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the app that it belongs to; null for the whole workspace.</summary>
    public string? App { get; init; }

    /// <summary>What designers read.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>In display order, which is also the order of funnels and groups.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];
}

/// <summary>One choice of a list.</summary>
/// <param name="Value">Stable stored value.</param>
/// <param name="Label">What people read.</param>
/// <param name="Color">One of the ten choice colours; null for neutral.</param>
/// <param name="Retired">Not offered any more, still shown on old records.</param>
/// <param name="Data">Numbers or texts that formulas may read, e.g. a stage's probability; null for none.</param>
public sealed record Choice(string Value, Label Label, string? Color = null, bool Retired = false, IReadOnlyDictionary<string, decimal>? Data = null);
