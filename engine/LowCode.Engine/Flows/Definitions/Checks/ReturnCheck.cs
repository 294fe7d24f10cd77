namespace LowCode.Flows;

/// <summary>A record can only be sent back to a human node that lies before, on the same level or further out, never into a neighbouring branch.</summary>
internal static class ReturnCheck
{
    public static void Run(FlowNode node, FlowTopology topology, FlowProblemList problems)
    {
        if (node is not AssignedNode assigned)
            return;
        foreach (var target in assigned.Return.Targets.Where(target => !topology.CanReturn(node.Id, target)))
            problems.Add(FlowRules.ReturnTarget, node.Id, detail: target, property: "return.targets");
        if (node is ApproveNode { Reject: { Action: RejectAction.ToNode, Node: var goal } } && (goal is null || !topology.CanReturn(node.Id, goal)))
            problems.Add(FlowRules.RejectTarget, node.Id, detail: goal, property: "reject.node");
    }
}
