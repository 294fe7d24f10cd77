using LowCode.Audit;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Records;

namespace LowCode.People.HandingOver;

/// <summary>
/// What rests with somebody who leaves goes to somebody else in one step: the people at once, records and tasks as runs that go on by themselves (<see cref="BatchRuns"/>),
/// each record and each task by the path of a single change, with its history, rules and notifications. For administrators.
/// </summary>
public sealed class HandOver(Workspace workspace, RecordReader reader, BatchRuns runs, PeopleEditor editor)
{
    /// <summary>What rests with a person.</summary>
    public Outcome<Holdings> Look(Caller by, long user)
    {
        if (Problem(by, user) is { } problem)
            return problem;
        var records = new List<HeldRecords>();
        foreach (var (form, field) in Fields())
        {
            var page = reader.List(by, new ListRequest { Form = form.Key, Fields = [], Filter = Names(field, user), Limit = 1, CountLimit = BatchRuns.MaxRecords });
            if (!page.Ok)
                return page.Refusal!;
            if (page.Value.Total is > 0 and var count)
                records.Add(new HeldRecords(form, field, count, page.Value.TotalIsExact));
        }
        var people = workspace.People;
        return new Holdings([.. records.OrderByDescending(held => held.Count)], Tasks(user).Count,
            [.. people.Users.Where(other => other.Active && other.ManagerId == user)], [.. people.Departments.Where(department => department.HeadId == user)]);
    }

    /// <summary>
    /// Hands over, and gives the runs that have begun: one for each form with records, one for tasks. Refused as a whole when the successor is not there, or the
    /// last administrator would go.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<BatchRun>>> AskAsync(Caller by, long from, HandOverRequest request, CancellationToken cancel = default)
    {
        if (Problem(by, from) is { } problem)
            return problem;
        if (request.To == from || workspace.People.User(request.To) is not { Active: true })
            return new Refusal(ErrorKind.Invalid, "people.handOver.to", "Expected an active person other than the one who hands over.", "to");
        var records = Meant(by, from, request);
        if (!records.Ok)
            return records.Refusal!;
        var tasks = request.Tasks ? Tasks(from) : [];
        return await workspace.Database.WriteAsync(by, unit => (IReadOnlyList<BatchRun>)Begin(unit, by, from, request, records.Value, tasks), cancel);
    }

    private List<BatchRun> Begin(IUnit unit, Caller by, long from, HandOverRequest request, IReadOnlyList<(Form Form, HandOverChange Change, List<long> Ids)> records, IReadOnlyList<long> tasks)
    {
        var begun = new List<BatchRun>();
        foreach (var (form, change, ids) in records)
            begun.Add(runs.Begin(unit, runs.New(by, form.Key, BatchRunKind.HandOver) with { Change = change.Write() }, ids));
        if (tasks.Count > 0)
        {
            var decision = new TaskDecision(TaskDecision.Reassign, null, request.To);
            begun.Add(runs.Begin(unit, runs.New(by, "", BatchRunKind.Decide) with { Decision = decision.Action, Change = decision.Write() }, tasks));
        }
        if (request.People)
            Move(unit, from, request.To);
        unit.Audit(workspace, by.Id, "people.handed_over", $"user:{from}", new { people = new[] { request.To }, records = records.Sum(each => each.Ids.Count), tasks = tasks.Count });
        if (request.Deactivate)
            editor.SetActive(unit, by, from, active: false);
        unit.RefreshDirectory(workspace);
        return begun;
    }

    // Nobody becomes the manager of their own manager: those above the successor, and the successor, go to the manager of the one who leaves.
    private static void Move(IUnit unit, long from, long to)
    {
        var store = unit.Store<IPeopleStore>();
        var people = store.Directory();
        foreach (var user in people.Users.Where(user => user.ManagerId == from))
            store.SaveUser(user with { ManagerId = UserDraft.LeadsTo(people, to, user.Id) ? people.User(from)!.ManagerId : to });
        foreach (var department in people.Departments.Where(department => department.HeadId == from))
            store.SaveDepartment(department with { HeadId = to });
    }

    private Outcome<List<(Form, HandOverChange, List<long>)>> Meant(Caller by, long from, HandOverRequest request)
    {
        var fields = Fields().ToList();
        if (request.Records is { } named)
        {
            if (named.FirstOrDefault(each => !fields.Any(field => Is(field, each))) is { } unknown)
                return new Refusal(ErrorKind.Invalid, "people.handOver.field", $"'{unknown.Form}.{unknown.Field}' is no field for members.", "records");
            fields = [.. fields.Where(field => named.Any(each => Is(field, each)))];
        }
        var meant = new List<(Form, HandOverChange, List<long>)>();
        foreach (var form in fields.GroupBy(each => each.Form, each => each.Field))
        {
            var ids = runs.Ids(by, new BatchChange { Form = form.Key.Key, Matching = new ListRequest { Form = form.Key.Key, Filter = string.Join(" || ", form.Select(field => Names(field, from))) } });
            if (!ids.Ok)
                return ids.Refusal!;
            if (ids.Value.Count > 0)
                meant.Add((form.Key, new HandOverChange(from, request.To, [.. form.Select(field => field.Key)]), ids.Value));
        }
        return meant;

        static bool Is((Form Form, Field Field) field, HeldField named) => field.Form.Key == named.Form && field.Field.Key == named.Field;
    }

    // Who made and changed a record is its past, and what is calculated follows by itself: neither can be handed over.
    private IEnumerable<(Form Form, Field Field)> Fields() => workspace.Catalog.Forms.Values.OrderBy(form => form.Key, StringComparer.Ordinal)
        .SelectMany(form => form.Fields.Where(field => field.Position == SystemFields.Owner || field.Type is MemberField && !field.IsSystem && !field.IsAutomatic).Select(field => (form, field)));

    private IReadOnlyList<long> Tasks(long user) => workspace.Database.Read(unit => unit.Store<ITaskStore>().Live(user)).Value;

    private static string Names(Field field, long user) => field.Storage == StorageKind.Id ? $"{field.Key} == {user}" : $"{user} in {field.Key}";

    private Refusal? Problem(Caller by, long user) => !by.IsAdmin ? PeopleErrors.AdminsOnly : workspace.People.User(user) is null ? PeopleErrors.UnknownUser(user) : null;
}
