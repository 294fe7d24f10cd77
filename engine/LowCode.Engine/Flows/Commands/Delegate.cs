namespace LowCode.Flows;

/// <summary>Asks someone for an opinion; whatever they decide, the task then comes back.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="To">The adviser.</param>
/// <param name="Comment">The question; null for nothing.</param>
public sealed record Delegate(long TaskId, long To, string? Comment = null) : TaskCommand(TaskId)
{
    internal override string Button => FlowButtons.Delegate;

    private protected override void Apply(FlowStep step, FlowTask task)
    {
        if (task.DelegatedFrom is not null)
            throw FlowRefusals.Depth;
        Handing.CheckPerson(step, To);
        if (To == step.Caller.Id)
            throw FlowRefusals.Twice(To);
        (task.DelegatedFrom, task.AssigneeId) = (task.AssigneeId, To);
        step.Tell(FlowEvents.Delegated, new { node = task.NodeId, task = task.Id, to = To, comment = Comment });
        Activations.Announce(step, task, Notifications.NotificationKinds.TaskAssigned);
    }

    /// <summary>The adviser has spoken.</summary>
    internal static void GiveBack(FlowStep step, FlowTask task, string opinion, string? comment)
    {
        step.Tell(FlowEvents.Opinion, new { node = task.NodeId, task = task.Id, to = task.DelegatedFrom, outcome = opinion, comment });
        (task.AssigneeId, task.DelegatedFrom) = (task.DelegatedFrom!.Value, null);
        Activations.Announce(step, task, Notifications.NotificationKinds.TaskReturned);
    }
}
