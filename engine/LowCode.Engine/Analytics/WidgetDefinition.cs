using LowCode.Forms;

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

    /// <summary>Key of the form whose records are counted; "" for kinds that count none (<see cref="WidgetKinds.Asks"/>).</summary>
    public string Form { get; init; } = "";

    /// <summary>Bool expression over the record; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>What to group by: none for a number, one for charts (the axis, the slices, the stages), up to four for a table, up to three for the rows of a pivot table.</summary>
    public IReadOnlyList<WidgetGroup> GroupBy { get; init; } = [];

    /// <summary>Splits each group once more: the bars of one axis mark, the lines of a chart, the columns of a pivot table. Bar, line, area, radar and pivot only.</summary>
    public WidgetGroup? Series { get; init; }

    /// <summary>Of a list of records: keys of the fields it shows, up to twelve; empty for the title field.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Of a list of records: its order; empty for the last changed first.</summary>
    public IReadOnlyList<SortDefinition> Order { get; init; } = [];

    /// <summary>Of a text: what it says, lines as they are written.</summary>
    public Label Text { get; init; } = Label.Empty;

    /// <summary>What to measure; empty counts the records.</summary>
    public IReadOnlyList<WidgetMeasure> Measures { get; init; } = [];

    /// <summary>Order of the groups; null: dates in time, choices in their own order, others by the first measure, largest first.</summary>
    public WidgetSort? Sort { get; init; }

    /// <summary>Most groups shown, 1 to 500; null for 20, and for all steps of a time axis. Of a pie the rest becomes one slice; elsewhere it is left out and said so, unless <see cref="Others"/>.</summary>
    public int? Limit { get; init; }

    /// <summary>Puts all groups beyond the limit together as one ("others"), where the first measure adds up.</summary>
    public bool Others { get; init; }

    /// <summary>The time that is looked at; null for all. A period filter of the dashboard takes its place.</summary>
    public WidgetPeriod? Period { get; init; }

    /// <summary>The goal of a number or gauge, shown as a share, or a line across a chart's axis; null for none.</summary>
    public decimal? Target { get; init; }

    /// <summary>Works the goal out of records instead of <see cref="Target"/>; null for a fixed one or none.</summary>
    public WidgetTarget? TargetFrom { get; init; }

    /// <summary>Series on top of each other instead of side by side.</summary>
    public bool Stacked { get; init; }

    /// <summary>Bars from left to right, for long names.</summary>
    public bool Horizontal { get; init; }

    /// <summary>Of a funnel: each stage also counts what has gone beyond it, so that the shares are conversions.</summary>
    public bool Cumulative { get; init; }

    /// <summary>How it looks; null for the usual.</summary>
    public WidgetLook? Look { get; init; }

    /// <summary>True keeps a click from opening the records behind a number.</summary>
    public bool NoDrill { get; init; }
}

/// <summary>
/// A goal that stands in records, a quota per month for example: a measure over those that the person who looks may see and that the dashboard's filters let through.
/// </summary>
/// <param name="Form">Key of the form.</param>
/// <param name="Fn">What is worked out.</param>
/// <param name="Field">Of which field; null when records are counted.</param>
public sealed record WidgetTarget(string Form, MeasureFn Fn, string? Field = null)
{
    /// <summary>Bool expression over the form's record; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>A date of the form: only records of the widget's own time count. Null for all time.</summary>
    public string? TimeField { get; init; }

    /// <summary>The question whose answer is the goal.</summary>
    internal WidgetDefinition Question(WidgetDefinition widget) => new()
    {
        Key = widget.Key,
        Kind = WidgetKind.Number,
        At = new WidgetPlace(0, 0, 1, 1),
        Form = Form,
        Filter = Filter,
        Measures = [new WidgetMeasure(Fn, Field)],
        Period = TimeField is null ? null : new WidgetPeriod(TimeField, widget.Period?.Range),
    };
}

/// <summary>How a chart looks. Everything may be left out.</summary>
/// <param name="Colours">Names of choice colours (<c>blue</c>, <c>teal</c>, ...), in the order of the series or slices; empty for the usual sequence.</param>
/// <param name="Labels">Writes the numbers beside the marks.</param>
/// <param name="Smooth">Rounds the lines.</param>
/// <param name="NoLegend">Leaves out the legend.</param>
/// <param name="Trend">Of a number: draws its course over the time looked at beneath it.</param>
public sealed record WidgetLook(IReadOnlyList<string>? Colours = null, bool Labels = false, bool Smooth = false, bool NoLegend = false, bool Trend = false);

/// <summary>A dimension: <paramref name="Field"/> is a key of the form, or <c>reference.key</c> of the form that a reference points to; <paramref name="By"/> is for dates.</summary>
public sealed record WidgetGroup(string Field, DateStep? By = null, Label? Label = null)
{
    /// <summary>Most bounds of <see cref="Bands"/>.</summary>
    public const int MostBands = 20;

    /// <summary>
    /// Of a number: the bounds between its bands, rising. <c>[0,1000]</c> makes three: below 0, from 0 to below 1000, from 1000. Empty groups by the number itself.
    /// </summary>
    public IReadOnlyList<decimal> Bands { get; init; } = [];
}

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

/// <summary>Order of the groups: by the group itself or by a measure, of which <paramref name="Measure"/> is the index (null: the first that is shown).</summary>
public sealed record WidgetSort(SortBasis By, bool Descending = false, int? Measure = null);

/// <summary>What groups are ordered by.</summary>
public enum SortBasis
{
    /// <summary>The group: time, order of the choices, alphabet.</summary>
    Group,
    /// <summary>A measure.</summary>
    Value,
}

/// <summary>The time a widget looks at: records whose <paramref name="Field"/> lies in <paramref name="Range"/> (a <see cref="Period"/> key; null for all time), compared with an earlier one.</summary>
public sealed record WidgetPeriod(string Field, string? Range = null, Comparison Compare = Comparison.None);

/// <summary>What a number, or each mark of a chart, is compared with.</summary>
public enum Comparison
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The same span just before (环比).</summary>
    Previous,
    /// <summary>The same span a year before (同比).</summary>
    LastYear,
}
