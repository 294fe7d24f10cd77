using System.Text.Json;

namespace LowCode.Flows;

/// <summary>Puts together what is shown of one instance.</summary>
internal static class InstancePage
{
    public static InstanceView Of(FlowStep step, IReadOnlyList<FlowEvent> events)
    {
        var walked = events.Where(each => each.Type == FlowEvents.Trace).SelectMany(each => Edges(each.Data)).ToHashSet();
        var left = step.Flow.Definition.Edges.Where(edge => walked.Contains(edge.Id)).Select(edge => edge.From);
        var handled = step.State.Activations.All.Where(activation => activation.State is ActivationState.Passed or ActivationState.Failed or ActivationState.Returned).Select(activation => activation.NodeId);
        var ended = step.Instance.State is InstanceState.Completed or InstanceState.Rejected
            ? step.Flow.Definition.Nodes.OfType<EndNode>().Select(node => node.Id).Where(id => step.Flow.Topology.Incoming(id).Any(edge => walked.Contains(edge.Id))) : [];
        return new InstanceView
        {
            Instance = step.Instance,
            Flow = step.Flow.Definition,
            Waiting = [.. step.State.Tokens.All.Where(token => token.Phase == TokenPhase.Wait).Select(token => Waiting(step, token))],
            Passed = left.Concat(handled).Concat(ended).ToHashSet(),
            Walked = walked,
            Spent = step.State.Activations.All.GroupBy(activation => activation.NodeId)
                .ToDictionary(group => group.Key, group => group.Aggregate(TimeSpan.Zero, (sum, activation) => sum + ((activation.ClosedAt ?? step.Now) - activation.CreatedAt))),
            Timeline = [.. events.Where(each => each.Type is not (FlowEvents.Trace or FlowEvents.NodeClosed))],
            Actions = [.. Actions(step)],
            Rights = ReadingRights.Of(step),
            MyTasks = [.. step.State.Tasks.All.Where(task => task.State == TaskState.Open && task.AssigneeId == step.Caller.Id).Select(task => task.Id)],
        };
    }

    private static WaitingNode Waiting(FlowStep step, FlowToken token)
    {
        var activation = step.State.Activations.Find(token.ActivationId);
        var handlers = activation is null ? [] : step.State.TasksOf(activation).Where(task => task.State == TaskState.Open).Select(task => task.AssigneeId).Distinct();
        var job = activation is null ? step.Jobs.OfInstance(step.Instance.Id).FirstOrDefault(job => job.TokenId == token.Id) : null;
        return new WaitingNode(token.NodeId, step.Flow.Node(token.NodeId).Label, [.. handlers], activation?.CreatedAt ?? step.Instance.StartedAt, activation?.DueAt ?? job?.DueAt);
    }

    private static IEnumerable<string> Actions(FlowStep step)
    {
        if (!step.Instance.IsLive)
            yield break;
        var initiator = step.Caller.Id == step.Instance.Initiator;
        var manager = FlowManagers.Manages(step, step.Caller);
        var suspended = step.Instance.State == InstanceState.Suspended;
        var atStart = step.State.Tokens.All.All(token => token.NodeId == step.Flow.Start.Id);
        if (initiator && !suspended && Withdraw.IsAllowed(step))
            yield return "withdraw";
        if ((initiator || manager) && !suspended && step.State.Handlers().Any(user => user != step.Caller.Id))
            yield return "urge";
        if (manager || initiator && atStart)
            yield return "terminate";
        if (!manager)
            yield break;
        yield return "jump";
        yield return "reassign";
        yield return suspended ? "resume" : "suspend";
        if (step.Instance.State == InstanceState.Incident)
            yield return "retry";
    }

    private static List<string> Edges(string trace)
    {
        using var document = JsonDocument.Parse(trace);
        return document.RootElement.TryGetProperty("edges", out var edges) ? [.. edges.EnumerateArray().Select(edge => edge.GetString()!)] : [];
    }
}
