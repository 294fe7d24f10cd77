using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Small changes of a drawing that the edits are made of. Pure functions: each answers a copy.</summary>
public static class FlowGraph
{
    /// <summary>Width of a node on the canvas, in pixels.</summary>
    public const int NodeWidth = 200;

    /// <summary>Height of a node on the canvas, in pixels.</summary>
    public const int NodeHeight = 56;

    /// <summary>From the top of a node to the top of the next one below.</summary>
    public const int Step = 128;

    /// <summary>From the left of a node to the left of its neighbour.</summary>
    public const int Aside = 248;

    /// <summary>The flow with one node replaced.</summary>
    public static FlowDefinition With(this FlowDefinition flow, FlowNode node) =>
        flow with { Nodes = [.. flow.Nodes.Select(each => each.Id == node.Id ? node : each)] };

    /// <summary>The flow with one edge replaced.</summary>
    public static FlowDefinition With(this FlowDefinition flow, FlowEdge edge) =>
        flow with { Edges = [.. flow.Edges.Select(each => each.Id == edge.Id ? edge : each)] };

    /// <summary>The flow with further nodes and edges.</summary>
    public static FlowDefinition Plus(this FlowDefinition flow, IEnumerable<FlowNode> nodes, IEnumerable<FlowEdge> edges) =>
        flow with { Nodes = [.. flow.Nodes, .. nodes], Edges = [.. flow.Edges, .. edges] };

    /// <summary>A free id for a node of this kind: <c>approve2</c>.</summary>
    public static string NextNodeId(this FlowDefinition flow, string type) => FlowIds.Next(type, flow.Nodes.Select(node => node.Id));

    /// <summary>A free id for an edge: <c>e7</c>.</summary>
    public static string NextEdgeId(this FlowDefinition flow) => FlowIds.Next("e", flow.Edges.Select(edge => edge.Id));

    /// <summary>The edges out of a node in the order in which they are tried.</summary>
    public static IReadOnlyList<FlowEdge> Ways(this FlowDefinition flow, string node) =>
        [.. flow.Edges.Where(edge => edge.From == node).OrderBy(edge => edge.Order)];

    /// <summary>Order for a further edge out of a node.</summary>
    public static int NextOrder(this FlowDefinition flow, string node) =>
        flow.Edges.Where(edge => edge.From == node).Select(edge => edge.Order + 1).DefaultIfEmpty(0).Max();

    /// <summary>True for nodes whose ways out carry conditions.</summary>
    public static bool ChoosesByCondition(this FlowDefinition flow, string node) => flow.FindNode(node) is ExclusiveNode or ForkNode { Mode: ForkMode.Matching };

    /// <summary>Adds an edge; its order, and whether it is the default, follow from the edges that are there.</summary>
    public static FlowDefinition Joined(this FlowDefinition flow, string from, string to, string? outcome = null)
    {
        var first = flow.ChoosesByCondition(from) && !flow.Edges.Any(edge => edge.From == from && edge.IsDefault);
        var edge = new FlowEdge { Id = flow.NextEdgeId(), From = from, To = to, Order = flow.NextOrder(from), Outcome = outcome, IsDefault = first };
        return flow with { Edges = [.. flow.Edges, edge] };
    }

    /// <summary>Moves everything at or below a height down, so that something fits above.</summary>
    public static FlowDefinition MakeRoom(this FlowDefinition flow, double top, double height) =>
        flow with { Nodes = [.. flow.Nodes.Select(node => node.Position is { } at && at.Y >= top ? node with { Position = at with { Y = at.Y + height } } : node)] };

    /// <summary>What becomes of references to nodes that are gone: join, reject and return targets forget them.</summary>
    public static FlowNode Forget(this FlowNode node, IReadOnlySet<string> gone) => node switch
    {
        ForkNode { Join: { } join } fork when gone.Contains(join) => fork with { Join = null },
        AssignedNode assigned => ForgetTargets(assigned, gone),
        _ => node,
    };

    private static AssignedNode ForgetTargets(AssignedNode node, IReadOnlySet<string> gone)
    {
        if (node.Return.Targets.Any(gone.Contains))
            node = node with { Return = node.Return with { Targets = [.. node.Return.Targets.Where(target => !gone.Contains(target))] } };
        return node is ApproveNode { Reject.Node: { } goal } approve && gone.Contains(goal) ? approve with { Reject = approve.Reject with { Node = null } } : node;
    }
}
