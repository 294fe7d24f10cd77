using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Checks a record against all rules of its form and finds every error at once, not the first.</summary>
internal sealed class RecordValidator(Workspace workspace, IUnit unit, RecordChange change, TaskRights? task)
{
    private readonly Form _form = change.Form;
    private readonly List<Error> _errors = change.Errors;

    /// <summary>Adds what is wrong to the change's errors; warnings have the code <c>records.rule.warning</c>.</summary>
    public void Check()
    {
        foreach (var field in _form.Designed)
            CheckField(field, change.Now[field.Position], field.Key);
        CheckPeople(_form.Fields[SystemFields.Owner], "owner");
        CheckPeople(_form.Fields[SystemFields.Department], "department");
        CheckReferences();
        CheckUniques();
        foreach (var validation in _form.Validations)
        {
            var result = validation.Check.Evaluate(change.Context);
            if (result.Kind == ValueKind.Bool && !result.AsBool || result.IsError)
                _errors.Add(RecordErrors.Rule(validation.Rule.Field, validation.Rule.Message, validation.Rule.Warning));
        }
    }

    private void CheckField(Field field, Value value, string path)
    {
        if (field.Storage == StorageKind.Rows)
        {
            CheckRows(field, value, path);
            return;
        }
        var required = RecordRules.IsRequired(field, change.Context) || task?.Right(field.Key) == TaskFieldRight.Required && RecordRules.IsVisible(field, change.Context);
        CheckValue(field, value, path, required);
        if (Changed(field))
            CheckPeople(field, path);
    }

    private void CheckRows(Field subform, Value value, string path)
    {
        if (value.AsRows.Count > 0)
            subform.Type.Validate(value, subform, path, _errors);
        else if (RecordRules.IsRequired(subform, change.Context) || task?.Right(subform.Key) == TaskFieldRight.Required)
            _errors.Add(RecordErrors.Required(path));
        foreach (var (index, row) in value.AsRows.Index())
        {
            change.Context.Row = row.Values;
            foreach (var column in subform.Rows)
                CheckValue(column, row.Values[column.Position], $"{path}[{index}].{column.Key}", RecordRules.IsRequired(column, change.Context));
            change.Context.Row = null;
        }
    }

    private void CheckValue(Field field, Value value, string path, bool required)
    {
        if (value.IsError)
            _errors.Add(RecordErrors.Computation(path, value.ToString()));
        else if (value.IsEmpty && required && !field.Type.IsAutomatic && field.Computed is null)
            _errors.Add(RecordErrors.Required(path));
        else if (!value.IsEmpty && field.Computed is null)
            field.Type.Validate(value, field, path, _errors);
    }

    private void CheckPeople(Field field, string path)
    {
        var value = change.Now[field.Position];
        foreach (var item in value.Kind == ValueKind.List ? value.AsList : [value])
        {
            if (item.Kind == ValueKind.User && workspace.People.User(item.AsId) is not { Active: true } && Changed(field))
                _errors.Add(RecordErrors.NoSuchUser(path));
            if (item.Kind == ValueKind.Department && workspace.People.Department(item.AsId) is null && Changed(field))
                _errors.Add(RecordErrors.NoSuchDepartment(path));
        }
    }

    // One query per target form, never one per reference.
    private void CheckReferences()
    {
        var wanted = new List<(Field Field, long Id, string Path)>();
        foreach (var field in _form.Designed.Where(Changed))
        {
            if (field.Target is not null && change.Now[field.Position] is { IsNull: false } one)
                wanted.Add((field, one.AsId, field.Key));
            foreach (var (index, row) in change.Now[field.Position].Kind == ValueKind.Rows ? change.Now[field.Position].AsRows.Index() : [])
            {
                foreach (var column in field.Rows.Where(column => column.Target is not null && !row.Values[column.Position].IsNull))
                    wanted.Add((column, row.Values[column.Position].AsId, $"{field.Key}[{index}].{column.Key}"));
            }
        }
        foreach (var group in wanted.GroupBy(reference => reference.Field.Target!))
        {
            var target = workspace.Catalog.Form(group.Key);
            var access = workspace.Catalog.Access(change.Caller, target);
            var found = group.Select(reference => reference.Id).Distinct().Chunk(1000).SelectMany(ids => unit.Records.GetMany(target, ids)).ToDictionary(RecordContext.IdOf);
            foreach (var (field, id, path) in group)
            {
                var known = found.TryGetValue(id, out var record) && record[SystemFields.DeletedAt].IsNull;
                var visible = known && (task is not null || access.Can(RecordActions.View, change.Context.With(record!)));
                var offered = visible && (field.Settings as ReferenceSettings)?.OfferedWhen?.Test(change.Context.With(record!)) != false;
                if (!offered)
                    _errors.Add(RecordErrors.NoSuchRecord(path));
            }
        }
    }

    private void CheckUniques()
    {
        foreach (var unique in _form.Uniques)
        {
            if (unique.Positions.Any(position => change.Now[position].IsEmpty) || !unique.Positions.Any(position => Changed(_form.Fields[position])))
                continue;
            if (unit.Records.FindSame(_form, unique.Positions, change.Now, RecordContext.IdOf(change.Now)) is not null)
                _errors.Add(RecordErrors.NotUnique(unique.Field, unique.Message, change.Now[unique.Positions[0]].ToString()));
        }
    }

    private bool Changed(Field field) => change.IsNew || !change.Now[field.Position].Equals(change.Old![field.Position]);
}
