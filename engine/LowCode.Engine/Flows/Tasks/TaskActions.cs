namespace LowCode.Flows;

/// <summary>Which buttons a task offers; the commands refuse the others.</summary>
internal static class TaskActions
{
    public static IReadOnlyList<TaskAction> Of(FlowTask task, HumanNode node, bool canReturn) =>
        [.. FlowButtons.All.Where(action => Offers(action, task.Kind, task.DelegatedFrom is not null, node, canReturn)).Select(action => Labelled(action, node))];

    /// <summary>What several tasks offer at once, and how many of them each; tasks that are alike are counted together.</summary>
    public static IReadOnlyList<TaskOffer> Of(IReadOnlyCollection<(HumanNode Node, TaskKind Kind, bool Adviser, int Count)> tasks) =>
    [
        .. from action in TaskDecision.Actions
           let offering = tasks.Where(each => Offers(action, each.Kind, each.Adviser, each.Node, canReturn: false)).ToList()
           where offering.Count > 0
           let names = offering.Select(each => Labelled(action, each.Node)).Distinct().ToList()
           select new TaskOffer(names is [var same] ? same : new TaskAction(action, Label.Empty), offering.Sum(each => each.Count)),
    ];

    private static TaskAction Labelled(string action, HumanNode node) => new(action, node.Buttons.GetValueOrDefault(action)?.Label ?? Label.Empty);

    private static bool Offers(string action, TaskKind kind, bool adviser, HumanNode node, bool canReturn) =>
        Fits(action, kind, adviser, node, canReturn) && !(node.Buttons.TryGetValue(action, out var setting) && setting.Hidden);

    private static bool Fits(string action, TaskKind kind, bool adviser, HumanNode node, bool canReturn)
    {
        var work = kind == TaskKind.Handle;
        return action switch
        {
            FlowButtons.Approve => !work,
            FlowButtons.Reject => !work,
            FlowButtons.Submit => work && (adviser || node is not HandleNode { WaitUntil: not null }),
            FlowButtons.Return => canReturn,
            FlowButtons.Transfer => !adviser && node is AssignedNode,
            FlowButtons.Delegate => !adviser && node is AssignedNode,
            FlowButtons.AddSign => !adviser && FlowTask.Votes(kind) && node is AssignedNode,
            // Not the assignee's own: for managers.
            TaskDecision.Reassign => false,
            _ => true,
        };
    }
}
