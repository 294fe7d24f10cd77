namespace LowCode.Analytics;

/// <summary>
/// One number, chart or table of a dashboard: one question to the records of one form. The person who looks gets the answer for the records
/// that they may see.
/// </summary>
public sealed record WidgetDefinition
{
    /// <summary>Most rows that are asked for.</summary>
    public const int MaxLimit = 500;

    /// <summary>Stable name inside the dashboard.</summary>
    public required string Key { get; init; }

    /// <summary>How the answer is drawn.</summary>
    public required WidgetKind Kind { get; init; }

    /// <summary>Its title.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Its place on the grid.</summary>
    public required WidgetPlace At { get; init; }

    /// <summary>Key of the form whose records are counted.</summary>
    public required string Form { get; init; }

    /// <summary>Bool expression over the record; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>What to group by: none for a number, one for charts (the axis, the slices, the stages), up to four for a table.</summary>
    public IReadOnlyList<WidgetGroup> GroupBy { get; init; } = [];

    /// <summary>Splits each group once more: the bars of one axis mark, the lines of a chart. Bar, line and area only.</summary>
    public WidgetGroup? Series { get; init; }

    /// <summary>What to measure; empty counts the records.</summary>
    public IReadOnlyList<WidgetMeasure> Measures { get; init; } = [];

    /// <summary>Order of the groups; null: dates in time, choices in their own order, others by the first measure, largest first.</summary>
    public WidgetSort? Sort { get; init; }

    /// <summary>Most groups shown, 1 to 500; null for 20, and for all steps of a time axis. Of a pie the rest becomes one slice; elsewhere it is left out and said so.</summary>
    public int? Limit { get; init; }

    /// <summary>The time that is looked at; null for all. A period filter of the dashboard takes its place.</summary>
    public WidgetPeriod? Period { get; init; }

    /// <summary>A number's goal, shown as a share; null for none.</summary>
    public decimal? Target { get; init; }

    /// <summary>Series on top of each other instead of side by side.</summary>
    public bool Stacked { get; init; }

    /// <summary>Bars from left to right, for long names.</summary>
    public bool Horizontal { get; init; }

    /// <summary>Of a funnel: each stage also counts what has gone beyond it, so that the shares are conversions.</summary>
    public bool Cumulative { get; init; }
}

/// <summary>How a widget is drawn.</summary>
public enum WidgetKind
{
    /// <summary>One big number, with its change.</summary>
    Number,
    /// <summary>Bars.</summary>
    Bar,
    /// <summary>Lines.</summary>
    Line,
    /// <summary>Filled lines.</summary>
    Area,
    /// <summary>Slices of a whole.</summary>
    Pie,
    /// <summary>A pie with the total in its middle.</summary>
    Ring,
    /// <summary>Stages and the conversion between them.</summary>
    Funnel,
    /// <summary>Rows and columns.</summary>
    Table,
}

/// <summary>A dimension: <paramref name="Field"/> is a key of the form, or <c>reference.key</c> of the form that a reference points to; <paramref name="By"/> is for dates.</summary>
public sealed record WidgetGroup(string Field, DateStep? By = null, Label? Label = null);

/// <summary>How dates are put together.</summary>
public enum DateStep
{
    /// <summary>Calendar days.</summary>
    Day,
    /// <summary>Weeks, from Monday.</summary>
    Week,
    /// <summary>Months.</summary>
    Month,
    /// <summary>Quarters.</summary>
    Quarter,
    /// <summary>Years.</summary>
    Year,
}

/// <summary>A measure. <paramref name="Field"/> is a field's key, or null with <see cref="MeasureFn.Count"/>; <paramref name="Label"/> null for a name made of both.</summary>
public sealed record WidgetMeasure(MeasureFn Fn, string? Field = null, Label? Label = null);

/// <summary>What is worked out of a group's records.</summary>
public enum MeasureFn
{
    /// <summary>Number of records.</summary>
    Count,
    /// <summary>Number of different values.</summary>
    Distinct,
    /// <summary>Sum.</summary>
    Sum,
    /// <summary>Mean.</summary>
    Avg,
    /// <summary>Smallest.</summary>
    Min,
    /// <summary>Largest.</summary>
    Max,
}

/// <summary>Order of the groups: by the group itself or by the first measure.</summary>
public sealed record WidgetSort(SortBasis By, bool Descending = false);

/// <summary>What groups are ordered by.</summary>
public enum SortBasis
{
    /// <summary>The group: time, order of the choices, alphabet.</summary>
    Group,
    /// <summary>The first measure.</summary>
    Value,
}

/// <summary>The time a widget looks at: records whose <paramref name="Field"/> lies in <paramref name="Range"/> (a <see cref="Period"/> key; null for all time), compared with an earlier one.</summary>
public sealed record WidgetPeriod(string Field, string? Range = null, Comparison Compare = Comparison.None);

/// <summary>What a number is compared with.</summary>
public enum Comparison
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The same span just before (环比).</summary>
    Previous,
    /// <summary>The same span a year before (同比).</summary>
    LastYear,
}
