using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// How a form stands while somebody types: values after defaults, copies and formulas, and what is shown, required, changeable.
/// Positions are those of <see cref="Form.Fields"/>.
/// </summary>
/// <param name="Values">All values as they would be saved; what the caller may not see is empty or covered.</param>
/// <param name="Rights">By position: hidden and masked fields are not to be shown in full, read-only ones not to be changed.</param>
/// <param name="Visible">By position: false where a rule hides the field.</param>
/// <param name="Required">By position.</param>
/// <param name="Errors">What would be refused if it were saved now.</param>
/// <param name="Names">Titles of the people and records that the values refer to.</param>
/// <param name="Cells">Rights and rules of the subforms' cells by (subform, row, column).</param>
public sealed record FormState(Value[] Values, IReadOnlyList<FieldRight> Rights, IReadOnlyList<bool> Visible, IReadOnlyList<bool> Required, IReadOnlyList<Error> Errors,
    ValueNames Names, IReadOnlyDictionary<(int Subform, int Row, int Column), CellState> Cells);

/// <summary>One cell of a subform. <paramref name="Visible"/> and <paramref name="Required"/> by its rules.</summary>
public sealed record CellState(FieldRight Right, bool Visible, bool Required);

/// <summary>Works out <see cref="FormState"/> with the rules that saving uses.</summary>
public sealed class FormEvaluator(Workspace workspace)
{
    /// <summary>
    /// Evaluates the form as it would stand with these edits: only what the person has touched; defaults, copies and formulas fill the rest.
    /// <paramref name="id"/> null: a new record. Refused with 404 when the record is hidden. With <paramref name="task"/> the node's field rights apply.
    /// </summary>
    public Outcome<FormState> Evaluate(Caller caller, string formKey, long? id, RecordEdits edits, TaskRights? task = null) => workspace.Database.Read(unit =>
    {
        var form = workspace.Catalog.Form(formKey);
        if (!edits.StandsFor(form))
            throw RecordErrors.FormMoved(formKey);
        var access = workspace.Catalog.Access(caller, form);
        var related = new UnitRelated(unit, workspace.Catalog, workspace.People);
        var around = RecordContext.For(workspace, caller, related);
        var old = id is { } known ? unit.Records.Get(form, known) : null;
        if (id is { } missing && (old is null || task is null && !access.Can(RecordActions.View, around.With(old, old))))
            throw RecordErrors.NotFound(formKey, missing);
        if (id is null && !access.Can(RecordActions.Create))
            throw access.Can(RecordActions.View) ? RecordErrors.Forbidden("create") : RecordErrors.UnknownForm(formKey);

        var change = new RecordChange(form, caller, access, new SaveRequest { Form = formKey, Id = id, Edits = edits, Task = task }, old, around);
        change.StartNew(workspace.Now);
        change.ApplyEdits();
        RecordFiles.Fill(unit, change, workspace.Now);
        change.ApplyRules(related);
        var writing = new WriteRights(change);
        writing.Check();
        new RecordValidator(workspace, unit, change).Check();
        return State(unit, change, writing);
    });

    private FormState State(IUnit unit, RecordChange change, WriteRights writing)
    {
        var form = change.Form;
        var opened = change.OldContext ?? change.Context;
        var editable = change.Request.Task is not null || (change.IsNew ? change.Access.Can(RecordActions.Create) : change.Access.Can(RecordActions.Edit, opened));
        var rights = form.Fields.Select(field => Right(writing.Of(field), field, null)).ToList();
        var visible = form.Fields.Select(field => RecordRules.IsVisible(field, change.Context)).ToList();
        var required = form.Fields.Select(field => RecordRules.IsRequired(field, change.Context)
            || change.Request.Task?.Right(field.Key) == TaskFieldRight.Required && visible[field.Position]).ToList();
        var cells = Cells();
        change.ShowAsTyped();
        Cover();
        return new FormState(change.Now, rights, visible, required, change.Errors, RecordNames.For(workspace, unit, change.Caller, form, [change.Now]), cells);

        FieldRight Right(FieldRight right, Field field, Value[]? row)
        {
            opened.Row = row;
            var locked = !editable || field.IsSystem && !change.Writable(field) || RecordRules.IsReadOnly(field, opened);
            opened.Row = null;
            return right == FieldRight.Editable && locked ? FieldRight.ReadOnly : right;
        }

        Dictionary<(int Subform, int Row, int Column), CellState> Cells()
        {
            var states = new Dictionary<(int, int, int), CellState>();
            foreach (var subform in form.Designed.Where(field => field.Rows.Count > 0))
            {
                foreach (var (index, row) in change.Now[subform.Position].AsRows.Index())
                {
                    foreach (var column in subform.Rows)
                    {
                        var right = Right(writing.Of(subform, column), column, row.Values);
                        change.Context.Row = row.Values;
                        states[(subform.Position, index, column.Position)] = new CellState(right, RecordRules.IsVisible(column, change.Context), RecordRules.IsRequired(column, change.Context));
                        change.Context.Row = null;
                    }
                }
            }
            return states;
        }

        // Last: the rules above read the values.
        void Cover()
        {
            foreach (var field in form.Designed.Where(field => rights[field.Position] <= FieldRight.Masked))
                change.Now[field.Position] = Covered.Value(field, change.Now[field.Position], rights[field.Position]);
            foreach (var (subform, row, column) in cells.Where(cell => cell.Value.Right <= FieldRight.Masked).Select(cell => cell.Key))
            {
                if (!change.Now[subform].IsNull)
                    change.Now[subform].AsRows[row].Values[column] = Value.Null;
            }
        }
    }
}

/// <summary>What leaves the engine of a value that is not to be seen in full.</summary>
internal static class Covered
{
    /// <summary>Empty when hidden, a text with its middle covered when masked.</summary>
    public static Value Value(Field field, Value value, FieldRight right) =>
        right == FieldRight.Masked && !value.IsEmpty && !value.IsError ? Expressions.Value.FromText(field.Type.Mask(value, field)) : Expressions.Value.Null;
}
