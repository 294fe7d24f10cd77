using LowCode.Notifications;

namespace LowCode.Flows;

/// <summary>Sends copies to people.</summary>
/// <param name="TaskId">The sender's task.</param>
/// <param name="Users">Who shall read it.</param>
/// <param name="Comment">What is said with it; null for nothing.</param>
public sealed record Copy(long TaskId, IReadOnlyList<long> Users, string? Comment = null) : TaskCommand(TaskId)
{
    internal override string Button => FlowButtons.Copy;

    private protected override void Apply(FlowStep step, FlowTask task)
    {
        if (Users.Count == 0)
            throw FlowRefusals.Nobody;
        foreach (var user in Users)
            Handing.CheckPerson(step, user);
        Copies.Send(step, task.NodeId, [.. Users.Distinct()], Comment);
    }
}

/// <summary>Writes into the flow's timeline.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Text">What is said.</param>
/// <param name="Mentions">People who are told.</param>
public sealed record Say(long InstanceId, string Text, IReadOnlyList<long> Mentions) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        if (!step.IsInvolved(step.Caller.Id) && !step.MaySee)
            throw FlowRefusals.UnknownInstance(InstanceId);
        if (string.IsNullOrWhiteSpace(Text))
            throw FlowRefusals.Incomplete([FlowRefusals.CommentMissing]);
        step.Tell(FlowEvents.Commented, new { comment = Text, to = Mentions.Count == 0 ? null : Mentions });
        // A notice names the record: nobody gets one who may not see it.
        step.Notify(NotificationKinds.FlowCommented, Mentions.Where(step.MayRead), FlowNotices.About(step, null, comment: Text));
    }
}

/// <summary>Asks the handlers to hurry; each sender once in ten minutes.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Comment">What is said with it; null for nothing.</param>
public sealed record Urge(long InstanceId, string? Comment = null) : InstanceCommand(InstanceId)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    internal override void Apply(FlowStep step)
    {
        if (step.Caller.Id != step.Instance.Initiator)
            step.MustManage();
        if (step.Store.LastEvent(InstanceId, FlowEvents.Urged, step.Caller.Id) is { } last && last + Pause > step.Now)
            throw FlowRefusals.UrgedAlready(last + Pause);
        var tasks = step.State.Tasks.All.Where(task => task.State == TaskState.Open).ToList();
        step.Tell(FlowEvents.Urged, new { to = tasks.Select(task => task.AssigneeId).Distinct(), comment = Comment });
        foreach (var task in tasks)
            step.Notify(NotificationKinds.TaskUrged, [task.AssigneeId], FlowNotices.About(step, task.NodeId, task.Id, Comment));
    }
}
