namespace LowCode.Flows;

/// <summary>
/// Says whether a flow can be published: everything that is wrong at once, each with its nodes and edges. What passes can't get stuck, run in circles
/// or lose a branch at run time. The drawing alone is checked when nothing is known of the world around it.
/// </summary>
public static class FlowChecker
{
    /// <summary>All problems, errors first, in the order of the nodes. Empty: publish it.</summary>
    /// <param name="flow">The drawing.</param>
    /// <param name="context">Forms, fields, people and expressions; null checks the drawing alone.</param>
    public static IReadOnlyList<FlowProblem> Check(FlowDefinition flow, IFlowCheckContext? context)
    {
        var problems = new FlowProblemList();
        var topology = new FlowTopology(flow);
        ShapeCheck.Run(flow, topology, problems);
        GatewayCheck.Run(topology, problems);
        ForkCheck.Run(topology, problems);
        CycleCheck.Run(topology, problems);
        foreach (var node in topology.Nodes.Values)
        {
            NodeCheck.Run(node, problems);
            ReturnCheck.Run(node, topology, problems);
            if (context is not null)
                ContentCheck.Run(flow, node, context, problems);
        }
        if (context is not null)
            ContentCheck.RunForFlow(flow, context, problems);

        var order = flow.Nodes.Select((node, index) => (node.Id, index)).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.index);
        return [.. problems.Found.OrderBy(problem => problem.Rule.Severity).ThenBy(problem => problem.Nodes.Count == 0 ? -1 : order.GetValueOrDefault(problem.Nodes[0], -1))];
    }
}

/// <summary>Collects problems.</summary>
internal sealed class FlowProblemList
{
    public List<FlowProblem> Found { get; } = [];

    public void Add(FlowRule rule, string? node = null, string? edge = null, string? detail = null, Error? cause = null, string? property = null) =>
        Found.Add(new FlowProblem(rule, node is null ? [] : [node], edge is null ? [] : [edge], detail, cause, property));

    public void Add(FlowRule rule, IEnumerable<string> nodes) => Found.Add(new FlowProblem(rule, [.. nodes], []));
}
