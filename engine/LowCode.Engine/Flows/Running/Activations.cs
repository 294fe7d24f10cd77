using LowCode.Notifications;

namespace LowCode.Flows;

/// <summary>A token has come to a human node: finds the people, makes their tasks, sets the deadlines, and decides what needs no person.</summary>
internal static class Activations
{
    public static void Open(FlowStep step, FlowToken token, HumanNode node)
    {
        var (arrival, cause, resubmitTo) = step.Travel.GetValueOrDefault(token.Id);
        var earlier = step.State.Activations.All.Where(activation => activation.NodeId == node.Id).ToList();
        var people = Assignees.ForNode(step, node, arrival, cause, earlier.LastOrDefault());
        var vote = (node as ApproveNode)?.Vote ?? new VoteRule();
        var activation = new FlowActivation
        {
            InstanceId = step.Instance.Id,
            TokenId = token.Id,
            NodeId = node.Id,
            ScopeId = token.ScopeId,
            BranchEdge = token.BranchEdge,
            Round = earlier.Count + 1,
            Mode = vote.Mode,
            Voters = people.Users.Count,
            Need = vote.Needed(people.Users.Count),
            CauseId = cause,
            Arrival = arrival,
            ResubmitTo = resubmitTo,
            CreatedAt = step.Now,
        };
        activation.DueAt = Deadlines.DueAt(step, node);
        step.Store.Insert(activation);
        step.State.Activations.Add(activation);
        token.ActivationId = activation.Id;
        step.Log?.Asked(node.Id, people.Users);

        var kind = node is ApproveNode ? TaskKind.Vote : TaskKind.Handle;
        foreach (var (user, position) in people.Users.Select((user, index) => (user, node is StartNode ? FlowTask.StartPosition : index)))
            AddTask(step, activation, kind, user, position, activation.Mode == VoteMode.Sequential && position > 0 ? TaskState.Waiting : TaskState.Open, onBehalfOf: people.For.GetValueOrDefault(user));
        Deadlines.Set(step, activation, node);

        if (people.Decision is { } decision)
            Voting.DecideBySystem(step, activation, decision, "nobody");
        else if (node is HandleNode { WaitUntil: { } condition } && step.Test(condition, node.Id))
            WaitUntil.Met(step, activation);
        else if (arrival == Arrival.Forward && node is AssignedNode assigned)
            AutomaticVotes.Cast(step, activation, assigned);
    }

    /// <summary>Inserts a task; an open one is announced to its assignee.</summary>
    public static FlowTask AddTask(FlowStep step, FlowActivation activation, TaskKind kind, long user, int position, TaskState state, FlowTask? parent = null, long? onBehalfOf = null)
    {
        var task = new FlowTask
        {
            InstanceId = step.Instance.Id,
            ActivationId = activation.Id,
            NodeId = activation.NodeId,
            Kind = kind,
            ParentTaskId = parent?.Id,
            OwnerId = user,
            AssigneeId = user,
            OnBehalfOf = onBehalfOf,
            Position = position,
            State = state,
            CreatedAt = step.Now,
            DueAt = activation.DueAt,
        };
        step.Store.Insert(task);
        step.State.Tasks.Add(task);
        if (state == TaskState.Open)
            Announce(step, task, activation.Arrival == Arrival.Returned ? NotificationKinds.TaskReturned : NotificationKinds.TaskAssigned);
        return task;
    }

    /// <summary>Puts a task that had to wait into its assignee's queue.</summary>
    public static void OpenTask(FlowStep step, FlowTask task)
    {
        task.State = TaskState.Open;
        Announce(step, task, NotificationKinds.TaskAssigned);
    }

    /// <summary>Tells the assignee, unless the task is done by the end of the command.</summary>
    public static void Announce(FlowStep step, FlowTask task, string kind) => step.Announced[task.Id] = kind;
}
