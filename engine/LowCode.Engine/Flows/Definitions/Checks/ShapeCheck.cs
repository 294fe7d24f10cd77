using System.Globalization;

namespace LowCode.Flows;

/// <summary>One start, an end, everything reachable, nothing stuck, the right number of ways out of plain nodes.</summary>
internal static class ShapeCheck
{
    public static void Run(FlowDefinition flow, FlowTopology topology, FlowProblemList problems)
    {
        CheckWhole(flow, topology, problems);
        var starts = topology.Nodes.Values.OfType<StartNode>().ToArray();
        if (starts.Length != 1)
            problems.Add(FlowRules.StartOne, starts.FirstOrDefault()?.Id, detail: starts.Length.ToString(CultureInfo.InvariantCulture));
        var ends = topology.Nodes.Values.OfType<EndNode>().ToArray();
        if (ends.Length == 0)
            problems.Add(FlowRules.EndMissing);

        var reached = starts.SelectMany(start => topology.Reach(start.Id)).ToHashSet(StringComparer.Ordinal);
        var finishing = ends.SelectMany(end => topology.Ancestors(end.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var node in topology.Nodes.Values)
        {
            if (starts.Length > 0 && !reached.Contains(node.Id))
                problems.Add(FlowRules.Unreachable, node.Id);
            if (ends.Length > 0 && !finishing.Contains(node.Id))
                problems.Add(FlowRules.NoWayToEnd, node.Id);
            CheckWaysOut(node, topology.Outgoing(node.Id), problems);
            if (node is StartNode)
            {
                foreach (var edge in topology.Incoming(node.Id))
                    problems.Add(FlowRules.IntoStart, node.Id, edge.Id);
            }
        }
    }

    private static void CheckWhole(FlowDefinition flow, FlowTopology topology, FlowProblemList problems)
    {
        if (flow.Nodes.Count > FlowDefinition.MaxNodes)
            problems.Add(FlowRules.TooManyNodes);
        foreach (var id in flow.Nodes.GroupBy(node => node.Id).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add(FlowRules.DuplicateId, id, detail: id);
        foreach (var id in flow.Edges.GroupBy(edge => edge.Id).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add(FlowRules.DuplicateId, edge: id, detail: id);
        foreach (var edge in flow.Edges.Where(edge => !topology.Nodes.ContainsKey(edge.From) || !topology.Nodes.ContainsKey(edge.To)))
            problems.Add(FlowRules.EdgeDangling, edge: edge.Id);
    }

    private static void CheckWaysOut(FlowNode node, IReadOnlyList<FlowEdge> ways, FlowProblemList problems)
    {
        if (node is EndNode)
        {
            if (ways.Count > 0)
                problems.Add(FlowRules.OutOfEnd, node.Id, ways[0].Id);
            return;
        }
        var allowed = node switch { ApproveNode => FlowEdge.RejectOutcome, AutoNode => FlowEdge.ErrorOutcome, _ => null };
        foreach (var edge in ways.Where(edge => edge.Outcome is not null).GroupBy(edge => edge.Outcome).SelectMany(group => group.Key == allowed ? group.Skip(1) : group))
            problems.Add(FlowRules.OutcomeMisplaced, node.Id, edge.Id);
        var plain = ways.Count(edge => edge.Outcome is null);
        if (node is not (ExclusiveNode or ForkNode or UnknownNode) && plain != 1)
            problems.Add(FlowRules.OneWayOut, node.Id, detail: plain.ToString(CultureInfo.InvariantCulture));
        if (node is not (ExclusiveNode or ForkNode))
        {
            foreach (var edge in ways.Where(edge => !string.IsNullOrWhiteSpace(edge.When)))
                problems.Add(FlowRules.ConditionIgnored, node.Id, edge.Id);
        }
    }
}
