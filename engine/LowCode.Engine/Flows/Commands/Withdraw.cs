namespace LowCode.Flows;

/// <summary>The initiator takes the record back to the start: everything under way is cancelled.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Comment">Why; null for nothing.</param>
public sealed record Withdraw(long InstanceId, string? Comment = null) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        if (step.Caller.Id != step.Instance.Initiator)
            throw step.IsInvolved(step.Caller.Id) ? FlowRefusals.NotInitiator : FlowRefusals.UnknownInstance(InstanceId);
        if (step.Instance.State == InstanceState.Suspended)
            throw FlowRefusals.Suspended;
        if (!IsAllowed(step))
            throw FlowRefusals.Withdraw;
        step.Tell(FlowEvents.Withdrawn, new { comment = Comment });
        Cancelling.RemoveAll(step, ActivationState.Withdrawn, "withdrawn");
        (step.Instance.State, step.Instance.Error) = (InstanceState.Running, null);
        Advance.Sent(step, Advance.Create(step, step.Flow.Start.Id, null, null), Arrival.Withdrawn, null);
    }

    /// <summary>As the flow's settings say; a record that waits at the start already can't be withdrawn again.</summary>
    internal static bool IsAllowed(FlowStep step)
    {
        var start = step.Flow.Start.Id;
        if (step.State.Tokens.All.All(token => token.NodeId == start))
            return false;
        return step.Flow.Definition.Settings.Withdraw switch
        {
            WithdrawPolicy.WhileRunning => true,
            WithdrawPolicy.UntilFirstHandled => !HandledSinceStart(step, start),
            _ => false,
        };
    }

    // Counted from the last time it was at the start: what was handled before a return doesn't matter any more.
    private static bool HandledSinceStart(FlowStep step, string start)
    {
        var last = step.State.Activations.All.Last(activation => activation.NodeId == start).Id;
        return step.State.Tasks.All.Any(task => task.ActivationId > last && task.State == TaskState.Done && task.DoneBy > 0);
    }
}
