using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;

namespace LowCode.Ui.Records;

/// <summary>Begins a new record with another one's values: what the person sees in full and may write. Numbers, unique values and files stay with the original.</summary>
public static class RecordCopy
{
    /// <summary>Puts the values into a new record's editing; nothing when the original is gone or hidden.</summary>
    public static void Into(RecordEditing editing, RecordReader reader, CurrentCaller caller, long source)
    {
        var found = reader.Get(caller.Caller, editing.Form.Key, source);
        if (!found.Ok)
            return;
        editing.Refresh();
        foreach (var field in editing.Form.Designed.Where(field => Copied(field) && editing.State?.Rights[field.Position] == FieldRight.Editable && found.Value.Rights[field.Position] > FieldRight.Masked && !found.Value.Values[field.Position].IsEmpty))
        {
            var value = found.Value.Values[field.Position];
            if (field.Storage == StorageKind.Rows)
                editing.Edits.Rows[field.Position] = [.. value.AsRows.Select(row => new RowEdit(0, field.Rows.Where(Copied).Where(column => !row.Values[column.Position].IsEmpty).ToDictionary(column => column.Position, column => row.Values[column.Position])))];
            else
                editing.Edits.Fields[field.Position] = value;
        }
    }

    private static bool Copied(Field field) => !field.IsAutomatic && !field.Definition.Unique && field.Type.Key is not "file";
}
