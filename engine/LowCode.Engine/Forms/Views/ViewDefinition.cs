using System.Text.Json.Nodes;
using LowCode.Records;

namespace LowCode.Forms;

/// <summary>
/// A way to look at a form's records: which ones, in which order, drawn how. Provided by the form or saved by a person; one shape for both. JSON as the members, camelCase:
/// <c>{"key":"board","label":{...},"kind":"kanban","columns":["customer","amount"],"filter":"stage != 'lost'","settings":{"columnsBy":"stage","sum":"amount"}}</c>.
/// </summary>
public sealed record ViewDefinition
{
    /// <summary>Stable name inside the form.</summary>
    public required string Key { get; init; }

    /// <summary>What people read on its tab.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>One of <see cref="ViewKinds"/>. A kind that this version doesn't know is kept as it is and shown as a placeholder.</summary>
    public string Kind { get; init; } = ViewKinds.Table;

    /// <summary>Field keys: columns from left to right, the lines of a card, the facts beside an entry of a calendar; empty for the form's first eight.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Widths of columns in pixels by field key, 40 to 2,000; others have the usual width of their type.</summary>
    public IReadOnlyDictionary<string, int> Widths { get; init; } = new Dictionary<string, int>();

    /// <summary>How many columns stay in sight at the left while the others scroll; null for one.</summary>
    public int? Frozen { get; init; }

    /// <summary>Bool expression over the record; null for all. <c>owner == $user</c> makes a "mine" view.</summary>
    public string? Filter { get; init; }

    /// <summary>Sort keys, first counts most.</summary>
    public IReadOnlyList<SortDefinition> Sort { get; init; } = [];

    /// <summary>Keys of the fields offered above the records to narrow them down with one click; null for the most useful ones.</summary>
    public IReadOnlyList<string>? QuickFilters { get; init; }

    /// <summary>Groups of a table, outer first; at most two.</summary>
    public IReadOnlyList<ViewGroup> GroupBy { get; init; } = [];

    /// <summary>What stands under a column, of each group and of all records, by field key.</summary>
    public IReadOnlyDictionary<string, MeasureFunction> Totals { get; init; } = new Dictionary<string, MeasureFunction>();

    /// <summary>What the kind needs besides: <see cref="KanbanSettings"/>, <see cref="CalendarSettings"/>, <see cref="GallerySettings"/>.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The view shown first.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Only for members of these roles; empty for everybody.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <summary>One sort key.</summary>
public sealed record SortDefinition(string Field, bool Descending = false);

/// <summary>One level of groups: a field, dates by <paramref name="Unit"/> (null for the day).</summary>
public sealed record ViewGroup(string Field, DateUnit? Unit = null);
