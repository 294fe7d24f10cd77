namespace LowCode.Flows;

/// <summary>A record can only be sent back to a human node that lies before, on the same level or further out, never into a neighbouring branch.</summary>
internal static class ReturnCheck
{
    public static void Run(FlowNode node, FlowTopology topology, FlowProblemList problems)
    {
        if (node is not AssignedNode assigned)
            return;
        foreach (var target in assigned.Return.Targets.Where(target => !IsPossible(node.Id, target, topology)))
            problems.Add(FlowRules.ReturnTarget, node.Id, detail: target, property: "return.targets");
        if (node is ApproveNode { Reject: { Action: RejectAction.ToNode, Node: var goal } } && (goal is null || !IsPossible(node.Id, goal, topology)))
            problems.Add(FlowRules.RejectTarget, node.Id, detail: goal, property: "reject.node");
    }

    /// <summary>True when a record that waits at <paramref name="node"/> may ever be sent back to <paramref name="target"/>.</summary>
    public static bool IsPossible(string node, string target, FlowTopology topology)
    {
        if (node == target || topology.Nodes.GetValueOrDefault(target) is not HumanNode || !topology.Reach(target).Contains(node))
            return false;
        var from = topology.Level(node);
        var to = topology.Level(target);
        return to.Count <= from.Count && to.SequenceEqual(from.Take(to.Count));
    }
}
