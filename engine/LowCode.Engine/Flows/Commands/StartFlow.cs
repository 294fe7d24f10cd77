using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>Starts a flow over a record; the start node is handed in at once.</summary>
/// <param name="Flow">Key of the flow.</param>
/// <param name="RecordId">The record.</param>
public sealed record StartFlow(string Flow, long RecordId) : FlowCommand
{
    /// <summary>Who counts as the initiator; null: the caller. Set by the product when a record's creation starts the flow.</summary>
    internal long? Initiator { get; init; }

    /// <summary>Inserts the instance with its one token at the start.</summary>
    internal long Create(FlowRunner runner, IUnit unit, Caller caller)
    {
        var (flowId, versionNo, flow) = runner.Versions.Published(unit, Flow);
        var record = FlowRecords.Get(unit, flow.Form, RecordId) ?? throw new RefusedException(ErrorKind.NotFound, "records.unknown", $"There is no record {RecordId}.");
        var context = runner.Records.Context(unit, caller, record, flow.Start.Id);
        var access = runner.Workspace.Catalog.Access(caller, flow.Form);
        if (!caller.IsSystem && !access.Can(RecordActions.Edit, context))
            throw access.Can(RecordActions.View, context) ? FlowRefusals.MayNotStart : new RefusedException(ErrorKind.NotFound, "records.unknown", $"There is no record {RecordId}.");
        if (flow.Definition.Settings.Start.On == FlowStartTrigger.Never)
            throw FlowRefusals.Retired;
        if (flow.Definition.Settings.Start.When is { } condition && !flow.Expression(condition, flow.Start.Id).Test(context))
            throw FlowRefusals.StartCondition;

        var store = unit.Store<IFlowStore>();
        if (store.LiveInstance(flowId, flow.Form.Id, RecordId) is { } running)
            throw FlowRefusals.AlreadyRuns(running);
        var instance = new FlowInstance
        {
            FlowId = flowId,
            VersionNo = versionNo,
            FormId = flow.Form.Id,
            RecordId = RecordId,
            Initiator = Initiator ?? caller.Id,
            StartedAt = runner.Workspace.Now,
            Title = runner.Records.Title(unit, flow.Form, record),
        };
        store.Insert(instance);
        store.Insert(new FlowToken { InstanceId = instance.Id, NodeId = flow.Start.Id });
        return instance.Id;
    }

    internal override long Locate(IFlowStore store) => throw new InvalidOperationException("A start has no instance yet.");

    internal override void Apply(FlowStep step)
    {
        step.Tell(FlowEvents.Started, new { node = step.Flow.Start.Id, version = step.Instance.VersionNo }, actor: step.Instance.Initiator);
        var token = step.State.Tokens.All.Single();
        Activations.Open(step, token, step.Flow.Start);
        // With an initiator who can't be asked (an import by the system) there is nobody to fill the start form again: it passes as it is.
        var task = step.State.Tasks.All.First(task => task.State == TaskState.Open);
        if (!step.Caller.IsSystem)
            Leaving.Check(step, step.Flow.Start, null);
        Voting.Cast(step, task, TaskOutcomes.Submit, null);
    }
}
