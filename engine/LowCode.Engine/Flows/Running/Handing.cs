namespace LowCode.Flows;

/// <summary>Giving a task to another person.</summary>
internal static class Handing
{
    public static void CheckPerson(FlowStep step, long user)
    {
        if (step.Workspace.People.User(user) is not { Active: true })
            throw FlowRefusals.BadPerson(user);
    }

    /// <summary>Makes the task another person's; refused when they have one in this activation already, since nobody votes twice.</summary>
    public static void Over(FlowStep step, FlowTask task, long to)
    {
        CheckPerson(step, to);
        if (HasTask(step, task.ActivationId, to))
            throw FlowRefusals.Twice(to);
        (task.OwnerId, task.AssigneeId, task.DelegatedFrom) = (to, to, null);
        if (task.State == TaskState.Open)
            Activations.Announce(step, task, Notifications.NotificationKinds.TaskAssigned);
    }

    /// <summary>True when the person has a task in the activation that is live or was voted.</summary>
    public static bool HasTask(FlowStep step, long activation, long user) =>
        step.State.Tasks.All.Any(task => task.ActivationId == activation && task.State != TaskState.Cancelled && task.Outcome is not Voting.Removed && (task.OwnerId == user || task.AssigneeId == user));
}
