using LowCode.Expressions;

namespace LowCode.Analytics;

/// <summary>A pivot table as it is drawn, totals included.</summary>
/// <param name="Columns">From left to right; the total last. Without a series only the total.</param>
/// <param name="Rows">From top to bottom: groups, each followed by its subtotal where it has parts, the grand total last.</param>
public sealed record PivotTable(IReadOnlyList<PivotColumn> Columns, IReadOnlyList<PivotRow> Rows);

/// <summary>A column: a value of the series, or the total over all of them.</summary>
public sealed record PivotColumn(string Title, bool IsTotal);

/// <summary>A row.</summary>
/// <param name="Titles">Of its groups, from the outermost; fewer than the table has dimensions for a subtotal, none for the grand total.</param>
/// <param name="IsTotal">True for subtotals and the grand total.</param>
/// <param name="Cells">One for each column; null where nothing was counted.</param>
public sealed record PivotRow(IReadOnlyList<string> Titles, bool IsTotal, IReadOnlyList<PivotCell?> Cells);

/// <summary>A cell: the shown measures, and the condition for the records behind it (null when no condition names them).</summary>
public sealed record PivotCell(IReadOnlyList<Value> Measures, string? Filter);
