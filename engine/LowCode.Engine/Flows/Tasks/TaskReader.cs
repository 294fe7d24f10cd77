using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>The task centre's questions: my lists, one task, one instance. People see their own tasks, and instances whose record they may see or that they had a part in.</summary>
public sealed class TaskReader(FlowRunner runner)
{
    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 100;

    private readonly Workspace _workspace = runner.Workspace;

    /// <summary>A page of one of the caller's lists.</summary>
    public Outcome<TaskPage> Queue(Caller caller, TaskQueue queue, string? after = null, int limit = 30, TaskFilter? filter = null) => _workspace.Database.Read(unit =>
    {
        filter ??= TaskFilter.None;
        var flow = FlowOf(unit, filter);
        if (after is not null && QueueCursor.Parse(after) is null)
            throw new RefusedException(ErrorKind.Malformed, "flows.cursor", "The cursor isn't one that a page gave.", "after");
        var size = Math.Clamp(limit, 1, MaxPage);
        var rows = unit.Store<ITaskStore>().Queue(queue, caller.Id, _workspace.Now, QueueCursor.Parse(after), size + 1, filter, flow);
        var next = rows.Count > size ? new QueueCursor(rows[size - 1].At, rows[size - 1].Id).ToString() : null;
        return new TaskPage([.. rows.Take(size).Select(row => Entry(unit, row))], next);
    });

    /// <summary>The caller's open tasks of one kind, the oldest first: what is decided when all of a list are meant.</summary>
    public IReadOnlyList<long> Open(Caller caller, TaskKind kind, TaskFilter filter, int limit) =>
        _workspace.Database.Read(unit => unit.Store<ITaskStore>().Open(caller.Id, _workspace.Now, kind, filter, FlowOf(unit, filter), limit)).Value;

    /// <summary>What these tasks are about, by task; those of strangers are left out.</summary>
    public IReadOnlyDictionary<long, TaskSubject> About(Caller caller, IReadOnlyCollection<long> tasks) => _workspace.Database.Read(unit =>
        unit.Store<ITaskStore>().About(caller.Id, tasks).ToDictionary(task => task.Task, task => new TaskSubject(task.Title, _workspace.Catalog.Forms.Values.FirstOrDefault(form => form.Id == task.FormId), task.RecordId))).Value;

    /// <summary>What these tasks offer of <see cref="TaskDecision.Actions"/>: what at least one of them can take, with how many can. Those of strangers and those that are done count for nothing.</summary>
    public IReadOnlyList<TaskOffer> Offers(Caller caller, IReadOnlyCollection<long> tasks) => tasks.Count == 0 ? [] : _workspace.Database.Read(unit => TaskActions.Of(
        [.. from row in unit.Store<ITaskStore>().Alike(caller.Id, tasks)
            let flow = runner.Versions.Find(unit, row.FlowId, row.VersionNo)
            where flow is not null
            select ((HumanNode)flow.Node(row.Node), row.Kind, row.AsksAdvice, row.Count)])).Value;

    /// <summary>How many entries the caller's lists of open work have; each stops at 100.</summary>
    public Outcome<IReadOnlyDictionary<TaskQueue, int>> Counts(Caller caller) => _workspace.Database.Read(unit =>
    {
        var store = unit.Store<ITaskStore>();
        return (IReadOnlyDictionary<TaskQueue, int>)new[] { TaskQueue.Todo, TaskQueue.Overdue, TaskQueue.Copied }
            .ToDictionary(queue => queue, queue => store.Count(queue, caller.Id, _workspace.Now, 100));
    });

    /// <summary>The caller's open tasks by flow and node, most first: what a list can be narrowed to.</summary>
    public Outcome<IReadOnlyList<TaskGroup>> Groups(Caller caller) => _workspace.Database.Read(unit => (IReadOnlyList<TaskGroup>)
    [
        .. unit.Store<ITaskStore>().Groups(caller.Id).Select(row => (row, Flow: runner.Versions.Find(unit, row.FlowId, row.VersionNo))).Where(pair => pair.Flow is not null)
            .GroupBy(pair => (pair.row.FlowId, pair.row.Node)).Select(group =>
            {
                var newest = group.MaxBy(pair => pair.row.VersionNo).Flow!;
                return new TaskGroup(newest.Definition.Key, newest.Definition.Label, group.Key.Node, newest.Node(group.Key.Node).Label, group.Sum(pair => pair.row.Count));
            }).OrderByDescending(group => group.Count),
    ]);

