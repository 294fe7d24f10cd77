namespace LowCode.Flows;

/// <summary>Added signers. Before: their approval gives the task back, a refusal is its refusal. After: they have the last word over its approval.</summary>
internal static class Signers
{
    /// <summary>The signers that were added to a task, in their order.</summary>
    public static List<FlowTask> Of(FlowStep step, FlowTask parent) =>
        [.. step.State.Tasks.All.Where(task => task.ParentTaskId == parent.Id && (task.Kind is TaskKind.AddBefore or TaskKind.AddAfter)).OrderBy(task => task.Position).ThenBy(task => task.Id)];

    /// <summary>An added signer has decided.</summary>
    public static void Decided(FlowStep step, FlowActivation activation, FlowTask signer)
    {
        var parent = step.State.Tasks.Find(signer.ParentTaskId)!;
        if (signer.Outcome == TaskOutcomes.Reject)
            Finish(step, activation, parent, approved: false, signer);
        else
            Settle(step, activation, parent, signer);
    }

    /// <summary>After an approval or a removal: is the task's signing complete, or whose turn is it?</summary>
    public static void Settle(FlowStep step, FlowActivation activation, FlowTask parent, FlowTask? last)
    {
        var signers = Of(step, parent);
        var live = signers.Where(task => task.IsLive).ToList();
        var approvedByAny = parent.SignMode == VoteMode.Any && signers.Any(task => task is { State: TaskState.Done, Outcome: TaskOutcomes.Approve });
        if (live.Count == 0 || approvedByAny)
            Finish(step, activation, parent, approved: true, last);
        else if (parent.SignMode == VoteMode.Sequential && live.All(task => task.State == TaskState.Waiting))
            Activations.OpenTask(step, live[0]);
    }

    private static void Finish(FlowStep step, FlowActivation activation, FlowTask parent, bool approved, FlowTask? last)
    {
        foreach (var task in Of(step, parent).Where(task => task.IsLive))
            Cancelling.Close(step, task, Voting.Decided);
        var before = parent.State == TaskState.Blocked;
        if (before && (approved || parent.Kind == TaskKind.Handle))
        {
            // Work has no vote that a signer could refuse: the worker reads the opinion and goes on.
            Activations.OpenTask(step, parent);
            return;
        }
        if (!before && parent.Kind == TaskKind.Handle && !approved)
        {
            (parent.Outcome, parent.Comment) = (null, null);
            Activations.OpenTask(step, parent);
            return;
        }
        var word = !approved ? TaskOutcomes.Reject : parent.Kind == TaskKind.Handle ? TaskOutcomes.Submit : TaskOutcomes.Approve;
        // What was signed after carries the words of the one who asked; a refusal carries the refuser's.
        Voting.Close(step, parent, word, approved ? parent.Comment : last?.Comment, approved ? parent.AssigneeId : last?.DoneBy ?? 0);
        Voting.Settle(step, activation);
    }
}
