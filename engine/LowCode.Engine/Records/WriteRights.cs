using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Whether the caller may write what the request writes. A field that is hidden or masked for the caller is answered like one that doesn't exist,
/// whatever value was sent: a guess must not be confirmed. Sending a value that is already there is no change and always allowed.
/// </summary>
internal sealed class WriteRights(RecordChange change)
{
    private readonly TaskRights? _task = change.Request.Task;
    // Rights are judged on the record as it was found; those of a new one on what it becomes.
    private readonly EvaluationContext _record = change.OldContext ?? change.Context;
    private RecordAccess? _access;

    /// <summary>Adds an error for each field that the caller may not write.</summary>
    public void Check()
    {
        foreach (var (position, value) in change.Request.Edits.Fields)
        {
            var field = change.Form.Fields[position];
            Check(field, Of(field), value, change.Old?[position] ?? Value.Null, change.Now[position], field.Key, change.Writable(field));
        }
        foreach (var position in change.Request.Edits.Rows.Keys)
            CheckRows(change.Form.Fields[position]);
    }

    /// <summary>The right on a field of the record that is being written.</summary>
    public FieldRight Of(Field field)
    {
        if (change.Access.Unlimited && _task is null)
            return FieldRight.Editable;
        if (field.IsSystem && field.Position is not (SystemFields.Owner or SystemFields.Department))
            return FieldRight.ReadOnly;
        return _task is { } task ? task.On(change.Access, field) : On.Right(field.Position);
    }

    /// <summary>The right on a column of a subform.</summary>
    public FieldRight Of(Field subform, Field column)
    {
        if (change.Access.Unlimited && _task is null)
            return FieldRight.Editable;
        return _task is { } task
            ? task.On(change.Access, subform, column)
            : On.RowRight(subform.Position, column.Position);
    }

    private RecordAccess On => _access ??= change.Access.On(_record);

    private void CheckRows(Field subform)
    {
        var right = Of(subform);
        if (right <= FieldRight.Masked)
        {
            change.Errors.Add(RecordErrors.UnknownField(subform.Key));
        }
        else if (change.Changed(subform) && (right == FieldRight.ReadOnly || IsLocked(subform, null)))
        {
            change.Errors.Add(RecordErrors.ReadOnly(subform.Key));
        }
        else
        {
            foreach (var row in change.Rows.Where(row => row.Subform == subform))
            {
                foreach (var (position, value) in row.Edit.Values)
                {
                    var column = subform.Rows[position];
                    Check(column, Of(subform, column), value, row.Old?[position] ?? Value.Null, row.Now[position], row.Path(column), !column.IsAutomatic, row.Old ?? row.Now);
                }
            }
        }
    }

    private void Check(Field field, FieldRight right, Value given, Value old, Value now, string path, bool writable, Value[]? row = null)
    {
        if (right <= FieldRight.Masked)
        {
            change.Errors.Add(RecordErrors.UnknownField(path));
        }
        else if (!writable && !RecordRules.Fit(field, given).Equals(change.IsNew && field.IsSystem ? Value.Null : now) && !given.IsEmpty
            || writable && !now.Equals(old) && (right == FieldRight.ReadOnly || IsLocked(field, row)))
        {
            change.Errors.Add(RecordErrors.ReadOnly(path));
        }
    }

    private bool IsLocked(Field field, Value[]? row)
    {
        if (change.Caller.IsSystem)
            return false;
        _record.Row = row;
        var locked = field.ReadOnlyWhen?.Test(_record) == true;
        _record.Row = null;
        return locked;
    }
}
