using LowCode.Notifications;

namespace LowCode.Flows;

/// <summary>Copies to read.</summary>
internal static class Copies
{
    public static void Send(FlowStep step, string node, IReadOnlyList<long> people, string? comment = null)
    {
        var round = Math.Max(1, step.State.Activations.All.Count(activation => activation.NodeId == node));
        var reached = people.Where(user => step.Store.AddCopy(step.Instance.Id, node, round, user, step.Now)).ToList();
        if (reached.Count == 0)
            return;
        step.Tell(FlowEvents.Copied, new { node, to = reached, comment });
        step.Notify(NotificationKinds.FlowCopied, reached, FlowNotices.About(step, node, comment: comment));
    }
}
