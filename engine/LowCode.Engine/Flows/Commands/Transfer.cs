namespace LowCode.Flows;

/// <summary>Gives the task to someone else for good: their vote counts.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="To">The new assignee.</param>
/// <param name="Comment">Why; null for nothing.</param>
public sealed record Transfer(long TaskId, long To, string? Comment = null) : TaskCommand(TaskId)
{
    internal override string Button => FlowButtons.Transfer;

    private protected override void Apply(FlowStep step, FlowTask task)
    {
        if (task.DelegatedFrom is not null)
            throw FlowRefusals.Depth;
        Handing.Over(step, task, To);
        step.Tell(FlowEvents.Transferred, new { node = task.NodeId, task = task.Id, to = To, comment = Comment });
    }
}
