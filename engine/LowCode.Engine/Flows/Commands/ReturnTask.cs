namespace LowCode.Flows;

/// <summary>Sends the record back. One person's decision, not a vote; what was written stays written.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Target">Id of the node; null: the human node before.</param>
/// <param name="Mode">How it comes again; null: as the node says.</param>
/// <param name="Comment">Why.</param>
public sealed record ReturnTask(long TaskId, string? Target = null, ResubmitRule? Mode = null, string? Comment = null) : TaskCommand(TaskId)
{
    internal override string Button => FlowButtons.Return;

    private protected override void Apply(FlowStep step, FlowTask task)
    {
        if (task.DelegatedFrom is not null || !task.IsVoter)
            throw FlowRefusals.Depth;
        var node = step.HumanNode(task.NodeId);
        if (node is not AssignedNode { Return: { Allowed: true } rule })
            throw FlowRefusals.Button(FlowButtons.Return);
        Leaving.CheckComment(node, Comment, refusing: true);

        var activation = step.ActivationOf(task);
        var token = step.TokenOf(activation);
        var target = Choose(step, token, rule) ?? throw FlowRefusals.ReturnTarget(Target ?? "");
        var sameLevel = target.ScopeId == token.ScopeId;
        if (Mode == ResubmitRule.Direct && !sameLevel)
            throw FlowRefusals.ReturnDirect;

        step.Tell(FlowEvents.Returned, new { node = task.NodeId, task = task.Id, activation = activation.Id, to = target.Node, comment = Comment });
        Voting.Close(step, task, TaskOutcomes.Return, Comment, step.Caller.Id);
        Cancelling.Close(step, activation, ActivationState.Returned, "returned");
        token.ActivationId = null;
        var direct = sameLevel && (Mode ?? rule.Resubmit) == ResubmitRule.Direct;
        Returns.Send(step, token, target, Arrival.Returned, activation.Id, direct ? task.NodeId : null);
    }

    private ReturnTarget? Choose(FlowStep step, FlowToken token, ReturnRule rule)
    {
        var allowed = Allowed(step, token, rule).ToList();
        return Target is null
            ? Returns.Previous(step, token) is { } previous && allowed.Contains(previous) ? previous : allowed.FirstOrDefault()
            : allowed.FirstOrDefault(target => target.Node == Target);
    }

    /// <summary>The targets that the node lets its handler choose from.</summary>
    internal static IEnumerable<ReturnTarget> Allowed(FlowStep step, FlowToken token, ReturnRule rule) =>
        Returns.Targets(step, token).Where(target => rule.Targets.Count == 0 || rule.Targets.Contains(target.Node));
}
