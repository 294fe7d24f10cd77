using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>What may be put on an edge without the flow losing its soundness.</summary>
public static class SoundSteps
{
    private static readonly string[] Anywhere = [ApproveNode.Key, HandleNode.Key, CcNode.Key, AutoNode.Key, TimerNode.Key, ExclusiveNode.Key, ForkNode.Key];

    /// <summary>Kinds of nodes for an edge. An end only where it cuts nothing off: on a branch of a condition, outside of parallel branches, when the steps behind are reached another way too.</summary>
    public static IReadOnlyList<string> On(FlowDefinition flow, FlowEdge edge)
    {
        if (flow.FindNode(edge.From) is not ExclusiveNode || flow.FindNode(edge.To) is EndNode)
            return Anywhere;
        var topology = new FlowTopology(flow);
        var without = new FlowTopology(flow with { Edges = [.. flow.Edges.Where(each => each.Id != edge.Id)] });
        return topology.Level(edge.From).Count == 0 && flow.Nodes.OfType<StartNode>().FirstOrDefault() is { } start && without.Reach(start.Id).Count == flow.Nodes.Count
            ? [.. Anywhere, EndNode.Key] : Anywhere;
    }
}