    /// <summary>One task; 404 for strangers, a conflict for those who had it before it was given to someone else.</summary>
    public Outcome<TaskView> Task(Caller caller, long id) => _workspace.Database.Read(unit =>
    {
        var store = unit.Store<IFlowStore>();
        var step = Step(unit, caller, store.InstanceOfTask(id) ?? throw FlowRefusals.UnknownTask(id));
        var task = step.State.Tasks.Find(id)!;
        if (!Holds(task, caller.Id) && !FlowManagers.Manages(step, caller))
            throw step.NotTheirs(task);
        return TaskPage(step, task);
    });

    /// <summary>One instance; 404 for those who may not see it.</summary>
    public Outcome<InstanceView> Instance(Caller caller, long id) => _workspace.Database.Read(unit =>
    {
        var step = Step(unit, caller, id);
        if (!MaySee(unit, step))
            throw FlowRefusals.UnknownInstance(id);
        return InstancePage.Of(step, unit.Store<IFlowStore>().Events(id));
    });

    /// <summary>The instances over a record that the caller may see, newest first.</summary>
    public Outcome<IReadOnlyList<TaskEntry>> OfRecord(Caller caller, string formKey, long recordId) => _workspace.Database.Read(unit =>
    {
        var form = _workspace.Catalog.Form(formKey);
        var rows = unit.Store<ITaskStore>().OfRecord(form.Id, recordId).Where(instance => MaySee(unit, Step(unit, caller, instance.Id)));
        return (IReadOnlyList<TaskEntry>)[.. rows.Select(instance => Entry(unit, new QueueRow(null, instance, instance.StartedAt, instance.Id, null, true)))];
    });

    /// <summary>Flows that the caller could start over a record by hand now.</summary>
    public Outcome<IReadOnlyList<FlowDefinition>> Startable(Caller caller, string formKey, long recordId) => _workspace.Database.Read(unit =>
    {
        var form = _workspace.Catalog.Form(formKey);
        var flows = runner.Versions.OfForm(formKey).Where(flow => flow.Definition.Settings.Start.On != FlowStartTrigger.Never).ToList();
        if (flows.Count == 0 || FlowRecords.Get(unit, form, recordId) is not { } record)
            return (IReadOnlyList<FlowDefinition>)[];
        var context = runner.Records.Context(unit, caller, record, "");
        var known = unit.Store<ITaskStore>().OfRecord(form.Id, recordId);
        return _workspace.Catalog.Access(caller, form).Can(RecordActions.Edit, context)
            ? [.. flows.Where(flow => IsFree(unit, flow, known) && (flow.Definition.Settings.Start.When is not { } when || flow.Expression(when, flow.Start.Id).Test(context))).Select(flow => flow.Definition)]
            : [];
    });

    /// <summary>Marks the caller's copies of an instance as read.</summary>
    public Task<Outcome<Nothing>> MarkReadAsync(Caller caller, long instanceId, CancellationToken cancel = default) => _workspace.Database.WriteAsync(caller, unit =>
    {
        unit.Store<ITaskStore>().MarkRead(instanceId, caller.Id, _workspace.Now);
        return default(Nothing);
    }, cancel);

    // What starts by itself is offered only for records that it has missed, older ones say.
    private static bool IsFree(IUnit unit, CompiledFlow flow, IReadOnlyList<FlowInstance> known) =>
        unit.Metadata.Find(Catalog.DefinitionKind.Flow, flow.Definition.Key) is { } stored
        && !known.Any(instance => instance.FlowId == stored.Id && (instance.IsLive || flow.Definition.Settings.Start.On == FlowStartTrigger.OnCreate));

