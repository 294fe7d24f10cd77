using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Takes a branch away with everything that lies only on it. A gateway that is left with one way goes too, and its join with it.</summary>
public sealed record RemoveWay(string Edge) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindEdge(Edge) is not { } edge || before.FindNode(edge.From) is not (ExclusiveNode or ForkNode) || before.Ways(edge.From).Count < 2)
            return new(before);
        var flow = Pruned(before with { Edges = [.. before.Edges.Where(each => each.Id != Edge)] });
        var ways = flow.Ways(edge.From);
        if (ways.Count == 1)
            return new(Collapsed(flow, flow.FindNode(edge.From)!, ways[0]), []);
        // Somebody must take what no condition takes: the last way, unless another one does already.
        if (edge.IsDefault && flow.ChoosesByCondition(edge.From))
            flow = flow.With(ways[^1] with { IsDefault = true, When = null });
        return new(flow, [edge.From]);
    }

    /// <summary>The flow without what can't be come to any more.</summary>
    internal static FlowDefinition Pruned(FlowDefinition flow)
    {
        if (flow.Nodes.OfType<StartNode>().FirstOrDefault() is not { } start)
            return flow;
        var reached = new FlowTopology(flow).Reach(start.Id);
        var gone = flow.Nodes.Where(node => !reached.Contains(node.Id)).Select(node => node.Id).ToHashSet();
        return gone.Count == 0 ? flow : flow with
        {
            Nodes = [.. flow.Nodes.Where(node => !gone.Contains(node.Id)).Select(node => node.Forget(gone))],
            Edges = [.. flow.Edges.Where(edge => !gone.Contains(edge.From) && !gone.Contains(edge.To))],
        };
    }

    private static FlowDefinition Collapsed(FlowDefinition flow, FlowNode gateway, FlowEdge way)
    {
        // The join first: a branch that leads straight to it then leads behind it.
        if (gateway is ForkNode { Join: { } join } && flow.Ways(join) is [var behind, ..])
        {
            flow = Bypassed(flow, join, behind.To);
            way = flow.Ways(gateway.Id)[0];
        }
        return Bypassed(flow, gateway.Id, way.To);
    }

    private static FlowDefinition Bypassed(FlowDefinition flow, string node, string goal) => flow with
    {
        Nodes = [.. flow.Nodes.Where(each => each.Id != node).Select(each => each.Forget(new HashSet<string> { node }))],
        Edges = [.. flow.Edges.Where(edge => edge.From != node).Select(edge => edge.To == node ? edge with { To = goal } : edge)],
    };
}
