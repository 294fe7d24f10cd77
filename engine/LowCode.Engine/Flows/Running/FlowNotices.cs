namespace LowCode.Flows;

/// <summary>What an inbox entry about a flow says.</summary>
internal static class FlowNotices
{
    public static object About(FlowStep step, string? node, long? task = null, string? comment = null, string? state = null, string? text = null) => new
    {
        flow = step.Flow.Definition.Key,
        instance = step.Instance.Id,
        title = step.Instance.Title,
        node,
        nodeLabel = node is null ? null : step.Flow.Node(node).Label,
        task,
        actor = step.Caller.Id,
        comment,
        state,
        text,
    };
}
