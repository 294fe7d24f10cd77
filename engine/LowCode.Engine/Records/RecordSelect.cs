using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>What a list asks the store for.</summary>
public sealed record RecordSelect
{
    /// <summary>The form.</summary>
    public required Form Form { get; init; }
    /// <summary>The caller's gate: rows and masked fields.</summary>
    public required Access Access { get; init; }
    /// <summary>Positions to fetch; others stay null. Null: all but subform rows.</summary>
    public IReadOnlyList<int>? Fields { get; init; }
    /// <summary>Bool expression; null for all.</summary>
    public CompiledExpression? Filter { get; init; }
    /// <summary>Text to find in the searchable fields that the caller may see; null for none.</summary>
    public string? Search { get; init; }
    /// <summary>Only these records; null for all.</summary>
    public IReadOnlyCollection<long>? Ids { get; init; }
    /// <summary>All but these records.</summary>
    public IReadOnlyCollection<long> Except { get; init; } = [];
    /// <summary>Sort keys; the id is always added as the last one.</summary>
    public IReadOnlyList<SortBy> Sort { get; init; } = [];
    /// <summary>Cursor from <see cref="RecordPage.Next"/>; null from the start.</summary>
    public string? After { get; init; }
    /// <summary>Rows to skip when jumping, counted from <see cref="After"/> where that is given.</summary>
    public int Offset { get; init; }
    /// <summary>1 to 500 (exports page through).</summary>
    public int Limit { get; init; } = 50;
    /// <summary>How far to count: 0 not at all; n counts to n + 1.</summary>
    public int CountLimit { get; init; }
    /// <summary>The recycle bin instead of the live records.</summary>
    public bool Deleted { get; init; }
    /// <summary>Values of the <c>$</c> variables and the clock.</summary>
    public required EvaluationContext Context { get; init; }
    /// <summary>The same caller's gate to other forms, for values that a filter reads through references; null: those values read as empty.</summary>
    public Func<Form, Access>? AccessTo { get; init; }
    /// <summary>Which action's rows apply; View unless exporting, editing many or deleting many.</summary>
    public RecordActions Action { get; init; } = RecordActions.View;
}

/// <summary>A sort key: a field's position.</summary>
public sealed record SortBy(int Position, bool Descending);

/// <summary>A page of records by position.</summary>
/// <param name="Rows">The records; masked and hidden fields are null already for rows whose groups don't show them.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
/// <param name="Total">Counted rows, up to the limit; null when not asked for.</param>
/// <param name="TotalIsExact">False when the count stopped at its limit.</param>
public sealed record RecordPage(IReadOnlyList<Value[]> Rows, string? Next, long? Total, bool TotalIsExact);

/// <summary>What a chart asks the store for.</summary>
public sealed record AggregateSelect
{
    /// <summary>The form.</summary>
    public required Form Form { get; init; }
    /// <summary>The caller's gate.</summary>
    public required Access Access { get; init; }
    /// <summary>What to group by, in order; empty for one row of totals.</summary>
    public IReadOnlyList<GroupBy> Groups { get; init; } = [];
    /// <summary>What to measure; at least one.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }
    /// <summary>Bool expression; null for all.</summary>
    public CompiledExpression? Filter { get; init; }
    /// <summary>Text to find in the searchable fields that the caller may see; null for none.</summary>
    public string? Search { get; init; }
    /// <summary>Most rows to return, 1 to 10,000.</summary>
    public int Limit { get; init; } = 1000;
    /// <summary>Index of the output column to sort by (groups first, then measures); null: by groups ascending.</summary>
    public int? SortColumn { get; init; }
    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }
    /// <summary>Values of the <c>$</c> variables and the clock.</summary>
    public required EvaluationContext Context { get; init; }
    /// <summary>The same caller's gate to other forms, for values that are read through references; null: those values read as empty.</summary>
    public Func<Form, Access>? AccessTo { get; init; }
}

/// <summary>A dimension: a field, dates by a unit; with <paramref name="Through"/> (position of a reference) the field is the target form's.</summary>
public sealed record GroupBy(int Position, DateUnit Unit = DateUnit.None, int? Through = null)
{
    /// <summary>Of a number: rising bounds of bands; the value is the index of the band, 0 below the first bound. Null groups by the number itself.</summary>
    public IReadOnlyList<decimal>? Bands { get; init; }
}

/// <summary>How dates are grouped; the value is the first day of the unit.</summary>
public enum DateUnit
{
    /// <summary>As it is.</summary>
    None,
    /// <summary>Day.</summary>
    Day,
    /// <summary>Week, from Monday.</summary>
    Week,
    /// <summary>Month.</summary>
    Month,
    /// <summary>Quarter.</summary>
    Quarter,
    /// <summary>Year.</summary>
    Year,
}

/// <summary>A measure: a function over a field or a numeric expression; count needs neither.</summary>
public sealed record Measure(MeasureFunction Function, int? Position = null, CompiledExpression? Expression = null)
{
    /// <summary>Only rows of which this holds count for the measure; null for all.</summary>
    public CompiledExpression? Where { get; init; }
}

/// <summary>Aggregate functions.</summary>
public enum MeasureFunction
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
    /// <summary>Number of records without a value; of a field, not of an expression.</summary>
    Empty,
}
