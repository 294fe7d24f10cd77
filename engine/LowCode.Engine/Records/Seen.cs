using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Records as their caller may see them: hidden values leave the engine empty, masked ones as text with its middle covered.</summary>
internal static class Seen
{
    /// <summary>One record; <paramref name="context"/> holds it.</summary>
    public static RecordView Of(Workspace workspace, IUnit unit, RecordAccess access, Value[] record, EvaluationContext context, TaskRights? task)
    {
        var form = access.Access.Form;
        var editable = task is not null || access.Can(RecordActions.Edit);
        var rights = new FieldRight[form.Fields.Count];
        for (var i = 0; i < rights.Length; i++)
            rights[i] = Right(form.Fields[i], access, context, task, editable);
        var rowRights = new Dictionary<(int, int), FieldRight>();
        foreach (var subform in form.Designed.Where(field => field.Rows.Count > 0))
        {
            foreach (var column in subform.Rows)
                rowRights[(subform.Position, column.Position)] = RowRight(subform, column, access, task, rights[subform.Position]);
        }
        // Only now: the conditions above read the record itself.
        var shown = (Value[])record.Clone();
        foreach (var field in form.Designed)
        {
            if (rights[field.Position] <= FieldRight.Masked)
                shown[field.Position] = Covered.Value(field, record[field.Position], rights[field.Position]);
            else if (field.Rows.Count > 0)
                shown[field.Position] = Rows(record[field.Position], column => rowRights[(field.Position, column)] > FieldRight.Masked);
        }
        return new RecordView(form, shown, rights, RecordNames.For(workspace, unit, access.Access.Caller, form, [shown]), access.Allowed(), rowRights);
    }

    /// <summary>
    /// A page: hides columns of subforms, and gives the masked texts of fields by (row, position). Statements have left masked values out already;
    /// they are read once more, for the mask alone, and only where some group masks anything.
    /// </summary>
    public static Dictionary<(int Row, int Position), string> Cover(IUnit unit, Access access, IReadOnlyList<Value[]> rows, EvaluationContext around)
    {
        var masks = new Dictionary<(int, int), string>();
        var masked = access.Unlimited ? [] : access.Form.Designed.Where(field => access.Groups.Any(group => group.Fields[field.Position] == FieldRight.Masked)).ToList();
        var subforms = access.Unlimited ? [] : access.Form.Designed.Where(field => field.Rows.Any(column => !access.ShowsColumn(field.Position, column.Position))).ToList();
        if (rows.Count == 0 || masked.Count == 0 && subforms.Count == 0)
            return masks;
        var full = unit.Records.GetMany(access.Form, [.. rows.Select(RecordContext.IdOf)]).ToDictionary(RecordContext.IdOf);
        foreach (var (index, row) in rows.Index())
        {
            var record = full[RecordContext.IdOf(row)];
            var rights = access.On(around.With(record));
            foreach (var field in masked.Where(field => !record[field.Position].IsEmpty && rights.Right(field.Position) == FieldRight.Masked))
                masks[(index, field.Position)] = field.Type.Mask(record[field.Position], field);
            foreach (var subform in subforms)
                row[subform.Position] = Rows(row[subform.Position], column => rights.RowRight(subform.Position, column) > FieldRight.Masked);
        }
        return masks;
    }

    private static FieldRight Right(Field field, RecordAccess access, EvaluationContext context, TaskRights? task, bool editable)
    {
        if (field.IsSystem && field.Position is not (SystemFields.Owner or SystemFields.Department))
            return FieldRight.ReadOnly;
        if (task is not null)
            return Locked(field, task.On(access.Access, field), context, editable);
        return Locked(field, access.Right(field.Position), context, editable);
    }

    private static FieldRight RowRight(Field subform, Field column, RecordAccess access, TaskRights? task, FieldRight whole)
    {
        var right = task is not null ? task.On(access.Access, subform, column) : access.RowRight(subform.Position, column.Position);
        if (right == FieldRight.Editable && column.IsAutomatic)
            right = FieldRight.ReadOnly;
        return (FieldRight)Math.Min((byte)right, (byte)whole);
    }

    private static FieldRight Locked(Field field, FieldRight right, EvaluationContext context, bool editable) =>
        right == FieldRight.Editable && (!editable || RecordRules.IsReadOnly(field, context)) ? FieldRight.ReadOnly : right;

    private static Value Rows(Value rows, Func<int, bool> shows) => rows.Kind != ValueKind.Rows ? rows
        : Value.FromRows([.. rows.AsRows.Select(row => row with { Values = [.. row.Values.Select((value, column) => shows(column) ? value : Value.Null)] })]);
}
