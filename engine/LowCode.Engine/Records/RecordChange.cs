using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// One record on its way through a save: what it was, what it becomes, what is wrong with it. Made by <see cref="RecordSaver"/>;
/// each step is a method, in the order of the calls there.
/// </summary>
internal sealed class RecordChange
{
    private readonly SaveRequest _request;
    private readonly Access _access;
    private readonly Func<string, Form?> _forms;
    private readonly HashSet<int> _given = [];

    public RecordChange(Form form, Caller caller, Access access, SaveRequest request, Value[]? old, EvaluationContext around, Func<string, Form?> forms)
    {
        Form = form;
        Caller = caller;
        _access = access;
        _request = request;
        _forms = forms;
        Old = old;
        Now = old is null ? form.NewValues() : [.. old.Select(CopyRows)];
        Context = around.With(Now, old);
        OldContext = old is null ? null : around.With(old, old);
        Errors.AddRange(request.Edits.Errors);
    }

    public Form Form { get; }
    public Caller Caller { get; }
    public Value[]? Old { get; }
    public Value[] Now { get; }
    public EvaluationContext Context { get; }
    public EvaluationContext? OldContext { get; }
    public List<Error> Errors { get; } = [];
    public bool IsNew => Old is null;

    /// <summary>Owner and department of a new record: its creator's, unless set.</summary>
    public void StartNew(DateTime at)
    {
        if (!IsNew)
            return;
        Now[SystemFields.CreatedAt] = Value.FromDateTime(at);
        Now[SystemFields.CreatedBy] = Caller.IsSystem ? Value.Null : Value.FromUser(Caller.Id);
        Now[SystemFields.Owner] = Now[SystemFields.CreatedBy];
        Now[SystemFields.Department] = Caller.User.Departments.Count > 0 ? Value.FromDepartment(Caller.User.Departments[0]) : Value.Null;
    }

    /// <summary>Takes over what the caller may write; everything else becomes an error. Values that don't change anything are let pass.</summary>
    public void ApplyEdits()
    {
        foreach (var (position, value) in _request.Edits.Fields)
        {
            var field = Form.Fields[position];
            _given.Add(position);
            var fitted = RecordRules.Fit(field, value);
            if (!fitted.Equals(Now[position]) && MayWrite(field, Right(position), field.Key, field.IsSystem && position is not (SystemFields.Owner or SystemFields.Department)))
                Now[position] = fitted;
        }
        foreach (var (position, rows) in _request.Edits.Rows)
        {
            var field = Form.Fields[position];
            _given.Add(position);
            if (MayWrite(field, Right(position), field.Key, false))
                Now[position] = Rows(field, rows);
        }
    }

    /// <summary>Defaults of a new record, what chosen records bring along, computed fields.</summary>
    public void ApplyRules(UnitRelated related)
    {
        if (IsNew)
            RecordRules.ApplyDefaults(Form, Context, _given);
        foreach (var field in Form.Designed)
        {
            if (field.Target is not null && (IsNew || !Now[field.Position].Equals(Old![field.Position])))
                RecordRules.ApplyCopies(field, Form.Fields, Now, related, _forms, _given);
        }
        RecordRules.Compute(Form, Context);
    }

    /// <summary>Gives serial numbers to a new record; only when nothing else is wrong, so that no number is lost.</summary>
    public void Number(IRecordStore store, DateOnly today)
    {
        foreach (var field in Form.Designed.Where(field => field.Type is SerialField && Now[field.Position].IsNull))
            Now[field.Position] = SerialField.Make(field, today, store.NextSerial(field.Id, SerialField.Period(field, today)));
    }

    /// <summary>Positions that differ from the old record; all for a new one.</summary>
    public List<int> Changed() => [.. Form.Fields.Select(field => field.Position).Where(position => IsNew || !Same(Now[position], Old![position]))];

    private bool MayWrite(Field field, FieldRight right, string path, bool system)
    {
        if (right <= FieldRight.Masked && !system)
            Errors.Add(RecordErrors.UnknownField(path));
        else if (system || right == FieldRight.ReadOnly || field.Computed is not null || field.Type.IsAutomatic)
            Errors.Add(RecordErrors.ReadOnly(path));
        else if (!IsNew && !Caller.IsSystem && field.ReadOnlyWhen is { } when && when.Test(OldContext!))
            Errors.Add(RecordErrors.ReadOnly(path));
        else
            return true;
        return false;
    }

    private FieldRight Right(int position)
    {
        if (Caller.IsSystem)
            return FieldRight.Editable;
        var field = Form.Fields[position];
        if (_request.Task is { } task)
            return FromTask(task.Right(field.Key));
        return _access.Right(position, OldContext ?? Context);
    }

    private FieldRight RowRight(Field subform, Field column)
    {
        if (Caller.IsSystem)
            return FieldRight.Editable;
        if (_request.Task is { } task)
            return (FieldRight)Math.Min((byte)FromTask(task.Right(subform.Key)), (byte)FromTask(task.Right($"{subform.Key}.{column.Key}")));
        return _access.RowRight(subform.Position, column.Position, OldContext ?? Context);
    }

    private static FieldRight FromTask(TaskFieldRight right) => right switch
    {
        TaskFieldRight.Hidden => FieldRight.Hidden,
        TaskFieldRight.ReadOnly => FieldRight.ReadOnly,
        _ => FieldRight.Editable,
    };

    private Value Rows(Field subform, IReadOnlyList<RowEdit> edits)
    {
        var before = (Old?[subform.Position].AsRows ?? []).ToDictionary(row => row.Id);
        var rows = new List<RowValue>();
        foreach (var (index, edit) in edits.Index())
        {
            var known = before.GetValueOrDefault(edit.Id);
            if (edit.Id != 0 && known is null)
                Errors.Add(RecordErrors.NoSuchRecord($"{subform.Key}[{index}].id"));
            var values = known is null ? new Value[subform.Rows.Count] : (Value[])known.Values.Clone();
            foreach (var (position, value) in edit.Values)
            {
                var column = subform.Rows[position];
                var fitted = RecordRules.Fit(column, value);
                if (!fitted.Equals(values[position]) && column.Computed is null && MayWrite(column, RowRight(subform, column), $"{subform.Key}[{index}].{column.Key}", false))
                    values[position] = fitted;
            }
            var given = edit.Values.Where(pair => !pair.Value.IsNull).Select(pair => pair.Key).ToHashSet();
            if (known is null)
                RecordRules.ApplyRowDefaults(subform, values, Context, given);
            foreach (var column in subform.Rows.Where(column => column.Target is not null && (known is null || !values[column.Position].Equals(known.Values[column.Position]))))
                RecordRules.ApplyCopies(column, subform.Rows, values, Context.Related!, _forms, given);
            rows.Add(new RowValue(known?.Id ?? 0, values));
        }
        return rows.Count == 0 ? Value.Null : Value.FromRows(rows);
    }

    private static Value CopyRows(Value value) =>
        value.Kind == ValueKind.Rows ? Value.FromRows([.. value.AsRows.Select(row => row with { Values = (Value[])row.Values.Clone() })]) : value;

    private static bool Same(Value left, Value right)
    {
        if (left.Kind != ValueKind.Rows || right.Kind != ValueKind.Rows)
            return left.Equals(right);
        var (a, b) = (left.AsRows, right.AsRows);
        return a.Count == b.Count && a.Zip(b).All(pair => pair.First.Id == pair.Second.Id && pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values));
    }
}
