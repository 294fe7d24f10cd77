namespace LowCode.Flows;

/// <summary>
/// The arithmetic of decisions, in whole numbers. Passed when ok >= need; failed when ok + open &lt; need; mode any: the first vote decides.
/// The other open tasks are then closed with the reason "decided".
/// </summary>
internal static class Voting
{
    /// <summary>Reason of tasks that a decision made needless.</summary>
    public const string Decided = "decided";

    /// <summary>Outcome of a voter who was taken out again; doesn't count as a voter any more.</summary>
    public const string Removed = "removed";

    /// <summary>A person decides an open task.</summary>
    public static void Cast(FlowStep step, FlowTask task, string outcome, string? comment)
    {
        Close(step, task, outcome, comment, step.Caller.Id);
        var activation = step.ActivationOf(task);
        if (task.IsVoter)
            Settle(step, activation);
        else
            Signers.Decided(step, activation, task);
    }

    /// <summary>Writes a decision into a task.</summary>
    public static void Close(FlowStep step, FlowTask task, string outcome, string? comment, long by) =>
        (task.State, task.Outcome, task.Comment, task.DoneAt, task.DoneBy) = (TaskState.Done, outcome, comment, step.Now, by);

    /// <summary>Counts again and closes the activation when it is decided; opens the next one of a sequence.</summary>
    public static void Settle(FlowStep step, FlowActivation activation)
    {
        var voters = step.State.TasksOf(activation).Where(task => task.IsVoter && task.Outcome is not Removed).ToList();
        activation.Voters = voters.Count;
        activation.Need = Need(step, activation);
        activation.Ok = voters.Count(task => task is { State: TaskState.Done, Outcome: TaskOutcomes.Approve or TaskOutcomes.Submit });
        activation.No = voters.Count(task => task is { State: TaskState.Done, Outcome: TaskOutcomes.Reject });
        var open = voters.Count(task => task.IsLive);
        if (activation.Ok >= activation.Need)
            Pass(step, activation);
        else if (activation.Ok + open < activation.Need || (activation.Mode == VoteMode.Any && activation.No > 0))
            Fail(step, activation);
        else if (activation.Mode == VoteMode.Sequential && !voters.Any(task => task.IsLive && task.State != TaskState.Waiting))
            Activations.OpenTask(step, voters.Where(task => task.State == TaskState.Waiting).OrderBy(task => task.Position).ThenBy(task => task.Id).First());
    }

    /// <summary>The system decides a whole node: nobody found, a time-out, a condition met.</summary>
    public static void DecideBySystem(FlowStep step, FlowActivation activation, bool pass, string reason)
    {
        if (++step.Automatic > FlowStep.MaxAutomatic)
            throw FlowRefusals.Loop;
        step.Tell(FlowEvents.Decided, new { node = activation.NodeId, activation = activation.Id, outcome = pass ? TaskOutcomes.Approve : TaskOutcomes.Reject, reason }, actor: 0);
        if (pass)
            Pass(step, activation);
        else
            Fail(step, activation);
    }

    private static int Need(FlowStep step, FlowActivation activation) =>
        ((step.Flow.Node(activation.NodeId) as ApproveNode)?.Vote ?? new VoteRule()).Needed(activation.Voters);

    private static void Pass(FlowStep step, FlowActivation activation)
    {
        var token = CloseNode(step, activation, ActivationState.Passed);
        if (activation.ResubmitTo is { } target)
        {
            Advance.Sent(step, token, Arrival.Resubmitted, activation.Id);
            Advance.Move(step, token, target);
        }
        else
        {
            Advance.Sent(step, token, Arrival.Forward, activation.Id);
            Advance.Leave(step, token);
        }
    }

    private static void Fail(FlowStep step, FlowActivation activation)
    {
        var token = CloseNode(step, activation, ActivationState.Failed);
        if (step.Flow.Topology.OutcomeOut(activation.NodeId, FlowEdge.RejectOutcome) is { } edge)
        {
            Advance.Sent(step, token, Arrival.Forward, activation.Id);
            Advance.Follow(step, token, edge);
            return;
        }
        var rule = (step.Flow.Node(activation.NodeId) as ApproveNode)?.Reject ?? new RejectRule();
        var target = rule.Action switch
        {
            RejectAction.ToInitiator => Returns.Targets(step, token).FirstOrDefault(target => target.Node == step.Flow.Start.Id),
            RejectAction.ToPrevious => Returns.Previous(step, token),
            RejectAction.ToNode => Returns.Targets(step, token).FirstOrDefault(target => target.Node == rule.Node),
            _ => null,
        };
        if (target is null)
            Cancelling.End(step, InstanceState.Rejected, activation.NodeId);
        else
            Returns.Send(step, token, target, Arrival.Returned, activation.Id, resubmitTo: null);
    }

    private static FlowToken CloseNode(FlowStep step, FlowActivation activation, ActivationState state)
    {
        Cancelling.Close(step, activation, state, Decided);
        step.Tell(FlowEvents.NodeClosed, new { node = activation.NodeId, activation = activation.Id, state = StateWords.Of(state), round = activation.Round });
        var token = step.TokenOf(activation);
        token.ActivationId = null;
        return token;
    }
}
