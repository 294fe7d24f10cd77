namespace LowCode.Flows;

/// <summary>Takes an added signer out again; the rule that waited for them is applied anew.</summary>
/// <param name="TaskId">The added signer's task.</param>
public sealed record RemoveSign(long TaskId) : FlowCommand
{
    internal override long Locate(IFlowStore store) => store.InstanceOfTask(TaskId) ?? throw FlowRefusals.UnknownTask(TaskId);

    internal override void Apply(FlowStep step)
    {
        var task = step.State.Tasks.Find(TaskId)!;
        var parent = step.State.Tasks.Find(task.ParentTaskId) ?? throw FlowRefusals.SignUnknown;
        if (parent.OwnerId != step.Caller.Id)
            step.MustManage();
        if (!task.IsLive)
            throw FlowRefusals.TaskDone(task);
        var activation = step.ActivationOf(task);
        if (task.Kind == TaskKind.AddParallel && activation.Voters <= 1)
            throw FlowRefusals.SignLast;
        Cancelling.Close(step, task, Voting.Removed);
        step.Tell(FlowEvents.SignerRemoved, new { node = task.NodeId, task = task.Id, user = task.OwnerId });
        if (task.Kind == TaskKind.AddParallel)
        {
            foreach (var signer in Signers.Of(step, task).Where(signer => signer.IsLive))
                Cancelling.Close(step, signer, Voting.Removed);
            Voting.Settle(step, activation);
        }
        else
        {
            Signers.Settle(step, activation, parent, task);
        }
    }
}
