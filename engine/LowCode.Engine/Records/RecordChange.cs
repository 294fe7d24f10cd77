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
    private readonly HashSet<int> _given;

    public RecordChange(Form form, Caller caller, Access access, SaveRequest request, Value[]? old, EvaluationContext around)
    {
        Form = form;
        Caller = caller;
        Access = access;
        Request = request;
        _given = [.. request.Edits.Fields.Keys, .. request.Edits.Rows.Keys];
        Old = old;
        Now = old is null ? form.NewValues() : [.. old.Select(CopyRows)];
        Context = around.With(Now, old);
        OldContext = old is null ? null : around.With(old, old);
        Errors.AddRange(request.Edits.Errors);
    }

    public Form Form { get; }
    public Caller Caller { get; }
    public Access Access { get; }
    public SaveRequest Request { get; }
    public Value[]? Old { get; }
    public Value[] Now { get; }
    public EvaluationContext Context { get; }
    public EvaluationContext? OldContext { get; }
    public List<Error> Errors { get; } = [];
    public bool IsNew => Old is null;

    /// <summary>The written rows of each subform beside the edit that made them and the row that was there before (null: new).</summary>
    public List<WrittenRow> Rows { get; } = [];

    /// <summary>Creation time and creator; owner and department of a new record are its creator's, unless set.</summary>
    public void StartNew(DateTime at)
    {
        if (!IsNew)
            return;
        Now[SystemFields.CreatedAt] = Value.FromDateTime(at);
        Now[SystemFields.CreatedBy] = Caller.IsSystem ? Value.Null : Value.FromUser(Caller.Id);
        Now[SystemFields.Owner] = Now[SystemFields.CreatedBy];
        Now[SystemFields.Department] = Caller.User.Departments.Count > 0 ? Value.FromDepartment(Caller.User.Departments[0]) : Value.Null;
    }

    /// <summary>Gives serial numbers to a new record. A refusal undoes the unit, so no number is lost.</summary>
    public void Number(IRecordStore store, DateOnly today)
    {
        foreach (var field in Form.Designed.Where(field => IsNew && field.Type is SerialField))
            Now[field.Position] = SerialField.Make(field, today, store.NextSerial(field.Id, SerialField.Period(field, today)));
    }

    /// <summary>Writes what the caller wants; whether the caller may is checked by <see cref="WriteRights"/> when the record is complete.</summary>
    public void ApplyEdits()
    {
        foreach (var (position, value) in Request.Edits.Fields)
        {
            if (Writable(Form.Fields[position]))
                Now[position] = Kept(Form.Fields[position], value);
        }
        foreach (var (position, rows) in Request.Edits.Rows)
            Now[position] = RowsOf(Form.Fields[position], rows);
    }

    /// <summary>What was typed stands as it was typed while it is typed on: for a form that is being filled in, when nothing reads the values any more.</summary>
    public void ShowAsTyped()
    {
        foreach (var (position, value) in Request.Edits.Fields.Where(edit => edit.Value.Kind == ValueKind.Text && Now[edit.Key].Equals(Kept(Form.Fields[edit.Key], edit.Value))))
            Now[position] = value;
        foreach (var row in Rows)
        {
            foreach (var (position, value) in row.Edit.Values.Where(edit => edit.Value.Kind == ValueKind.Text && row.Now[edit.Key].Equals(Kept(row.Subform.Rows[edit.Key], edit.Value))))
                row.Now[position] = value;
        }
    }

    private static Value Kept(Field field, Value value) => RecordRules.Fit(field, field.Type.Tidy(value));

    /// <summary>A record belongs to its owner's department, so that the manager there sees it, unless another one is given.</summary>
    public void FollowOwner(PeopleDirectory people)
    {
        var owner = Now[SystemFields.Owner];
        if (owner.Kind != ValueKind.User || owner.Equals(Old?[SystemFields.Owner] ?? Value.Null) || Request.Edits.Fields.ContainsKey(SystemFields.Department))
            return;
        var at = Now[SystemFields.Department];
        if (people.User(owner.AsId) is { Departments: [var first, ..] all } && !(at.Kind == ValueKind.Department && all.Contains(at.AsId)))
            Now[SystemFields.Department] = Value.FromDepartment(first);
    }

    /// <summary>Defaults of a new record, what chosen records bring along, computed fields.</summary>
    public void ApplyRules(UnitRelated related)
    {
        if (IsNew)
            RecordRules.ApplyDefaults(Form, Context, _given);
        foreach (var field in Form.Designed.Where(field => field.Target is not null && Changed(field)))
            RecordRules.ApplyCopies(field, Now, related, _given);
        ReferenceOffers.ClearUnfit(this, related, _given);
        RecordRules.Compute(Form, Context);
    }

    /// <summary>A failed calculation is shown while one types, and kept as empty.</summary>
    public void DropFailedCalculations()
    {
        foreach (var field in Form.Computed)
        {
            if (field.Subform is null)
            {
                RecordRules.DropError(Now, field.Position);
            }
            else
            {
                foreach (var row in Now[field.Subform.Position].AsRows)
                    RecordRules.DropError(row.Values, field.Position);
            }
        }
    }

    /// <summary>Whether the field differs from the old record; true for every field of a new one.</summary>
    public bool Changed(Field field) => IsNew || !Now[field.Position].Equals(Old![field.Position]);

    /// <summary>Whether anything that the expression reads of this record differs from the old one.</summary>
    public bool Changed(CompiledExpression? expression) => expression is not null && (IsNew || expression.Dependencies.Any(dependency =>
        dependency.Kind == DependencyKind.Column ? Changed(Form[dependency.Key.Split('.')[0]]!)
        : dependency.Field is { } field && Form[field.Key] is { } own && Changed(own)));

    /// <summary>Positions that differ from the old record; all for a new one.</summary>
    public List<int> ChangedPositions() => [.. Form.Fields.Where(Changed).Select(field => field.Position)];

    /// <summary>Whether the engine takes a written value at all. What it makes itself is compared with the given value later.</summary>
    public bool Writable(Field field) =>
        !field.IsAutomatic && (!field.IsSystem || field.Position is SystemFields.Owner or SystemFields.Department
            || Caller.IsSystem && field.Position is SystemFields.FlowState or SystemFields.FlowNode or SystemFields.Handlers);

    private Value RowsOf(Field subform, IReadOnlyList<RowEdit> edits)
    {
        var before = (Old?[subform.Position].AsRows ?? []).ToDictionary(row => row.Id);
        var rows = new List<RowValue>();
        foreach (var (index, edit) in edits.Index())
        {
            var known = before.GetValueOrDefault(edit.Id);
            if (edit.Id != 0 && known is null)
                Errors.Add(RecordErrors.NoSuchRecord($"{subform.Key}[{index}].id"));
            var values = known is null ? new Value[subform.Rows.Count] : (Value[])known.Values.Clone();
            foreach (var (position, value) in edit.Values.Where(pair => !subform.Rows[pair.Key].IsAutomatic))
                values[position] = Kept(subform.Rows[position], value);

            var given = edit.Values.Where(pair => !pair.Value.IsNull).Select(pair => pair.Key).ToHashSet();
            if (known is null)
                RecordRules.ApplyRowDefaults(subform, values, Context, given);
            foreach (var column in subform.Rows.Where(column => column.Target is not null && (known is null || !values[column.Position].Equals(known.Values[column.Position]))))
                RecordRules.ApplyCopies(column, values, Context.Related!, given);
            rows.Add(new RowValue(known?.Id ?? 0, values));
            Rows.Add(new WrittenRow(subform, index, edit, known?.Values, values));
        }
        return rows.Count == 0 ? Value.Null : Value.FromRows(rows);
    }

    private static Value CopyRows(Value value) =>
        value.Kind == ValueKind.Rows ? Value.FromRows([.. value.AsRows.Select(row => row with { Values = (Value[])row.Values.Clone() })]) : value;
}

/// <summary>A row of a subform as an edit made it.</summary>
internal sealed record WrittenRow(Field Subform, int Index, RowEdit Edit, Value[]? Old, Value[] Now)
{
    /// <summary>Where an error of a column is shown: <c>items[2].amount</c>.</summary>
    public string Path(Field column) => $"{Subform.Key}[{Index}].{column.Key}";
}
