using LowCode.Notifications;

namespace LowCode.Flows;

/// <summary>A time-out rule of an activation has come due.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ActivationId">The activation.</param>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Count">1 for the first time, then 2, 3 ...</param>
internal sealed record TimeoutDue(long InstanceId, long ActivationId, int Rule, int Count) : InstanceCommand(InstanceId)
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    internal override void Apply(FlowStep step)
    {
        if (step.State.Activations.Find(ActivationId) is not { State: ActivationState.Open } activation || step.Flow.Node(activation.NodeId) is not AssignedNode node)
            return;
        var tasks = step.State.TasksOf(activation).Where(task => task.State == TaskState.Open).ToList();
        switch (node.Timeouts[Rule])
        {
            case RemindAfter rule: Remind(step, activation, rule, tasks); break;
            case EscalateAfter rule: Escalate(step, activation, rule, tasks); break;
            case TransferAfter rule: TransferAll(step, activation, rule, tasks); break;
            case ApproveAfter: Voting.DecideBySystem(step, activation, pass: true, "timeout"); break;
            case RejectAfter: Voting.DecideBySystem(step, activation, pass: false, "timeout"); break;
            case ReturnAfter rule: SendBack(step, activation, rule); break;
            default: throw new InvalidOperationException($"Node '{node.Id}' has an unknown time-out rule.");
        }
    }

    private void Remind(FlowStep step, FlowActivation activation, RemindAfter rule, List<FlowTask> tasks)
    {
        step.Tell(FlowEvents.Reminded, new { node = activation.NodeId, to = tasks.Select(task => task.AssigneeId), count = Count });
        foreach (var task in tasks)
            step.Notify(NotificationKinds.TaskReminded, [task.AssigneeId], FlowNotices.About(step, task.NodeId, task.Id));
        if (Count < rule.Repeat)
            Deadlines.Add(step, activation, Rule, step.Now + (rule.Every ?? Daily), Count + 1);
    }

    private static void Escalate(FlowStep step, FlowActivation activation, EscalateAfter rule, List<FlowTask> tasks)
    {
        var to = Higher(step, activation, rule.To, tasks);
        step.Tell(FlowEvents.Escalated, new { node = activation.NodeId, to });
        step.Notify(NotificationKinds.TaskEscalated, to, FlowNotices.About(step, activation.NodeId, tasks.FirstOrDefault()?.Id));
    }

    private static void TransferAll(FlowStep step, FlowActivation activation, TransferAfter rule, List<FlowTask> tasks)
    {
        // Each open task goes to the next person who has none here; with nobody left it stays where it is, and the event says so.
        var to = Higher(step, activation, rule.To, tasks).Where(user => !Handing.HasTask(step, activation.Id, user)).ToList();
        foreach (var (task, user) in tasks.Where(task => task.IsVoter).Zip(to))
        {
            var from = task.AssigneeId;
            Handing.Over(step, task, user);
            step.Tell(FlowEvents.Transferred, new { node = task.NodeId, task = task.Id, from, to = user, reason = "timeout" });
        }
        if (to.Count == 0)
            step.Tell(FlowEvents.Escalated, new { node = activation.NodeId, to, reason = "nobody" });
    }

    private static void SendBack(FlowStep step, FlowActivation activation, ReturnAfter rule)
    {
        var token = step.TokenOf(activation);
        var target = rule.To == ReturnGoal.Start
            ? Returns.Targets(step, token).FirstOrDefault(target => target.Node == step.Flow.Start.Id)
            : Returns.Previous(step, token);
        if (target is null)
            return;
        step.Tell(FlowEvents.Returned, new { node = activation.NodeId, activation = activation.Id, to = target.Node, reason = "timeout" });
        Cancelling.Close(step, activation, ActivationState.Returned, "timeout");
        token.ActivationId = null;
        Returns.Send(step, token, target, Arrival.Returned, activation.Id, null);
    }

    // The named ones, else the handlers' superiors, else the flow's managers.
    private static IReadOnlyList<long> Higher(FlowStep step, FlowActivation activation, AssigneeSource? named, List<FlowTask> tasks)
    {
        var found = named is not null
            ? Assignees.Find(step, [named], activation.NodeId, activation.CauseId)
            : [.. tasks.Select(task => step.Workspace.People.ManagerOf(task.AssigneeId)?.Id).OfType<long>().Distinct()];
        return found.Count > 0 ? found : FlowManagers.Of(step);
    }
}
