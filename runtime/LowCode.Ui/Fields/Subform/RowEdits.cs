using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Ui.Fields.Subform;

/// <summary>A cell that a person has changed.</summary>
public sealed record CellChange(Field Column, Value Value);

/// <summary>What can be done to the rows of a subform. Rows are never changed in place: each edit gives a new list.</summary>
public static class RowEdits
{
    /// <summary>An empty row at the end.</summary>
    public static IReadOnlyList<RowValue> Add(IReadOnlyList<RowValue> rows, Field subform) => [.. rows, new RowValue(0, new Value[subform.Rows.Count])];

    /// <summary>One cell.</summary>
    public static IReadOnlyList<RowValue> Change(IReadOnlyList<RowValue> rows, int at, Field column, Value value)
    {
        var values = (Value[])rows[at].Values.Clone();
        values[column.Position] = value;
        return [.. rows.Select((row, index) => index == at ? row with { Values = values } : row)];
    }

    /// <summary>The same row once more, below it; it is a new row of its own.</summary>
    public static IReadOnlyList<RowValue> Copy(IReadOnlyList<RowValue> rows, int at, Field subform)
    {
        var values = new Value[subform.Rows.Count];
        foreach (var column in subform.Rows.Where(column => !column.IsAutomatic && !column.Definition.Unique))
            values[column.Position] = rows[at].Values[column.Position];
        return Insert(rows, at + 1, new RowValue(0, values));
    }

    /// <summary>A row at a place.</summary>
    public static IReadOnlyList<RowValue> Insert(IReadOnlyList<RowValue> rows, int at, RowValue row) => [.. rows.Take(at), row, .. rows.Skip(at)];

    /// <summary>All rows but one.</summary>
    public static IReadOnlyList<RowValue> Remove(IReadOnlyList<RowValue> rows, int at) => [.. rows.Where((_, index) => index != at)];

    /// <summary>A row at another place.</summary>
    public static IReadOnlyList<RowValue> Move(IReadOnlyList<RowValue> rows, int from, int to) => Insert(Remove(rows, from), to, rows[from]);
}
