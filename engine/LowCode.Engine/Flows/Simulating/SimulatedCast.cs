using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>Plays the people of a simulated flow: each decision is given in the name of whoever would really be asked.</summary>
internal sealed class SimulatedCast(FlowRunner runner, IUnit unit, Caller designer, CompiledFlow flow, long instanceId)
{
    public SimulationLog Log { get; } = new();

    public FlowState State => unit.Store<IFlowStore>().Load(instanceId)!;

    public void Start()
    {
        Log.Entered(flow.Start.Id);
        Log.Decided(flow.Start.Id, SimulatedActions.Submit);
        var state = State;
        Do(CallerOf(state.Instance.Initiator), new StartFlow(flow.Definition.Key, state.Instance.RecordId));
    }

    public void Decide(SimulatedDecision decision)
    {
        if (Waiting().FirstOrDefault(wait => wait.Node == decision.Node)?.Actions.Contains(decision.Action) != true)
            throw new RefusedException(ErrorKind.Malformed, "flows.simulate.decision", $"'{decision.Action}' can't be decided at '{decision.Node}' now.", "decisions");
        Log.Decided(decision.Node, decision.Action);
        if (decision.Action == SimulatedActions.Wait)
            Pass(decision.Node);
        else
            Vote(decision);
    }

    public IReadOnlyList<SimulatedWait> Waiting()
    {
        var state = State;
        return
        [
            .. state.Tokens.All.Where(token => token.Phase == TokenPhase.Wait)
                // In the order in which the branches were come to.
                .OrderBy(token => Log.Steps.TakeWhile(step => step.Node != token.NodeId).Count()).Select(token =>
            {
                var activation = state.Activations.Find(token.ActivationId);
                var people = activation is null ? [] : state.TasksOf(activation).Where(task => task.State == TaskState.Open).Select(task => task.AssigneeId).Distinct();
                return new SimulatedWait(token.NodeId, [.. people], Actions(state, flow.Node(token.NodeId)), activation?.DueAt);
            }),
        ];
    }

    private static IReadOnlyList<string> Actions(FlowState state, FlowNode node)
    {
        var canReturn = node is AssignedNode { Return.Allowed: true } && state.Activations.All.Count > 1;
        return node switch
        {
            ApproveNode => canReturn ? [SimulatedActions.Approve, SimulatedActions.Reject, SimulatedActions.Return] : [SimulatedActions.Approve, SimulatedActions.Reject],
            HandleNode { WaitUntil: not null } or TimerNode => [SimulatedActions.Wait],
            HandleNode when canReturn => [SimulatedActions.Submit, SimulatedActions.Return],
            _ => [SimulatedActions.Submit],
        };
    }

    // One after the other says the same until the node is decided; what an activation needs is the engine's to know.
    private void Vote(SimulatedDecision decision)
    {
        var activation = State.Tokens.All.First(token => token.NodeId == decision.Node && token.Phase == TokenPhase.Wait).ActivationId!.Value;
        for (var votes = 0; votes < FlowSimulator.MaxDecisions; votes++)
        {
            var state = State;
            if (state.Activations.Find(activation) is not { State: ActivationState.Open } || state.Tasks.All.FirstOrDefault(task => task.ActivationId == activation && task.State == TaskState.Open) is not { } task)
                return;
            Do(CallerOf(task.AssigneeId), decision.Action switch
            {
                SimulatedActions.Reject => new Reject(task.Id, "-"),
                SimulatedActions.Return => new ReturnTask(task.Id, null, null, "-"),
                SimulatedActions.Submit => new Submit(task.Id, "-"),
                _ => new Approve(task.Id, "-"),
            });
        }
    }

    private void Pass(string node)
    {
        var token = State.Tokens.All.First(token => token.NodeId == node && token.Phase == TokenPhase.Wait);
        var system = Caller.System(Source.Flow, runner.Workspace.Zone);
        if (token.ActivationId is { } activation)
            Do(system, new SimulatedWaitMet(instanceId, activation));
        else
            Do(system, new TimerDue(instanceId, token.Id));
    }

    private void Do(Caller caller, FlowCommand command) =>
        runner.Run(new FlowStep(runner, unit, caller, flow, State) { Log = Log }, command);

    // Whoever has left still has to be played.
    private Caller CallerOf(long user) =>
        runner.Workspace.People.User(user) is { } known ? Caller.For(known, runner.Workspace.People, Source.Flow, runner.Workspace.Zone, designer.Language) : Caller.System(Source.Flow, runner.Workspace.Zone);

    private sealed record SimulatedWaitMet(long InstanceId, long Activation) : InstanceCommand(InstanceId)
    {
        internal override void Apply(FlowStep step) => WaitUntil.Met(step, step.State.Activations.Find(Activation)!);
    }
}
