namespace LowCode.Flows;

/// <summary>Takes away tokens and scopes with everything that hangs on them: activations, tasks, jobs.</summary>
internal static class Cancelling
{
    /// <summary>Closes the activation's open tasks with a reason and drops its time-outs.</summary>
    public static void CloseTasks(FlowStep step, FlowActivation activation, string reason)
    {
        foreach (var task in step.State.TasksOf(activation).Where(task => task.IsLive).ToList())
            Close(step, task, reason);
        step.Jobs.DropOfActivation(step.Instance.Id, activation.Id);
    }

    /// <summary>Closes one task that isn't needed any more.</summary>
    public static void Close(FlowStep step, FlowTask task, string reason) =>
        (task.State, task.Outcome, task.DoneAt, task.DoneBy) = (TaskState.Cancelled, reason, step.Now, step.Caller.Id);

    /// <summary>Ends an activation without a decision.</summary>
    public static void Close(FlowStep step, FlowActivation activation, ActivationState state, string reason)
    {
        CloseTasks(step, activation, reason);
        (activation.State, activation.ClosedAt) = (state, step.Now);
    }

    /// <summary>Deletes a token; an activation that is open there ends with it.</summary>
    public static void Remove(FlowStep step, FlowToken token, ActivationState state, string reason)
    {
        if (step.State.Activations.Find(token.ActivationId) is { State: ActivationState.Open } activation)
            Close(step, activation, state, reason);
        step.Jobs.DropOfToken(step.Instance.Id, token.Id);
        step.Store.Delete(token);
        step.State.Tokens.Remove(token);
    }

    /// <summary>Deletes a scope with all that is inside.</summary>
    public static void RemoveScope(FlowStep step, long scope, ActivationState state, string reason)
    {
        var scopes = step.State.ScopeWithInner(scope);
        foreach (var token in step.State.Tokens.All.Where(token => token.ScopeId is { } own && scopes.Contains(own)).ToList())
            Remove(step, token, state, reason);
        foreach (var inner in step.State.Scopes.All.Where(each => scopes.Contains(each.Id)).Reverse().ToList())
        {
            step.Store.Delete(inner);
            step.State.Scopes.Remove(inner);
        }
    }

    /// <summary>Deletes every token and scope.</summary>
    public static void RemoveAll(FlowStep step, ActivationState state, string reason)
    {
        foreach (var scope in step.State.Scopes.All.Where(scope => scope.ParentScopeId is null).ToList())
            RemoveScope(step, scope.Id, state, reason);
        foreach (var token in step.State.Tokens.All.ToList())
            Remove(step, token, state, reason);
        step.Moving.Clear();
    }

    /// <summary>Ends the instance.</summary>
    public static void End(FlowStep step, InstanceState result, string? node, string? detail = null)
    {
        RemoveAll(step, ActivationState.Cancelled, StateWords.Of(result));
        (step.Instance.State, step.Instance.EndedAt, step.Instance.Error) = (result, step.Now, null);
        step.Tell(FlowEvents.Ended, new { state = StateWords.Of(result), node, result = detail });
        step.Notify(Notifications.NotificationKinds.FlowEnded, [step.Instance.Initiator], FlowNotices.About(step, node, state: StateWords.Of(result)));
    }
}
