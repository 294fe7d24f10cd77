namespace LowCode.Flows;

/// <summary>When an added signer signs.</summary>
public enum SignPlace
{
    /// <summary>Before the one who asks, whose task waits.</summary>
    Before,
    /// <summary>After the one who asks, who approves with it; the added signers have the last word.</summary>
    After,
    /// <summary>Beside: one more vote.</summary>
    Parallel,
}

/// <summary>Brings in further signers.</summary>
/// <param name="TaskId">The task of whoever asks.</param>
/// <param name="Place">When they sign.</param>
/// <param name="Users">Who.</param>
/// <param name="Mode">How several count: all of them (default), any, or one after another.</param>
/// <param name="Comment">What is said with it; null for nothing.</param>
public sealed record AddSign(long TaskId, SignPlace Place, IReadOnlyList<long> Users, VoteMode Mode = VoteMode.All, string? Comment = null) : TaskCommand(TaskId)
{
    internal override string Button => FlowButtons.AddSign;

    private protected override void Apply(FlowStep step, FlowTask task)
    {
        Check(step, task);
        var node = step.HumanNode(task.NodeId);
        var activation = step.ActivationOf(task);
        step.Tell(FlowEvents.SignersAdded, new { node = task.NodeId, task = task.Id, place = StateWords.Of(Place), to = Users, mode = StateWords.Of(Mode), comment = Comment });
        if (Place == SignPlace.Parallel)
        {
            var state = activation.Mode == VoteMode.Sequential ? TaskState.Waiting : TaskState.Open;
            foreach (var user in Users)
                Activations.AddTask(step, activation, TaskKind.AddParallel, user, task.Position, state, task);
            Voting.Settle(step, activation);
            return;
        }
        if (Place == SignPlace.After)
        {
            Leaving.CheckComment(node, Comment, refusing: false);
            Leaving.Check(step, node, null);
        }
        var kind = Place == SignPlace.Before ? TaskKind.AddBefore : TaskKind.AddAfter;
        (task.State, task.SignMode, task.Comment) = (Place == SignPlace.Before ? TaskState.Blocked : TaskState.PendingAfter, Mode, Place == SignPlace.After ? Comment : task.Comment);
        foreach (var (user, index) in Users.Select((user, index) => (user, index)))
            Activations.AddTask(step, activation, kind, user, index, Mode == VoteMode.Sequential && index > 0 ? TaskState.Waiting : TaskState.Open, task);
    }

    private void Check(FlowStep step, FlowTask task)
    {
        if (task.DelegatedFrom is not null || task.Kind is TaskKind.AddBefore or TaskKind.AddAfter)
            throw FlowRefusals.Depth;
        if (step.HumanNode(task.NodeId) is not AssignedNode node)
            throw FlowRefusals.Button(FlowButtons.AddSign);
        if (Users.Count == 0)
            throw FlowRefusals.Nobody;
        if (Mode is not (VoteMode.All or VoteMode.Any or VoteMode.Sequential))
            throw FlowRefusals.WrongAction(StateWords.Of(Mode));
        if (Place == SignPlace.Parallel && node is not ApproveNode)
            throw FlowRefusals.SignParallel;
        if (Place == SignPlace.After && node is HandleNode { WaitUntil: not null })
            throw FlowRefusals.WaitsForCondition;
        if (Place == SignPlace.After && Signers.Of(step, task).Count > 0)
            throw FlowRefusals.SignMixed;
        foreach (var user in Users)
        {
            Handing.CheckPerson(step, user);
            if (Handing.HasTask(step, task.ActivationId, user) || Users.Count(each => each == user) > 1)
                throw FlowRefusals.Twice(user);
        }
    }
}