    private static long? FlowOf(IUnit unit, TaskFilter filter) => filter.Flow is null ? null : unit.Metadata.Find(Catalog.DefinitionKind.Flow, filter.Flow)?.Id ?? 0;

    private FlowStep Step(IUnit unit, Caller caller, long instanceId)
    {
        var state = unit.Store<IFlowStore>().Load(instanceId) ?? throw FlowRefusals.UnknownInstance(instanceId);
        return new FlowStep(runner, unit, caller, runner.Versions.Get(unit, state.Instance.FlowId, state.Instance.VersionNo), state);
    }

    private static bool MaySee(IUnit unit, FlowStep step) =>
        step.IsInvolved(step.Caller.Id)
        || FlowRecords.Get(unit, step.Flow.Form, step.Instance.RecordId) is not null && step.MaySee
        || unit.Store<ITaskStore>().Copies(step.Instance.Id).Any(copy => copy.User == step.Caller.Id);

    private static bool Holds(FlowTask task, long user) => task.AssigneeId == user || task.OwnerId == user || task.DoneBy == user || task.DelegatedFrom == user;

    private TaskView TaskPage(FlowStep step, FlowTask task)
    {
        var node = step.HumanNode(task.NodeId);
        var mine = task.State == TaskState.Open && task.AssigneeId == step.Caller.Id && step.Instance.State is InstanceState.Running or InstanceState.Incident;
        var token = task.State == TaskState.Open ? step.State.Tokens.Find(step.ActivationOf(task).TokenId) : null;
        var targets = mine && token is not null && task.IsVoter && task.DelegatedFrom is null && node is AssignedNode { Return: { Allowed: true } rule } ? ReturnTask.Allowed(step, token, rule).ToList() : [];
        return new TaskView
        {
            Entry = Entry(step.Unit, new QueueRow(task, step.Instance, task.CreatedAt, task.Id, task.NodeId, true)),
            Task = task,
            Node = node,
            Rights = mine ? FlowRecords.RightsWhileOpen(node) : new TaskRights(field => node.RightFor(field) == FieldRight.Hidden ? TaskFieldRight.Hidden : TaskFieldRight.ReadOnly, node.Fields.ContainsKey),
            Actions = mine ? TaskActions.Of(task, node, targets.Count > 0) : [],
            ReturnTargets = [.. targets.Select(target => new NodeChoice(target.Node, step.Flow.Node(target.Node).Label))],
            Missing = mine && task.IsVoter ? [.. Leaving.Missing(step, node, new RecordEdits())] : [],
            WaitsFor = mine && node is HandleNode { WaitUntil: { } until } ? WaitedFor.Forms(_workspace.Catalog, step.Flow, until) : [],
            Signers = [.. step.State.Tasks.All.Where(each => each.ParentTaskId == task.Id && each.IsLive)],
            CanTakeBack = step.Instance.State == InstanceState.Running && task.DoneBy == step.Caller.Id && TakeBack.Obstacle(step, task) is null,
        };
    }

    private TaskEntry Entry(IUnit unit, QueueRow row)
    {
        var flow = runner.Versions.Find(unit, row.Instance.FlowId, row.Instance.VersionNo);
        return new TaskEntry
        {
            TaskId = row.Task?.Id,
            InstanceId = row.Instance.Id,
            Flow = flow?.Definition.Key ?? "",
            FlowLabel = flow?.Definition.Label ?? Label.Empty,
            Form = flow?.Form.Key ?? "",
            RecordId = row.Instance.RecordId,
            Title = row.Instance.Title,
            Node = row.Node,
            NodeLabel = row.Node is { } node && flow is not null ? flow.Node(node).Label : Label.Empty,
            Kind = row.Task?.Kind,
            Initiator = row.Instance.Initiator,
            State = row.Instance.State,
            Outcome = row.Task?.State == TaskState.Done ? row.Task.Outcome : null,
            At = row.Task is { State: TaskState.Open } open ? open.CreatedAt : row.At,
            DueAt = row.Task?.DueAt,
            Read = row.Read,
        };
    }
}
