using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>The one way to read records: lists, single records, charts, history and comments all pass the same gate here.</summary>
public sealed class RecordReader(Workspace workspace)
{
    /// <summary>One record with its subform rows, as the caller may see it. 404 when it doesn't exist or is hidden; <paramref name="task"/> opens it to a task's handler.</summary>
    public Outcome<RecordView> Get(Caller caller, string formKey, long id, TaskRights? task = null) =>
        workspace.Database.Read(unit => Get(unit, caller, formKey, id, task));

    /// <summary>The same inside a unit.</summary>
    public RecordView Get(IUnit unit, Caller caller, string formKey, long id, TaskRights? task = null)
    {
        var form = workspace.Catalog.Form(formKey);
        var access = workspace.Catalog.Access(caller, form);
        var record = unit.Records.Get(form, id) ?? throw RecordErrors.NotFound(formKey, id);
        var context = Context(unit, caller).With(record, record);
        if (task is null && (!access.Can(RecordActions.View, context) || !record[SystemFields.DeletedAt].IsNull && !access.Can(RecordActions.Delete, context)))
            throw RecordErrors.NotFound(formKey, id);
        var rights = form.Fields.Select(field => RightOn(field, access, context, task)).ToList();
        Hide(form, record, rights, access, context, task);
        return new RecordView(form, record, rights, RecordNames.For(workspace, unit, caller, form, [record]), ActionsOn(access, context));
    }

    /// <summary>A page of records. Unknown and hidden names are refused alike (400).</summary>
    public Outcome<RecordList> List(Caller caller, ListRequest request) => workspace.Database.Read(unit => List(unit, caller, request));

    /// <summary>The same inside a unit.</summary>
    public RecordList List(IUnit unit, Caller caller, ListRequest request)
    {
        var form = workspace.Catalog.Form(request.Form);
        var access = workspace.Catalog.Access(caller, form);
        if (!access.Can(request.Action))
            throw new RefusedException(ErrorKind.Forbidden, "records.list.forbidden", $"You may not see records of '{form.Key}'.");
        if (request.Limit is < 1 or > 500)
            throw new RefusedException(ErrorKind.Malformed, "records.limit", "The limit is 1 to 500.", "limit");
        var scope = new QueryScope(workspace, access);
        var page = unit.Records.Query(new RecordSelect
        {
            Form = form,
            Access = access,
            Fields = scope.Positions(request.Fields),
            Filter = scope.Filter(request.Filter, request.And),
            Search = string.IsNullOrWhiteSpace(request.Search) ? null : request.Search.Trim(),
            Sort = [.. request.Sort.Select(sort => new SortBy(scope.Position(sort.Field, "sort"), sort.Descending))],
            After = request.After,
            Offset = request.Offset,
            Limit = request.Limit,
            CountLimit = request.CountLimit,
            Deleted = request.Deleted,
            Action = request.Action,
            Context = Context(unit, caller),
        });
        var masked = Masks(unit, caller, access, page.Rows);
        return new RecordList(form, page.Rows, RecordNames.For(workspace, unit, caller, form, page.Rows), masked, page.Next, page.Total, page.TotalIsExact);
    }

    /// <summary>Groups and measures over the records that the caller may see.</summary>
    public Outcome<AggregateResult> Aggregate(Caller caller, AggregateRequest request) => workspace.Database.Read(unit =>
    {
        var form = workspace.Catalog.Form(request.Form);
        var access = workspace.Catalog.Access(caller, form);
        if (!access.Can(RecordActions.View))
            throw new RefusedException(ErrorKind.Forbidden, "records.list.forbidden", $"You may not see records of '{form.Key}'.");
        var scope = new QueryScope(workspace, access);
        var groups = request.GroupBy.Select(group => scope.Group(group, caller)).ToList();
        var rows = unit.Records.Aggregate(new AggregateSelect
        {
            Form = form,
            Access = access,
            Groups = [.. groups.Select(group => group.By)],
            Measures = [.. request.Measures.Select(scope.Measure)],
            Filter = scope.Filter(request.Filter, request.And),
            Limit = request.Limit,
            SortColumn = request.SortColumn,
            Descending = request.Descending,
            Context = Context(unit, caller),
        });
        return new AggregateResult([.. groups.Select(group => group.Field)], rows, GroupNames.For(workspace, unit, caller, [.. groups.Select(group => group.Field)], rows));
    });

