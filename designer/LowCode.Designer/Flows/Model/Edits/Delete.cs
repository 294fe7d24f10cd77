using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>
/// Takes nodes and edges away. What led to a node then leads to what came after it, so the flow stays whole; a fork takes its join with it. The start stays.
/// </summary>
public sealed record Delete(IReadOnlyList<string> Ids) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        var nodes = before.Nodes.Where(node => Ids.Contains(node.Id) && node is not StartNode).Select(node => node.Id).ToHashSet();
        nodes.UnionWith(before.Nodes.OfType<ForkNode>().Where(fork => nodes.Contains(fork.Id) && fork.Join is not null).Select(fork => fork.Join!));
        var edges = before.Edges.Where(edge => Ids.Contains(edge.Id)).Select(edge => edge.Id).ToHashSet();
        if (nodes.Count + edges.Count == 0)
            return new(before);
        return new(before with
        {
            Nodes = [.. before.Nodes.Where(node => !nodes.Contains(node.Id)).Select(node => node.Forget(nodes))],
            Edges = [.. before.Edges.Where(edge => !edges.Contains(edge.Id) && !nodes.Contains(edge.From)).Select(edge => Healed(before, edge, nodes)).OfType<FlowEdge>()],
        }, []);
    }

    private static FlowEdge? Healed(FlowDefinition flow, FlowEdge edge, HashSet<string> gone)
    {
        var goal = edge.To;
        for (var steps = 0; gone.Contains(goal); steps++)
        {
            var ways = flow.Ways(goal).Where(way => way.Outcome is null).ToArray();
            if ((ways.FirstOrDefault(way => way.IsDefault) ?? ways.FirstOrDefault()) is not { } next || steps > gone.Count)
                return null;
            goal = next.To;
        }
        return goal == edge.From ? null : goal == edge.To ? edge : edge with { To = goal };
    }
}
