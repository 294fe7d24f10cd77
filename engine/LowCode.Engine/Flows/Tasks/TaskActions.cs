namespace LowCode.Flows;

/// <summary>Which buttons a task offers; the commands refuse the others.</summary>
internal static class TaskActions
{
    public static IReadOnlyList<TaskAction> Of(FlowTask task, HumanNode node, bool canReturn) =>
        [.. FlowButtons.All.Where(action => Fits(action, task, node, canReturn)).Where(action => !(node.Buttons.TryGetValue(action, out var setting) && setting.Hidden))
            .Select(action => new TaskAction(action, node.Buttons.GetValueOrDefault(action)?.Label ?? Label.Empty))];

    private static bool Fits(string action, FlowTask task, HumanNode node, bool canReturn)
    {
        var adviser = task.DelegatedFrom is not null;
        var work = task.Kind == TaskKind.Handle;
        return action switch
        {
            FlowButtons.Approve => !work,
            FlowButtons.Reject => !work,
            FlowButtons.Submit => work && (adviser || node is not HandleNode { WaitUntil: not null }),
            FlowButtons.Return => canReturn,
            FlowButtons.Transfer => !adviser && node is AssignedNode,
            FlowButtons.Delegate => !adviser && node is AssignedNode,
            FlowButtons.AddSign => !adviser && task.IsVoter && node is AssignedNode,
            _ => true,
        };
    }
}