    /// <summary>What changed on a record, newest first, in the fields that the caller may see.</summary>
    public Outcome<IReadOnlyList<HistoryEntry>> History(Caller caller, string formKey, long id, int limit = 50, long before = long.MaxValue) => workspace.Database.Read(unit =>
    {
        var view = Get(unit, caller, formKey, id);
        if (!view.Actions.HasFlag(RecordActions.History))
            throw RecordErrors.Forbidden("history");
        var visible = view.Form.Fields.Where(field => view.Rights[field.Position] >= FieldRight.ReadOnly).Select(field => field.Key).ToHashSet();
        return (IReadOnlyList<HistoryEntry>)[.. unit.Log.History(view.Form.Id, id, Math.Clamp(limit, 1, 200), before).Select(entry => entry with { Changes = HistoryFilter.Only(entry.Changes, visible) })];
    });

    internal EvaluationContext Context(IUnit unit, Caller caller) =>
        RecordContext.For(workspace, caller, new UnitRelated(unit, workspace.Catalog, workspace.People));

    private static FieldRight RightOn(Field field, Access access, EvaluationContext context, TaskRights? task)
    {
        var own = field.IsSystem ? FieldRight.ReadOnly : access.Right(field.Position, context);
        if (field.Position is SystemFields.Owner or SystemFields.Department)
            own = access.Right(field.Position, context);
        return task is null || field.IsSystem && field.Position is not (SystemFields.Owner or SystemFields.Department) ? own : task.Right(field.Key) switch
        {
            TaskFieldRight.Hidden => FieldRight.Hidden,
            TaskFieldRight.ReadOnly => FieldRight.ReadOnly,
            _ => FieldRight.Editable,
        };
    }

    // Hidden values leave the engine as null; masked ones as text with its middle covered.
    private static void Hide(Form form, Value[] record, List<FieldRight> rights, Access access, EvaluationContext context, TaskRights? task)
    {
        var hidden = new List<(int Position, Value Value)>();
        foreach (var field in form.Designed)
        {
            if (rights[field.Position] <= FieldRight.Masked)
            {
                hidden.Add((field.Position, rights[field.Position] == FieldRight.Masked && !record[field.Position].IsEmpty ? Value.FromText(field.Type.Mask(record[field.Position], field)) : Value.Null));
            }
            else if (field.Rows.Count > 0 && task is null && field.Rows.Any(column => access.RowRight(field.Position, column.Position, context) <= FieldRight.Masked))
            {
                hidden.Add((field.Position, Value.FromRows([.. record[field.Position].AsRows.Select(row => row with
                {
                    Values = [.. row.Values.Select((value, column) => access.RowRight(field.Position, column, context) <= FieldRight.Masked ? Value.Null : value)],
                })])));
            }
        }
        // Only now: the conditions above read the record itself.
        foreach (var (position, value) in hidden)
            record[position] = value;
    }

    private static RecordActions ActionsOn(Access access, EvaluationContext context) =>
        access.Unlimited ? RecordActions.All
        : Enum.GetValues<RecordActions>().Where(action => action is not (RecordActions.None or RecordActions.All) && access.Can(action, context)).Aggregate(RecordActions.None, (all, action) => all | action);

    private Dictionary<(int Row, int Position), string> Masks(IUnit unit, Caller caller, Access access, IReadOnlyList<Value[]> rows)
    {
        var masks = new Dictionary<(int, int), string>();
        var maskable = access.Unlimited ? [] : access.Form.Designed.Where(field => access.Groups.Any(group => group.Fields[field.Position] == FieldRight.Masked)).ToList();
        if (maskable.Count == 0)
            return masks;
        // The statement has left these values out; they are read once more, for the mask alone.
        var full = unit.Records.GetMany(access.Form, [.. rows.Select(RecordContext.IdOf)]).ToDictionary(RecordContext.IdOf);
        var around = Context(unit, caller);
        foreach (var (index, row) in rows.Index())
        {
            if (!full.TryGetValue(RecordContext.IdOf(row), out var record))
                continue;
            foreach (var field in maskable.Where(field => !record[field.Position].IsEmpty && access.Right(field.Position, around.With(record)) == FieldRight.Masked))
                masks[(index, field.Position)] = field.Type.Mask(record[field.Position], field);
        }
        return masks;
    }
}
