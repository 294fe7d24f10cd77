namespace LowCode.Flows;

/// <summary>
/// The handler of a done task takes the decision back. Possible while nobody has acted upon it: an undecided vote simply opens again; a node that was passed is
/// entered again when everything that followed still waits for its first vote, no join fired and no automation ran.
/// </summary>
/// <param name="TaskId">The done task.</param>
public sealed record TakeBack(long TaskId) : FlowCommand
{
    internal override long Locate(IFlowStore store) => store.InstanceOfTask(TaskId) ?? throw FlowRefusals.UnknownTask(TaskId);

    internal override void Apply(FlowStep step)
    {
        var task = step.State.Tasks.Find(TaskId)!;
        if (task.DoneBy != step.Caller.Id)
            throw step.IsInvolved(step.Caller.Id) ? FlowRefusals.NotYours : FlowRefusals.UnknownTask(TaskId);
        if (step.Instance.State == InstanceState.Suspended)
            throw FlowRefusals.Suspended;
        if (Obstacle(step, task) is { } why)
            throw FlowRefusals.TakeBack(why);

        var activation = step.ActivationOf(task);
        step.Tell(FlowEvents.TakenBack, new { node = task.NodeId, task = task.Id, activation = activation.Id });
        if (activation.State == ActivationState.Open)
            Reopen(step, activation, task);
        else
            Restore(step, activation);
    }

    /// <summary>What stands in the way; null when it can be taken back.</summary>
    internal static string? Obstacle(FlowStep step, FlowTask task)
    {
        if (task.State != TaskState.Done || !task.IsVoter || task.Outcome is not (TaskOutcomes.Approve or TaskOutcomes.Submit or TaskOutcomes.Reject))
            return "notDone";
        var activation = step.ActivationOf(task);
        if (activation.NodeId == step.Flow.Start.Id)
            return "start";
        if (activation.State == ActivationState.Open)
            return activation.Mode == VoteMode.Sequential && step.State.TasksOf(activation).Any(other => other.Position > task.Position && other.State == TaskState.Done) ? "acted" : null;
        if (activation.State != ActivationState.Passed || task.Outcome == TaskOutcomes.Reject)
            return "closed";
        return Followers(step, activation) is null ? "acted" : null;
    }

    // The tokens that the decision produced, all still waiting for a first vote; null when something has happened since.
    private static List<FlowToken>? Followers(FlowStep step, FlowActivation activation)
    {
        var next = step.State.Activations.All.Where(each => each.CauseId == activation.Id).ToList();
        var tokens = next.Select(each => step.State.Tokens.Find(each.TokenId)).ToList();
        if (next.Count == 0 || next.Any(each => each.State != ActivationState.Open || step.State.TasksOf(each).Any(task => task.State is TaskState.Done or TaskState.PendingAfter)) || tokens.Any(token => token is null))
            return null;
        if (step.Store.LastEvent(step.Instance.Id, FlowEvents.Automated, actor: null) >= activation.ClosedAt)
            return null;
        // Same branch: one token. One fork crossed: all tokens of the new scope. Anything else went through a join or waits at a timer.
        if (tokens is [{ } single] && single.ScopeId == activation.ScopeId && single.BranchEdge == activation.BranchEdge)
            return [single];
        var scope = step.State.Scopes.Find(tokens[0]!.ScopeId);
        var inside = scope is null ? null : step.State.ScopeWithInner(scope.Id);
        var all = step.State.Tokens.All.Where(token => token.ScopeId is { } own && inside is not null && inside.Contains(own)).ToList();
        return scope is not null && scope.ParentScopeId == activation.ScopeId && scope.ParentBranch == activation.BranchEdge && all.Count == tokens.Count && all.All(token => tokens.Contains(token)) ? all! : null;
    }

    private static void Reopen(FlowStep step, FlowActivation activation, FlowTask task)
    {
        // A task is completed once; the vote comes again as a new one. In a sequence the next one has to wait again.
        task.Outcome = Voting.Removed;
        if (activation.Mode == VoteMode.Sequential)
        {
            foreach (var later in step.State.TasksOf(activation).Where(other => other.State == TaskState.Open && other.Position > task.Position))
                later.State = TaskState.Waiting;
        }
        Activations.AddTask(step, activation, task.Kind, step.Caller.Id, task.Position, TaskState.Open, step.State.Tasks.Find(task.ParentTaskId), task.OnBehalfOf);
        Voting.Settle(step, activation);
    }

    private void Restore(FlowStep step, FlowActivation activation)
    {
        var tokens = Followers(step, activation)!;
        FlowToken token;
        if (tokens[0].ScopeId == activation.ScopeId)
        {
            token = tokens[0];
            Cancelling.Close(step, step.State.Activations.Find(token.ActivationId)!, ActivationState.Withdrawn, "takenBack");
            Advance.Move(step, token, activation.NodeId);
        }
        else
        {
            var outermost = step.State.Scopes.All.First(scope => scope.ParentScopeId == activation.ScopeId && step.State.ScopeWithInner(scope.Id).Contains(tokens[0].ScopeId!.Value));
            Cancelling.RemoveScope(step, outermost.Id, ActivationState.Withdrawn, "takenBack");
            token = Advance.Create(step, activation.NodeId, activation.ScopeId, activation.BranchEdge);
        }
        Advance.Sent(step, token, Arrival.TakenBack, activation.CauseId, activation.ResubmitTo);
        Advance.Run(step);
        KeepOtherVotes(step, activation, step.State.Activations.Find(token.ActivationId)!);
    }

    // Only the one who takes back is asked again; what the others said still stands.
    private void KeepOtherVotes(FlowStep step, FlowActivation before, FlowActivation now)
    {
        foreach (var task in step.State.TasksOf(now).Where(task => task.IsLive && task.OwnerId != step.Caller.Id).ToList())
        {
            if (step.State.TasksOf(before).LastOrDefault(old => old.OwnerId == task.OwnerId && old.State == TaskState.Done && old.Id != TaskId) is { } old)
                (task.State, task.Outcome, task.Comment, task.DoneAt, task.DoneBy) = (TaskState.Done, old.Outcome, old.Comment, old.DoneAt, old.DoneBy);
        }
        Voting.Settle(step, now);
    }
}
