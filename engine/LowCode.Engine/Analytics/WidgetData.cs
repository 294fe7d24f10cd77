using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Analytics;

/// <summary>The answer to a widget's question, in the order in which it is drawn.</summary>
public sealed record WidgetData
{
    /// <summary>The dimensions: those of <see cref="WidgetDefinition.GroupBy"/>, then the series.</summary>
    public IReadOnlyList<WidgetColumn> Groups { get; init; } = [];

    /// <summary>The measures; at least one.</summary>
    public required IReadOnlyList<WidgetColumn> Measures { get; init; }

    /// <summary>One row per group (and series); of a number exactly one.</summary>
    public required IReadOnlyList<WidgetRow> Rows { get; init; }

    /// <summary>The measures of the earlier span that the widget is compared with; null without a comparison.</summary>
    public IReadOnlyList<Value>? Before { get; init; }

    /// <summary>The goal, fixed or worked out; null without one.</summary>
    public decimal? Target { get; init; }

    /// <summary>The course of a number over the time looked at, oldest first; empty unless asked for.</summary>
    public IReadOnlyList<decimal?> Trend { get; init; } = [];

    /// <summary>Of a pivot table: its rows, columns and cells; null for others.</summary>
    public PivotTable? Pivot { get; init; }

    /// <summary>Of a list of records: the records; null for others.</summary>
    public RecordList? Records { get; init; }

    /// <summary>True when there are more groups than are shown.</summary>
    public bool Cut { get; init; }

    /// <summary>Condition for all records that were counted; null for all of the form.</summary>
    public string? Filter { get; init; }
}

/// <summary>A dimension or measure as people read it.</summary>
/// <param name="Label">Its title as designed; null for one made of the function and the field.</param>
/// <param name="Field">The field; null when records are counted.</param>
/// <param name="Fn">Of a measure, its function; null for a dimension.</param>
/// <param name="Scale">Decimal places of its numbers.</param>
public sealed record WidgetColumn(Label? Label, Field? Field, MeasureFn? Fn = null, int Scale = 0)
{
    /// <summary>Of a dimension, how its dates are put together.</summary>
    public DateStep? By { get; init; }

    /// <summary>True when 0.12 reads 12 %.</summary>
    public bool Percent { get; init; }

    /// <summary>Behind the number; null for the field's.</summary>
    public string? Unit { get; init; }

    /// <summary>What is shown of it; null for the number itself.</summary>
    public MeasureShow? Show { get; init; }
}

/// <summary>One row of the answer.</summary>
/// <param name="Groups">Values of the dimensions; a date by steps is the first day of its step.</param>
/// <param name="Titles">The same as people read them; "" for empty.</param>
/// <param name="Measures">Values of the measures: numbers, dates (earliest, latest), or null.</param>
/// <param name="Filter">Condition for the records behind the row; null when no condition names them.</param>
/// <param name="IsRest">True for the sum of all that is not shown.</param>
public sealed record WidgetRow(IReadOnlyList<Value> Groups, IReadOnlyList<string> Titles, IReadOnlyList<Value> Measures, string? Filter, bool IsRest = false)
{
    /// <summary>The measures of the same group in the earlier time that it is compared with; null without.</summary>
    public IReadOnlyList<Value>? Before { get; init; }

    /// <summary>A measure as a number; null when it is none.</summary>
    public decimal? Number(int measure) => Measures[measure] is { Kind: ValueKind.Number } number ? number.AsNumber : null;
}
