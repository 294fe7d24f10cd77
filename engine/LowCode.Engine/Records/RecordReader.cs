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
        var record = unit.Records.Get(form, id) ?? throw RecordErrors.NotFound(formKey, id);
        var context = Context(unit, caller).With(record, record);
        var access = workspace.Catalog.Access(caller, form).On(context);
        if (task is null && (!access.Can(RecordActions.View) || !record[SystemFields.DeletedAt].IsNull && !access.Can(RecordActions.Delete)))
            throw RecordErrors.NotFound(formKey, id);
        return Seen.Of(workspace, unit, access, record, context, task);
    }

    /// <summary>A page of records. Unknown and hidden names are refused alike (400).</summary>
    public Outcome<RecordList> List(Caller caller, ListRequest request) => workspace.Database.Read(unit => List(unit, caller, request));

    /// <summary>The same inside a unit.</summary>
    public RecordList List(IUnit unit, Caller caller, ListRequest request)
    {
        var form = workspace.Catalog.Form(request.Form);
        var access = workspace.Catalog.Access(caller, form);
        RefuseUnseen(access, request.Action);
        if (request.Limit is < 1 or > 500)
            throw new RefusedException(ErrorKind.Malformed, "records.limit", "The limit is 1 to 500.", "limit");
        if (request.Deleted && !access.Can(RecordActions.Delete))
            throw RecordErrors.Forbidden("restore");
        var scope = new QueryScope(workspace, access);
        var view = request.View is { } key ? View(caller, form, key) : null;
        var offered = request.Offer?.Condition;
        var context = offered is null ? Context(unit, caller) : request.Offer!.Around(Context(unit, caller));
        var fields = request.Fields is null && view is not null ? Columns(access, view) : scope.Positions(request.Fields);
        var select = new RecordSelect
        {
            Form = form,
            Access = access,
            AccessTo = target => workspace.Catalog.Access(caller, target),
            Fields = fields,
            Filter = scope.All(offered?.Scope, view?.Filter, scope.Filter(request.Filter), scope.Filter(request.And, "and"), offered),
            Search = string.IsNullOrWhiteSpace(request.Search) ? null : request.Search.Trim(),
            Ids = request.Ids,
            Except = request.Except,
            Sort = request.Sort.Count > 0 || view is null ? [.. request.Sort.Select((sort, index) => new SortBy(scope.Position(sort.Field, $"sort[{index}]"), sort.Descending))] : view.Sort,
            After = request.After,
            Offset = request.Offset,
            Limit = request.Limit,
            CountLimit = request.CountLimit,
            Deleted = request.Deleted,
            Action = request.Action,
            Context = context,
        };
        var began = workspace.Clock.GetTimestamp();
        var page = unit.Records.Query(select);
        workspace.SlowLists.Note(select, workspace.Clock.GetElapsedTime(began));
        var masked = Seen.Cover(unit, access, page.Rows, context);
        return new RecordList(form, page.Rows, RecordNames.For(workspace, unit, caller, form, page.Rows), masked, page.Next, page.Total, page.TotalIsExact)
        {
            Fields = [.. fields.Select(position => form.Fields[position])],
            Access = access,
        };
    }

    private static CompiledView View(Caller caller, Form form, string key) =>
        form.Views.FirstOrDefault(view => view.Definition.Key == key && (caller.IsAdmin || view.Definition.Roles.Count == 0 || view.Definition.Roles.Any(caller.User.Roles.Contains)))
        ?? throw new RefusedException(ErrorKind.Malformed, "records.view.unknown", $"There is no view '{key}'.", "view");

    // A view is made for everybody: columns that this caller never sees are left out.
    private static List<int> Columns(Access access, CompiledView view) =>
        [.. view.Columns.Where(field => access.MayShow(field.Position, FieldRight.Masked)).Select(field => field.Position).Union([SystemFields.Id, SystemFields.Version])];

    // A form that none of the caller's groups opens is answered like one that doesn't exist.
    private static void RefuseUnseen(Access access, RecordActions action)
    {
        if (!access.Can(RecordActions.View))
            throw access.Groups.Count > 0 ? new RefusedException(ErrorKind.Forbidden, "records.list.forbidden", $"You may not see records of '{access.Form.Key}'.") : RecordErrors.UnknownForm(access.Form.Key);
        if (!access.Can(action))
            throw RecordErrors.Forbidden(RecordActionNames.Of(action));
    }

    /// <summary>Groups and measures over the records that the caller may see.</summary>
    public Outcome<AggregateResult> Aggregate(Caller caller, AggregateRequest request) => workspace.Database.Read(unit =>
    {
        var form = workspace.Catalog.Form(request.Form);
        var access = workspace.Catalog.Access(caller, form);
        RefuseUnseen(access, RecordActions.View);
        var scope = new QueryScope(workspace, access);
        var view = request.View is { } key ? View(caller, form, key) : null;
        var groups = request.GroupBy.Select(group => scope.Group(group)).ToList();
        var rows = unit.Records.Aggregate(new AggregateSelect
        {
            Form = form,
            Access = access,
            Groups = [.. groups.Select(group => group.By)],
            Measures = [.. request.Measures.Select(scope.Measure)],
            AccessTo = target => workspace.Catalog.Access(caller, target),
            Filter = scope.All(null, view?.Filter, scope.Filter(request.Filter), scope.Filter(request.And, "and")),
            Search = string.IsNullOrWhiteSpace(request.Search) ? null : request.Search.Trim(),
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
        return (IReadOnlyList<HistoryEntry>)[.. unit.Log.History(view.Form.Id, id, Math.Clamp(limit, 1, 200), before).Select(entry => entry with { Changes = HistoryFilter.Only(entry.Changes, view) })];
    });

    internal EvaluationContext Context(IUnit unit, Caller caller) =>
        RecordContext.For(workspace, caller, new UnitRelated(unit, workspace.Catalog, workspace.People));
}
