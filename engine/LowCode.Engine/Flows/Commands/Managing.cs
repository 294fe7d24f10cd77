using LowCode.Notifications;

namespace LowCode.Flows;

/// <summary>Ends the flow: a manager at any time; the initiator while the record waits at the start (given up).</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Comment">Why; null for nothing.</param>
public sealed record Terminate(long InstanceId, string? Comment = null) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        var givenUp = step.Caller.Id == step.Instance.Initiator && step.State.Tokens.All.All(token => token.NodeId == step.Flow.Start.Id);
        if (!givenUp)
            step.MustManage();
        Cancelling.End(step, givenUp ? InstanceState.Withdrawn : InstanceState.Terminated, null, Comment);
    }
}

/// <summary>A manager gives a task to someone else.</summary>
/// <param name="TaskId">The task; open, waiting or blocked.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Comment">Why; null for nothing.</param>
public sealed record Reassign(long TaskId, long To, string? Comment = null) : FlowCommand
{
    internal override long Locate(IFlowStore store) => store.InstanceOfTask(TaskId) ?? throw FlowRefusals.UnknownTask(TaskId);

    internal override void Apply(FlowStep step)
    {
        step.MustManage();
        var task = step.State.Tasks.Find(TaskId)!;
        if (!task.IsLive)
            throw task.State == TaskState.Done ? FlowRefusals.TaskDone(task) : FlowRefusals.TaskClosed(task);
        var from = task.AssigneeId;
        Handing.Over(step, task, To);
        step.Tell(FlowEvents.Reassigned, new { node = task.NodeId, task = task.Id, from, to = To, comment = Comment });
    }
}

/// <summary>A manager moves a token to a human node of its own branch or further out, forward or back.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Target">Id of the node.</param>
/// <param name="From">Node of the token that is moved; may be null when only one is active.</param>
/// <param name="Comment">Why; null for nothing.</param>
public sealed record Jump(long InstanceId, string Target, string? From = null, string? Comment = null) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        step.MustManage();
        var waiting = step.State.Tokens.All.Where(token => token.Phase == TokenPhase.Wait && (From is null || token.NodeId == From)).ToList();
        if (waiting is not [var token])
            throw FlowRefusals.JumpToken;
        var target = Returns.Places(step, token).FirstOrDefault(place => place.Node == Target) ?? throw FlowRefusals.JumpTarget(Target);
        step.Tell(FlowEvents.Jumped, new { node = token.NodeId, to = Target, comment = Comment });
        if (step.State.Activations.Find(token.ActivationId) is { } activation)
            Cancelling.Close(step, activation, ActivationState.Cancelled, "jumped");
        step.Jobs.DropOfToken(step.Instance.Id, token.Id);
        token.ActivationId = null;
        Returns.Send(step, token, target, Arrival.Jumped, null, null);
        // It goes on from here: an instance that was stuck isn't any more.
        if (step.Instance.State == InstanceState.Incident)
            (step.Instance.State, step.Instance.Error) = (InstanceState.Running, null);
    }
}

/// <summary>A manager stops the flow and its clocks for a while.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Comment">Why; null for nothing.</param>
public sealed record Suspend(long InstanceId, string? Comment = null) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        step.MustManage();
        if (step.Instance.State != InstanceState.Running)
            throw FlowRefusals.Ended(step.Instance.State);
        step.Instance.State = InstanceState.Suspended;
        step.Jobs.Pause(InstanceId);
        step.Tell(FlowEvents.Suspended, new { comment = Comment });
    }
}

/// <summary>A manager lets a suspended flow go on; all due times move by the length of the pause.</summary>
/// <param name="InstanceId">The instance.</param>
public sealed record Resume(long InstanceId) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        step.MustManage();
        if (step.Instance.State != InstanceState.Suspended)
            throw FlowRefusals.Ended(step.Instance.State);
        var pause = step.Now - step.Store.LastEvent(InstanceId, FlowEvents.Suspended, actor: null)!.Value;
        step.Instance.State = InstanceState.Running;
        step.Jobs.Resume(InstanceId, pause);
        foreach (var activation in step.State.Activations.All.Where(activation => activation.State == ActivationState.Open))
            activation.DueAt += pause;
        foreach (var task in step.State.Tasks.All.Where(task => task.IsLive))
            task.DueAt += pause;
        step.Tell(FlowEvents.Resumed, new { pausedSeconds = (long)pause.TotalSeconds });
        // Records may have changed meanwhile.
        step.Recheck = true;
    }
}

/// <summary>A manager lets the failed jobs of an instance be tried again.</summary>
/// <param name="InstanceId">The instance.</param>
public sealed record Retry(long InstanceId) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        step.MustManage();
        if (step.Instance.State != InstanceState.Incident)
            throw FlowRefusals.Ended(step.Instance.State);
        (step.Instance.State, step.Instance.Error) = (InstanceState.Running, null);
        step.Jobs.Revive(InstanceId, step.Now);
        step.Unit.AfterCommit(step.Runner.Jobs.Wake);
        step.Tell(FlowEvents.Retried, new { });
    }
}

/// <summary>A job of the instance has failed for good.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record Fail(long InstanceId, string Error) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        (step.Instance.State, step.Instance.Error) = (InstanceState.Incident, Error);
        step.Tell(FlowEvents.Incident, new { error = Error });
        step.Notify(NotificationKinds.FlowIncident, FlowManagers.Of(step), FlowNotices.About(step, null, text: Error));
    }
}

/// <summary>The record has been saved elsewhere: nodes that wait for a condition are tested again.</summary>
/// <param name="InstanceId">The instance.</param>
internal sealed record TestWaits(long InstanceId) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step) => step.Recheck = step.Instance.State == InstanceState.Running;
}
