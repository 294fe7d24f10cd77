using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// How a form stands while somebody types: values after defaults, copies and formulas, and what is shown, required, changeable.
/// Positions are those of <see cref="Form.Fields"/>.
/// </summary>
/// <param name="Values">All values as they would be saved.</param>
/// <param name="Rights">By position: hidden and masked fields are not to be shown in full, read-only ones not to be changed.</param>
/// <param name="Visible">By position: false where a rule hides the field.</param>
/// <param name="Required">By position.</param>
/// <param name="Errors">What would be refused if it were saved now.</param>
public sealed record FormState(Value[] Values, IReadOnlyList<FieldRight> Rights, IReadOnlyList<bool> Visible, IReadOnlyList<bool> Required, IReadOnlyList<Error> Errors);

/// <summary>Works out <see cref="FormState"/> with the rules that saving uses.</summary>
public sealed class FormEvaluator(Workspace workspace)
{
    /// <summary>
    /// Evaluates the form as it would stand with these edits. <paramref name="id"/> null: a new record. Refused with 404 when the record is hidden.
    /// With <paramref name="task"/> the node's field rights apply.
    /// </summary>
    public Outcome<FormState> Evaluate(Caller caller, string formKey, long? id, RecordEdits edits, TaskRights? task = null) => workspace.Database.Read(unit =>
    {
        var form = workspace.Catalog.Form(formKey);
        var access = workspace.Catalog.Access(caller, form);
        var related = new UnitRelated(unit, workspace.Catalog, workspace.People);
        var around = RecordContext.For(workspace, caller, related);
        var old = id is { } known ? unit.Records.Get(form, known) : null;
        if (id is { } missing && (old is null || task is null && !access.Can(RecordActions.View, around.With(old, old))))
            throw RecordErrors.NotFound(formKey, missing);

        var request = new SaveRequest { Form = formKey, Id = id, Edits = edits, Task = task };
        var change = new RecordChange(form, caller, access, request, old, around, workspace.Catalog.Forms.GetValueOrDefault);
        change.StartNew(workspace.Now);
        change.ApplyEdits();
        change.ApplyRules(related);
        new RecordValidator(workspace, unit, change, task).Check();
        var editable = task is not null || (old is null ? access.Can(RecordActions.Create) : access.Can(RecordActions.Edit, change.OldContext ?? change.Context));
        return new FormState(change.Now,
            [.. form.Fields.Select(field => Right(field, change, access, task, editable))],
            [.. form.Fields.Select(field => RecordRules.IsVisible(field, change.Context))],
            [.. form.Fields.Select(field => RecordRules.IsRequired(field, change.Context) || task?.Right(field.Key) == TaskFieldRight.Required)],
            change.Errors);
    });

    private static FieldRight Right(Field field, RecordChange change, Access access, TaskRights? task, bool editable)
    {
        var right = task is null
            ? access.Right(field.Position, change.OldContext ?? change.Context)
            : task.Right(field.Key) switch { TaskFieldRight.Hidden => FieldRight.Hidden, TaskFieldRight.ReadOnly => FieldRight.ReadOnly, _ => FieldRight.Editable };
        var system = field.IsSystem && field.Position is not (SystemFields.Owner or SystemFields.Department);
        return right == FieldRight.Editable && (!editable || system || RecordRules.IsReadOnly(field, change.Context)) ? FieldRight.ReadOnly : right;
    }
}
