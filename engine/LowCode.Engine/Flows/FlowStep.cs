using System.Text.Json;
using LowCode.Expressions;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>One command at work on one instance: the loaded state, the record as the conditions see it, and what has to be written at the end.</summary>
internal sealed class FlowStep(FlowRunner runner, IUnit unit, Caller caller, CompiledFlow flow, FlowState state)
{
    /// <summary>Automatic approvals that one command may make; more is a loop.</summary>
    public const int MaxAutomatic = 50;

    private readonly List<(long Actor, string Type, string Data)> _events = [];
    private readonly List<Notification> _notifications = [];
    private readonly IReadOnlyList<(long Task, long Holder)> _held = Held(state);
    private Value[]? _record;

    public FlowRunner Runner { get; } = runner;
    public Workspace Workspace { get; } = runner.Workspace;
    public IUnit Unit { get; } = unit;
    public Caller Caller { get; } = caller;
    public CompiledFlow Flow { get; } = flow;
    public FlowState State { get; } = state;
    public FlowInstance Instance => State.Instance;
    public IFlowStore Store { get; } = unit.Store<IFlowStore>();
    public IJobStore Jobs { get; } = unit.Store<IJobStore>();
    public FlowRecords Records { get; } = runner.Records;
    public DateTime Now { get; } = runner.Workspace.Now;

    /// <summary>What moves and must be advanced; the last one first.</summary>
    public Stack<FlowToken> Moving { get; } = [];

    /// <summary>How a moving token comes to the next human node, and because of what.</summary>
    public Dictionary<long, (Arrival Arrival, long? Cause, string? ResubmitTo)> Travel { get; } = [];

    /// <summary>Edges walked by this command, for the picture.</summary>
    public List<string> Walked { get; } = [];

    /// <summary>Open tasks to tell their assignees of, and with which notice.</summary>
    public Dictionary<long, string> Announced { get; } = [];

    /// <summary>Set in a simulation: what happens is written down, and what people would have to do first doesn't stop it.</summary>
    public SimulationLog? Log { get; init; }

    public int Visits { get; set; }
    public int Automatic { get; set; }

    /// <summary>The record changed while this step was under way: waiting nodes must be tested again.</summary>
    public bool Recheck { get; set; }

    public HumanNode HumanNode(string id) => (HumanNode)Flow.Node(id);

    /// <summary>The task when it is open and the caller's; says who was faster when it isn't.</summary>
    public FlowTask OpenTask(long id)
    {
        var task = State.Tasks.Find(id) ?? throw FlowRefusals.UnknownTask(id);
        if (!Caller.IsSystem && task.AssigneeId != Caller.Id)
            throw !IsInvolved(Caller.Id) ? NotTheirs(task) : task.State == TaskState.Done ? FlowRefusals.TaskDone(task) : Had(task) ? FlowRefusals.PassedOn : FlowRefusals.NotYours;
        return task.State switch
        {
            TaskState.Done => throw FlowRefusals.TaskDone(task),
            TaskState.Cancelled => throw FlowRefusals.TaskClosed(task),
            _ when Instance.State == InstanceState.Suspended => throw FlowRefusals.Suspended,
            TaskState.Open => task,
            _ => throw FlowRefusals.TaskNotOpen(task),
        };
    }

    /// <summary>Why a task is none of the caller's: who had it once may know that another has it now; strangers learn nothing, not even that it exists.</summary>
    public RefusedException NotTheirs(FlowTask task) => Had(task) ? FlowRefusals.PassedOn : FlowRefusals.UnknownTask(task.Id);

    // Given away by the caller, or by somebody else from them.
    private bool Had(FlowTask task) => Store.Events(Instance.Id).Where(told => told.Type is FlowEvents.Transferred or FlowEvents.Reassigned).Any(told =>
    {
        using var data = JsonDocument.Parse(told.Data);
        return data.RootElement.GetProperty("task").GetInt64() == task.Id && (data.RootElement.TryGetProperty("from", out var from) ? from.GetInt64() : told.Actor) == Caller.Id;
    });

    public bool IsInvolved(long user) => HasPart(user) || Caller.IsAdmin;

    private bool HasPart(long user) => Instance.Initiator == user || State.Tasks.All.Any(task => task.AssigneeId == user || task.OwnerId == user || task.DoneBy == user);

    /// <summary>True when the caller may see the record.</summary>
    public bool MaySee => Workspace.Catalog.Access(Caller, Flow.Form).Can(RecordActions.View, Context(Flow.Start.Id));

    /// <summary>True when a person had a part in this instance or may see its record.</summary>
    public bool MayRead(long user)
    {
        if (Workspace.People.User(user) is not { } person)
            return false;
        var reader = Caller.For(person, Workspace.People, Caller.Source, Caller.Zone, Caller.Language);
        return HasPart(user) || reader.IsAdmin || Unit.Store<ITaskStore>().Copies(Instance.Id).Any(copy => copy.User == user)
            || Workspace.Catalog.Access(reader, Flow.Form).Can(RecordActions.View, RecordContext.For(Workspace, reader, Context(Flow.Start.Id).Related).With(Record));
    }

