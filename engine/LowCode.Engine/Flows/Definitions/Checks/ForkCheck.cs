using System.Globalization;

namespace LowCode.Flows;

/// <summary>
/// Forks and joins nest like brackets: the branches of a fork share nothing, are entered only at the fork, hold no end, and all lead to its join. This is
/// what lets the runner join by scope instead of searching the graph.
/// </summary>
internal static class ForkCheck
{
    public static void Run(FlowTopology topology, FlowProblemList problems)
    {
        foreach (var join in topology.Nodes.Values.OfType<JoinNode>())
        {
            var forks = topology.Forks.Count(fork => fork.Join == join.Id);
            if (forks != 1)
                problems.Add(FlowRules.JoinFork, join.Id, detail: forks.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var fork in topology.Forks)
        {
            if (fork.Join is { } id && topology.Nodes.GetValueOrDefault(id) is JoinNode join)
                CheckPair(fork, join, topology, problems);
            else
                problems.Add(FlowRules.ForkJoin, fork.Id, property: "join");
        }
    }

    private static void CheckPair(ForkNode fork, JoinNode join, FlowTopology topology, FlowProblemList problems)
    {
        var regions = topology.Regions(fork.Id);
        var branchOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (edge, region) in regions)
        {
            foreach (var node in region.Where(node => !branchOf.TryAdd(node, edge)))
                problems.Add(FlowRules.BranchesOverlap, [fork.Id, node]);
            if (region.Contains(fork.Id))
                problems.Add(FlowRules.BranchLoop, fork.Id, edge);
            foreach (var node in region.Where(node => topology.Nodes[node] is EndNode or StartNode))
                problems.Add(FlowRules.BranchEnd, [fork.Id, node]);
            if (region.Count > 0 && !region.Any(node => topology.Outgoing(node).Any(next => next.To == join.Id)))
                problems.Add(FlowRules.BranchNoJoin, fork.Id, edge);
        }
        foreach (var edge in topology.Incoming(join.Id).Where(edge => edge.From != fork.Id && !branchOf.ContainsKey(edge.From)))
            problems.Add(FlowRules.JoinEntry, join.Id, edge.Id);
        foreach (var (node, branch) in branchOf)
        {
            foreach (var edge in topology.Incoming(node).Where(edge => edge.From == fork.Id ? edge.Id != branch : branchOf.GetValueOrDefault(edge.From) != branch))
                problems.Add(FlowRules.BranchEntry, fork.Id, edge.Id);
        }
    }
}
