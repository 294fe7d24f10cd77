using System.Runtime.CompilerServices;
using System.Text.Json;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>
/// Runs flows. Everything that happens to an instance is one command: idempotency key, load under lock, apply, advance until everything waits, write, all in one
/// transaction with the record. This is the only type that changes running flows.
/// </summary>
public sealed class FlowRunner(Workspace workspace, FlowVersions versions, FlowRecords records, JobQueue jobs, Inbox inbox)
{
    // Steps under way by unit, so that a save made by a step doesn't load its own half-written instance again.
    private readonly ConditionalWeakTable<IUnit, Dictionary<long, FlowStep>> _running = [];

    // Units whose work is a rehearsal and will be undone.
    private readonly ConditionalWeakTable<IUnit, object> _rehearsed = [];

    internal Workspace Workspace { get; } = workspace;
    internal FlowVersions Versions { get; } = versions;
    internal FlowRecords Records { get; } = records;
    internal JobQueue Jobs { get; } = jobs;
    internal Inbox Inbox { get; } = inbox;

    /// <summary>Runs a command in a unit of its own.</summary>
    public async Task<Outcome<FlowReceipt>> ExecuteAsync(Caller caller, FlowCommand command, CancellationToken cancel = default)
    {
        var name = command.GetType().Name;
        using var span = Telemetry.Spans.StartActivity("flow.command")?.SetTag("command", name);
        var outcome = await Workspace.Database.WriteAsync(caller, unit => Execute(unit, caller, command), cancel);
        Telemetry.Commanded(name, outcome.Ok);
        return outcome;
    }

    /// <summary>Runs a command within a unit, together with whatever else it writes; a refusal must undo the unit.</summary>
    /// <exception cref="RefusedException">The command isn't allowed, or not any more.</exception>
    public FlowReceipt Execute(IUnit unit, Caller caller, FlowCommand command)
    {
        var store = unit.Store<IFlowStore>();
        // The key belongs to its caller: nobody reads another's result with a guessed key.
        var key = command.Key is { } given ? $"{caller.Id}:{given}" : null;
        if (key is not null && store.Result(key) is { } answered)
            return JsonSerializer.Deserialize<FlowReceipt>(answered, FlowTrace.Json)!;

        var instanceId = command is StartFlow start ? start.Create(this, unit, caller) : command.Locate(store);
        var state = store.Load(instanceId) ?? throw FlowRefusals.UnknownInstance(instanceId);
        var step = new FlowStep(this, unit, caller, Versions.Get(unit, state.Instance.FlowId, state.Instance.VersionNo), state);
        var receipt = Run(step, command);
        if (key is not null)
            store.AddResult(key, instanceId, JsonSerializer.Serialize(receipt, FlowTrace.Json), step.Now);
        return receipt;
    }

    /// <summary>True when a published flow with this key is about this form.</summary>
    public bool IsAbout(string flow, string form) => Versions.OfForm(form).Any(each => each.Definition.Key == flow);

    /// <summary>The step under way for an instance in this unit, or null.</summary>
    internal FlowStep? UnderWay(IUnit unit, long instanceId) => _running.TryGetValue(unit, out var steps) ? steps.GetValueOrDefault(instanceId) : null;

    /// <summary>Until disposed, records saved in this unit start no flows: it is a rehearsal of one of them.</summary>
    internal IDisposable Rehearse(IUnit unit)
    {
        _rehearsed.Add(unit, this);
        return new Rehearsal(() => _rehearsed.Remove(unit));
    }

    internal bool IsRehearsed(IUnit unit) => _rehearsed.TryGetValue(unit, out _);

    internal FlowReceipt Run(FlowStep step, FlowCommand command)
    {
        if (!step.Instance.IsLive)
            throw Over(step, command);
        var steps = _running.GetOrCreateValue(step.Unit);
        steps.Add(step.Instance.Id, step);
        try
        {
            command.Apply(step);
            Advance.Run(step);
            return command is TestWaits && step.IsIdle ? step.Receipt() : step.Write();
        }
        finally
        {
            steps.Remove(step.Instance.Id);
        }
    }

    private sealed class Rehearsal(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    // Of a decided task it is kinder to say who decided it and when than that the flow is over.
    private static RefusedException Over(FlowStep step, FlowCommand command)
    {
        var task = command is TaskCommand { TaskId: var id } ? step.State.Tasks.Find(id) : null;
        if (!step.Caller.IsSystem && !step.IsInvolved(step.Caller.Id))
            return task is null ? FlowRefusals.UnknownInstance(step.Instance.Id) : step.NotTheirs(task);
        return task is null ? FlowRefusals.Ended(step.Instance.State) : task.State == TaskState.Done ? FlowRefusals.TaskDone(task) : FlowRefusals.TaskClosed(task);
    }
}
