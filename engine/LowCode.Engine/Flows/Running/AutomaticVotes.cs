namespace LowCode.Flows;

/// <summary>Votes that the system casts for people who need not be asked, as the node's rule says. Off when a record has been sent back.</summary>
internal static class AutomaticVotes
{
    public static void Cast(FlowStep step, FlowActivation activation, AssignedNode node)
    {
        foreach (var task in step.State.TasksOf(activation).Where(task => task.IsVoter && task.IsLive).ToList())
        {
            if (activation.State != ActivationState.Open)
                return;
            if (Reason(step, activation, node.Assignees, task.OwnerId) is not { } reason)
                continue;
            if (++step.Automatic > FlowStep.MaxAutomatic)
                throw FlowRefusals.Loop;
            step.Tell(FlowEvents.Decided, new { node = node.Id, activation = activation.Id, task = task.Id, user = task.OwnerId, outcome = TaskOutcomes.Approve, reason }, actor: 0);
            Voting.Close(step, task, task.Kind == TaskKind.Handle ? TaskOutcomes.Submit : TaskOutcomes.Approve, null, by: 0);
            Voting.Settle(step, activation);
        }
    }

    private static string? Reason(FlowStep step, FlowActivation activation, AssigneeRule rule, long user)
    {
        if (rule.IfInitiator == InitiatorPolicy.Pass && user == step.Instance.Initiator)
            return "initiator";
        var approvals = step.State.Tasks.All.Where(task => task.State == TaskState.Done && task.Kind == TaskKind.Vote && task.Outcome == TaskOutcomes.Approve && task.OwnerId == user && task.ActivationId != activation.Id);
        return rule.IfSamePerson switch
        {
            SamePersonPolicy.Consecutive when approvals.Any(task => task.ActivationId == activation.CauseId) => "samePerson",
            SamePersonPolicy.AnyEarlier when approvals.Any() => "samePerson",
            _ => null,
        };
    }
}
