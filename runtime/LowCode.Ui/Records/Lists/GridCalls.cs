using Microsoft.JSInterop;

namespace LowCode.Ui.Records;

/// <summary>What the grid's script asks of the table (ui/grid.js). Rows and columns are those of the grid: column 0 holds the check boxes.</summary>
public sealed class GridCalls(RecordTable table)
{
    [JSInvokable]
    public Task Window(int first, int count) => table.WindowAsync(first, count);

    [JSInvokable]
    public Task Peek(int row, bool follow) => table.PeekAsync(row, follow);

    [JSInvokable]
    public Task Toggle(int row, bool extend) => table.ToggleAsync(row, extend);

    [JSInvokable]
    public Task ToggleAll(int first, int count) => table.ToggleAllAsync(first, count);

    [JSInvokable]
    public Task Unselect() => table.UnselectAsync();

    [JSInvokable]
    public void Menu(int row, int column, int top, int bottom, int left, int right) => table.Menu(row, column, top, bottom, left, right);

    [JSInvokable]
    public Task Sort(string column, bool add) => table.SortAsync(column, add);

    [JSInvokable]
    public Task MoveColumn(string column, int at) => table.MoveColumnAsync(column, at);

    [JSInvokable]
    public Task Resize(string column, double width) => table.ResizeAsync(column, (int)width);

    [JSInvokable]
    public Task<bool> Edit(int row, int column) => table.EditAsync(row, column);

    /// <summary>True when the cell was closed.</summary>
    [JSInvokable]
    public Task<bool> Commit() => table.Cells.CommitAsync();

    [JSInvokable]
    public void Cancel() => table.Cancel();

    [JSInvokable]
    public string Copy(int top, int bottom, int left, int right) => table.Cells.Copy(top, bottom, left, right);

    [JSInvokable]
    public Task Paste(int row, int column, int rows, int columns, string text) => table.Cells.PasteAsync(row, column, rows, columns, text);

    [JSInvokable]
    public Task Clear(int top, int bottom, int left, int right) => table.Cells.ClearAsync(top, bottom, left, right);

    [JSInvokable]
    public Task Undo() => table.UndoAsync();
}
