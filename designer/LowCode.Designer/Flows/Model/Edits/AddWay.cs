using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Adds a further way out of a gateway, with a node on it; it leads to the fork's join, or to where the gateway's default way leads.</summary>
public sealed record AddWay(string Gateway, string Type = ApproveNode.Key) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindNode(Gateway) is not { } gateway || FlowNodeTypes.Find(Type) is not { } type || type.Key is StartNode.Key or ForkNode.Key or ExclusiveNode.Key or JoinNode.Key)
            return new(before);
        var ways = before.Ways(Gateway);
        var at = gateway.Position ?? new FlowPosition(0, 0);
        var right = ways.Select(way => before.FindNode(way.To)?.Position).Where(place => place is not null && place.Y > at.Y).Select(place => place!.X + FlowGraph.Aside).DefaultIfEmpty(at.X).Max();
        var node = type.Create(before.NextNodeId(Type)) with { Position = new FlowPosition(right, at.Y + FlowGraph.Step) };
        var flow = before.Plus([node], []).Joined(Gateway, node.Id);
        if (node is not EndNode && Goal(before, gateway, ways) is { } goal)
            flow = flow.Joined(node.Id, goal);
        return new(flow, [node.Id]);
    }

    private static string? Goal(FlowDefinition flow, FlowNode gateway, IReadOnlyList<FlowEdge> ways)
    {
        if (gateway is ForkNode fork)
            return fork.Join;
        // Where the other ways meet again: the first node that all of them reach.
        var topology = new FlowTopology(flow);
        var reached = ways.Select(way => topology.Reach(way.To, gateway.Id)).ToArray();
        var first = ways.FirstOrDefault(way => way.IsDefault) ?? (ways.Count > 0 ? ways[0] : null);
        for (var (node, steps) = (first?.To, 0); node is not null && steps < FlowDefinition.MaxNodes; node = topology.PlainOut(node)?.To, steps++)
        {
            if (reached.All(set => set.Contains(node)) && flow.FindNode(node) is not StartNode)
                return node;
        }
        return first?.To;
    }
}