    /// <summary>True while the command has done nothing: a test of waiting nodes that found none.</summary>
    public bool IsIdle => _events.Count == 0;

    /// <summary>Refuses unless the caller manages this flow.</summary>
    public void MustManage()
    {
        if (!Caller.IsSystem && !FlowManagers.Manages(this, Caller))
            throw IsInvolved(Caller.Id) ? FlowRefusals.NotManager : FlowRefusals.UnknownInstance(Instance.Id);
    }

    public FlowActivation ActivationOf(FlowTask task) => State.Activations.Find(task.ActivationId)!;

    public FlowToken TokenOf(FlowActivation activation) => State.Tokens.Find(activation.TokenId)!;

    /// <summary>The record as all conditions of this command see it; read again after the flow itself has changed it.</summary>
    public Value[] Record => _record ??= FlowRecords.Get(Unit, Flow.Form, Instance.RecordId)
        ?? throw new RefusedException(ErrorKind.NotFound, "records.unknown", "The flow's record is gone.");

    public void RecordChanged() => (_record, Recheck) = (null, true);

    public EvaluationContext Context(string node) => Records.Context(Unit, Caller, Record, node);

    /// <summary>The value of an expression; one that fails refuses the command and is never taken for false.</summary>
    public Value Evaluate(string source, string node)
    {
        var value = Flow.Expression(source, node).Evaluate(Context(node));
        return value.IsError ? throw FlowRefusals.Condition(node, source, value.AsError.Display()) : value;
    }

    public bool Test(string source, string node)
    {
        var holds = Evaluate(source, node) is { Kind: ValueKind.Bool, AsBool: true };
        Log?.Tested(this, node, source, holds);
        return holds;
    }

    /// <summary>A token goes along an edge.</summary>
    public void Walk(FlowEdge edge)
    {
        Walked.Add(edge.Id);
        Log?.Followed(edge.From, edge.Id);
    }

    public void Tell(string type, object data, long? actor = null)
    {
        _events.Add((actor ?? Caller.Id, type, JsonSerializer.Serialize(data, FlowTrace.Json)));
        Log?.Told(type, _events[^1].Data);
    }

    public void Notify(string kind, IEnumerable<long> users, object data) => _notifications.AddRange(users.Distinct().Where(user => user != Caller.Id || kind == NotificationKinds.Message).Select(user => new Notification
    {
        UserId = user,
        At = Now,
        Kind = kind,
        Form = Flow.Form.Key,
        RecordId = Instance.RecordId,
        Payload = JsonSerializer.Serialize(data, FlowTrace.Json),
    }));

    /// <summary>Writes everything: changed rows, events, inbox entries, the record's system columns.</summary>
    public FlowReceipt Write()
    {
        Instance.Title = FlowTitle.Of(this);
        if (FlowTrace.Of(State, Walked) is { } trace)
            _events.Add((Caller.Id, FlowEvents.Trace, trace));
        if (!Store.Save(State))
            throw FlowRefusals.Changed;
        Store.Append(Instance.Id, Now, _events);
        foreach (var (id, kind) in Announced)
        {
            if (State.Tasks.Find(id) is { State: TaskState.Open } task)
                Notify(kind, [task.AssigneeId], FlowNotices.About(this, task.NodeId, task.Id));
        }
        if (_notifications.Count > 0)
            Runner.Inbox.Send(Unit, _notifications);
        // Open screens count tasks: also those of whoever did this, who is told of nothing, and of those whose task has gone.
        var held = Held(State);
        foreach (var user in held.Except(_held).Concat(_held.Except(held)).Select(each => each.Holder).Distinct().Except(_notifications.Select(each => each.UserId)))
            Unit.Tell(new InboxChanged(user));
        Store.ShowOnRecord(Flow.Form, Instance.RecordId, FlowTitle.ShownState(this), Nodes.Count == 0 ? null : string.Join(',', Nodes), State.Handlers());
        Unit.Tell(new RecordChanged(Flow.Form.Key, Instance.RecordId));
        return Receipt();
    }

    public FlowReceipt Receipt() => new(Instance.Id, StateWords.Of(Instance.State), Instance.Rev, Nodes);

    private static IReadOnlyList<(long Task, long Holder)> Held(FlowState state) => [.. state.Tasks.All.Where(task => task.State == TaskState.Open).Select(task => (task.Id, task.AssigneeId))];

    private List<string> Nodes => [.. State.Tokens.All.Where(token => token.Phase == TokenPhase.Wait).Select(token => token.NodeId).Distinct()];
}
