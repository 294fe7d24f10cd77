using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Checks a record against all rules of its form and finds every error at once, not the first. What a save doesn't touch is not held against it:
/// a retired choice or a field that became required later stands until somebody changes it.
/// </summary>
internal sealed class RecordValidator(Workspace workspace, IUnit unit, RecordChange change)
{
    private readonly Form _form = change.Form;
    private readonly List<Error> _errors = change.Errors;
    private readonly TaskRights? _task = change.Request.Task;
    private readonly List<ChosenRecord> _references = [];

    /// <summary>Adds what is wrong to the change's errors; warnings have the code <c>records.rule.warning</c>.</summary>
    public void Check()
    {
        foreach (var field in _form.Fields)
        {
            if (field.Storage == StorageKind.Rows)
                CheckRows(field);
            else
                CheckField(field);
        }
        CheckReferences();
        CheckUniques();
        foreach (var validation in _form.Validations.Where(validation => change.Changed(validation.Check) || validation.Check.Dependencies.All(dependency => dependency.Field is null)))
        {
            if (validation.Check.Evaluate(change.Context) is { IsError: true } or { Kind: ValueKind.Bool, AsBool: false })
                _errors.Add(RecordErrors.Rule(validation.Rule.Field, validation.Rule.Message, validation.Rule.Warning));
        }
    }

    private void CheckField(Field field)
    {
        var value = change.Now[field.Position];
        if (change.Changed(field))
            CheckValue(field, value, field.Key, null);
        if (value.IsEmpty && IsRequired(field, change.Context) && RequiredNow(field) && IsOpen(field))
            _errors.Add(Missing(field));
    }

    private Error Missing(Field field) => new WriteRights(change).Of(field) == FieldRight.Hidden ? RecordErrors.RequiredUnseen : RecordErrors.Required(field.Key);

    private void CheckRows(Field subform)
    {
        var value = change.Now[subform.Position];
        if (value.IsEmpty && IsRequired(subform, change.Context) && RequiredNow(subform) && IsOpen(subform))
            _errors.Add(Missing(subform));
        if (!change.Changed(subform))
            return;
        subform.Type.Validate(value, subform, subform.Key, _errors);
        var before = (change.Old?[subform.Position].AsRows ?? []).ToDictionary(row => row.Id, row => row.Values);
        foreach (var (index, row) in value.AsRows.Index())
        {
            var old = before.GetValueOrDefault(row.Id);
            change.Context.Row = row.Values;
            foreach (var column in subform.Rows)
            {
                var (cell, path) = (row.Values[column.Position], $"{subform.Key}[{index}].{column.Key}");
                if (old is null || !cell.Equals(old[column.Position]))
                    CheckValue(column, cell, path, row.Values);
                if (cell.IsEmpty && IsRequired(column, change.Context, subform) && (old is null || !row.Values.AsSpan().SequenceEqual(old)))
                    _errors.Add(RecordErrors.Required(path));
            }
            change.Context.Row = null;
        }
    }

    private void CheckValue(Field field, Value value, string path, Value[]? row)
    {
        if (value.IsEmpty || value.IsError)
            return;
        if (!field.IsAutomatic && !field.IsSystem)
            field.Type.Validate(value, field, path, _errors);
        foreach (var item in value.Kind == ValueKind.List ? value.AsList : [value])
        {
            if (item.Kind == ValueKind.User && workspace.People.User(item.AsId) is not { Active: true } && IsChosen(field))
                _errors.Add(RecordErrors.NoSuchUser(path));
            else if (item.Kind == ValueKind.Department && workspace.People.Department(item.AsId) is null)
                _errors.Add(RecordErrors.NoSuchDepartment(path));
            else if (item.Kind == ValueKind.Reference && field.Target is not null)
                _references.Add(new ChosenRecord(field, item.AsId, path, row));
        }
    }

    private static bool IsChosen(Field field) => !field.IsSystem || field.Position == SystemFields.Owner;

    private bool IsRequired(Field field, EvaluationContext context, Field? subform = null) =>
        !field.IsAutomatic && !field.IsSystem && (RecordRules.IsRequired(field, context)
            || _task?.Right(subform is null ? field.Key : $"{subform.Key}.{field.Key}") == TaskFieldRight.Required && RecordRules.IsVisible(field, context));

    // What a rule has closed nobody can fill in, and so nobody is asked to.
    private bool IsOpen(Field field) => !RecordRules.IsReadOnly(field, change.OldContext ?? change.Context);

    private bool RequiredNow(Field field) => change.Changed(field) || _task?.Right(field.Key) == TaskFieldRight.Required
        || change.Changed(field.RequiredWhen) || change.Changed(field.VisibleWhen) || change.Changed(field.SectionVisibleWhen);

    // One query per target form, never one per reference.
    private void CheckReferences()
    {
        foreach (var group in _references.Concat(ReferenceOffers.Held(change)).GroupBy(reference => reference.Field.Target!))
        {
            var target = workspace.Catalog.Form(group.Key);
            var access = workspace.Catalog.Access(change.Caller, target);
            var found = group.Select(reference => reference.Id).Distinct().Chunk(1000).SelectMany(ids => unit.Records.GetMany(target, ids)).ToDictionary(RecordContext.IdOf);
            foreach (var chosen in group)
            {
                var known = found.TryGetValue(chosen.Id, out var record) && record[SystemFields.DeletedAt].IsNull;
                // What the engine filled in by itself (a copy, a default) is the designer's choice, not the caller's.
                if (!chosen.Held && !(known && (!IsGiven(chosen.Field, chosen.Path) || access.Can(RecordActions.View, change.Context.With(record!)))))
                    _errors.Add(RecordErrors.NoSuchRecord(chosen.Path));
                else if (known && !change.Caller.IsSystem && !ReferenceOffers.Fits(chosen, record!, change))
                    _errors.Add(ReferenceOffers.Error(chosen, change.Access));
            }
        }
    }

    private bool IsGiven(Field field, string path) => field.Subform is null
        ? change.Request.Edits.Fields.ContainsKey(field.Position)
        : change.Rows.Any(row => row.Subform == field.Subform && row.Edit.Values.ContainsKey(field.Position) && row.Path(field) == path);

    private void CheckUniques()
    {
        foreach (var unique in _form.Uniques)
        {
            if (unique.Positions.Any(position => change.Now[position].IsEmpty || change.Now[position].IsError) || !unique.Positions.Any(position => change.Changed(_form.Fields[position])))
                continue;
            if (unit.Records.FindSame(_form, unique.Positions, change.Now, RecordContext.IdOf(change.Now)) is not null)
                _errors.Add(RecordErrors.NotUnique(_form, unique, change.Now));
        }
    }
}
