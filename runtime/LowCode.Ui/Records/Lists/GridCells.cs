using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Ui.Records;

/// <summary>
/// What the keyboard and the mouse do with a table's cells, told by row and column as they lie: open, save, copy, paste, clear. Knows no markup.
/// </summary>
/// <param name="desk">The list.</param>
/// <param name="cells">Reads and writes them.</param>
/// <param name="columns">The columns as they lie.</param>
/// <param name="written">Called when what is in cells may have changed.</param>
public sealed class GridCells(ListDesk desk, CellDesk cells, Func<IReadOnlyList<GridColumn>> columns, Func<Task> written)
{
    /// <summary>The cell that is open; null for none.</summary>
    public CellEditing? Open => cells.Open;

    /// <summary>The field of a column; null for the one with the check boxes.</summary>
    public Field? FieldAt(int column) => column >= 1 && column <= columns().Count ? columns()[column - 1].Field : null;

    /// <summary>Opens a cell; true when its input is to be shown.</summary>
    public async Task<bool> EditAsync(ListRow row, Field field)
    {
        var shown = await cells.EditAsync(row, field);
        await written();
        return shown;
    }

    /// <summary>Takes over what was typed; true when that closed the cell.</summary>
    public async Task<bool> TypeAsync(Value value)
    {
        if (!await cells.TypeAsync(value))
            return false;
        await written();
        return true;
    }

    /// <summary>Saves the open cell; true when it was closed.</summary>
    public async Task<bool> CommitAsync()
    {
        var closed = await cells.CommitAsync();
        await written();
        return closed;
    }

    /// <summary>Leaves the open cell as it was.</summary>
    public void Cancel() => cells.Cancel();

    /// <summary>A block of cells as text.</summary>
    public string Copy(int top, int bottom, int left, int right) => cells.Copy(top, bottom, Fields(left, right));

    /// <summary>Writes a pasted text from a cell on; a single value fills the marked <paramref name="rows"/> x <paramref name="many"/>.</summary>
    public async Task PasteAsync(int row, int column, int rows, int many, string text)
    {
        await cells.PasteAsync(row, rows, many, text, width => Fields(column, column + width - 1));
        await written();
    }

    /// <summary>Empties a block of cells.</summary>
    public async Task ClearAsync(int top, int bottom, int left, int right)
    {
        await cells.ClearAsync(top, bottom, Fields(left, right));
        await written();
    }

    /// <summary>The filters that a cell's value offers.</summary>
    public IReadOnlyList<FilterCondition> Offered(ListRow row, Field? field) =>
        field is null || row.Masks.ContainsKey(field.Position) || !desk.State.Fields.Contains(field) ? [] : FilterCondition.Of(field, row.Values[field.Position]);

    private List<Field> Fields(int left, int right) => [.. Enumerable.Range(left, Math.Max(0, right - left + 1)).Select(FieldAt).OfType<Field>()];
}
