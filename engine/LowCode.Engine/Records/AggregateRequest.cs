using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>What a chart or an API caller asks for.</summary>
public sealed record AggregateRequest
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }
    /// <summary>Dimensions, in order.</summary>
    public IReadOnlyList<GroupRequest> GroupBy { get; init; } = [];
    /// <summary>At least one.</summary>
    public required IReadOnlyList<MeasureRequest> Measures { get; init; }
    /// <summary>A provided view whose filter applies; null for none.</summary>
    public string? View { get; init; }
    /// <summary>Bool expression; null for all.</summary>
    public string? Filter { get; init; }
    /// <summary>A second condition, joined by "and".</summary>
    public string? And { get; init; }
    /// <summary>Text to find.</summary>
    public string? Search { get; init; }
    /// <summary>1 to 10,000.</summary>
    public int Limit { get; init; } = 1000;
    /// <summary>Output column to sort by; null: by groups.</summary>
    public int? SortColumn { get; init; }
    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }
}

/// <summary>A dimension: <c>stage</c>, <c>closed_on</c> by month, <c>customer.industry</c> through a reference.</summary>
public sealed record GroupRequest(string Field, DateUnit Unit = DateUnit.None)
{
    /// <summary>Of a number: rising bounds of bands; the group's value is the index of the band.</summary>
    public IReadOnlyList<decimal>? Bands { get; init; }
}

/// <summary>A measure over a field or a numeric expression.</summary>
public sealed record MeasureRequest(MeasureFunction Function, string? Field = null, string? Expression = null)
{
    /// <summary>Bool expression: only records of which it holds count for the measure; null for all.</summary>
    public string? Where { get; init; }
}

/// <summary>Groups and measures: each row has the groups' values first, then the measures'.</summary>
/// <param name="Groups">The field of each dimension.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Names">Titles of people and records that stand in the groups.</param>
public sealed record AggregateResult(IReadOnlyList<Field> Groups, IReadOnlyList<Value[]> Rows, ValueNames Names);

/// <summary>Names for the group columns of a result.</summary>
internal static class GroupNames
{
    public static ValueNames For(Workspace workspace, IUnit unit, Caller caller, IReadOnlyList<Field> groups, IReadOnlyList<Value[]> rows) =>
        RecordNames.For(workspace, unit, caller, rows.SelectMany(row => groups.Select((field, index) => (field, row[index]))));
}
