using System.Globalization;

namespace LowCode.Flows;

/// <summary>Exclusive gateways and forks: at least two ways, one default where conditions choose, a condition on each other way.</summary>
internal static class GatewayCheck
{
    public static void Run(FlowTopology topology, FlowProblemList problems)
    {
        foreach (var node in topology.Nodes.Values.Where(node => node is ExclusiveNode or ForkNode))
        {
            var ways = topology.Outgoing(node.Id);
            if (ways.Count < 2)
                problems.Add(FlowRules.TooFewWays, node.Id);
            if (node is ForkNode { Mode: ForkMode.All })
                CheckUnconditional(node, ways, problems);
            else
                CheckConditional(node, ways, problems);
        }
    }

    private static void CheckUnconditional(FlowNode node, IReadOnlyList<FlowEdge> ways, FlowProblemList problems)
    {
        foreach (var edge in ways.Where(edge => !string.IsNullOrWhiteSpace(edge.When)))
            problems.Add(FlowRules.ConditionIgnored, node.Id, edge.Id);
    }

    private static void CheckConditional(FlowNode node, IReadOnlyList<FlowEdge> ways, FlowProblemList problems)
    {
        var defaults = ways.Count(edge => edge.IsDefault);
        if (defaults != 1)
            problems.Add(FlowRules.DefaultOne, node.Id, detail: defaults.ToString(CultureInfo.InvariantCulture));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edge in ways)
        {
            var when = edge.When?.Trim() ?? "";
            if (edge.IsDefault && when.Length > 0)
                problems.Add(FlowRules.ConditionIgnored, node.Id, edge.Id);
            else if (!edge.IsDefault && when.Length == 0)
                problems.Add(FlowRules.ConditionMissing, node.Id, edge.Id, property: "when");
            else if (!edge.IsDefault && node is ExclusiveNode && !seen.Add(when))
                problems.Add(FlowRules.SameCondition, node.Id, edge.Id, property: "when");
            if (edge.Label.IsEmpty)
                problems.Add(FlowRules.Unlabelled, node.Id, edge.Id, property: "label");
        }
    }
}
