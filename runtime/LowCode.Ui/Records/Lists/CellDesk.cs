using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>The cells of a table while they are written: the one being edited, blocks that are copied, pasted and cleared. Knows no markup.</summary>
public sealed class CellDesk(ListDesk desk, ListBatch batch, FormEvaluator evaluator, RecordSaver saver, RecordReader reader, CurrentCaller caller, Texts texts)
{
    /// <summary>The cell that is open; null for none.</summary>
    public CellEditing? Open { get; private set; }

    /// <summary>Opens a cell, or says at it why it can't be changed. A switch turns around at once. True when its input is to be shown.</summary>
    public async Task<bool> EditAsync(ListRow row, Field field)
    {
        desk.World.Names = row.Names;
        Open = CellEditing.Open(row, field, desk.Form, evaluator, saver, reader, caller, texts);
        if (!Open.CanEdit || field.Type.Key != "switch")
            return Open.CanEdit;
        Open.Type(Open.Value.IsNull || !Open.Value.AsBool ? Value.True : Value.False);
        return !await CommitAsync();
    }

    /// <summary>Takes over what was typed; true when that closed the cell, as a choice from a list does.</summary>
    public async Task<bool> TypeAsync(Value value)
    {
        Open?.Type(value);
        return Open is not null && FieldCells.SavesOnChoice(Open.Field) && await CommitAsync();
    }

    /// <summary>Saves the open cell; true when it was closed.</summary>
    public async Task<bool> CommitAsync()
    {
        if (Open is not { } cell)
            return true;
        batch.Saving = cell.Row.Id;
        var done = await cell.SaveAsync();
        batch.Saving = null;
        if (!done)
            return false;
        if (Open == cell)
            Open = null;
        if (reader.Get(caller.Caller, desk.Form.Key, cell.Row.Id) is { Ok: true } now)
        {
            desk.Take(ListRow.Of(now.Value));
            if (now.Value.Version > cell.Row.Version)
                batch.Remember([new BatchDone(cell.Row.Id, cell.Row.Version, now.Value.Version)]);
        }
        return true;
    }

    /// <summary>Leaves the cell as it was.</summary>
    public void Cancel() => Open = null;

    /// <summary>Rows from <paramref name="top"/> to <paramref name="bottom"/> as text.</summary>
    public string Copy(int top, int bottom, IReadOnlyList<Field> fields) => CellBlock.Text(Rows(top, bottom), fields);

    /// <summary>Writes a pasted text from a row on; a single cell fills the marked <paramref name="rows"/> x <paramref name="columns"/>.</summary>
    public Task PasteAsync(int row, int rows, int columns, string text, Func<int, IReadOnlyList<Field>> fields)
    {
        var block = CellBlock.Read(text, rows, columns);
        return batch.WriteAsync(Rows(row, row + block.Count - 1), fields(block.Max(line => line.Count)), block);
    }

    /// <summary>Empties cells.</summary>
    public Task ClearAsync(int top, int bottom, IReadOnlyList<Field> fields)
    {
        var rows = Rows(top, bottom);
        IReadOnlyList<string> nothing = [.. fields.Select(_ => "")];
        return batch.WriteAsync(rows, fields, [.. rows.Select(_ => nothing)]);
    }

    private IReadOnlyList<ListRow> Rows(int top, int bottom) => desk.Rows.Rows(top, Math.Clamp(bottom - top + 1, 1, CellBlock.MostRows));
}
