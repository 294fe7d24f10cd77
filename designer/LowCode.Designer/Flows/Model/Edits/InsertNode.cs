using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>
/// Puts a new node in the middle of an edge. A condition brings its second way, a parallel node its join and two branches with it, so that the drawing stays sound.
/// </summary>
public sealed record InsertNode(string Edge, string Type) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindEdge(Edge) is not { } edge || FlowNodeTypes.Find(Type) is not { } type || Type == StartNode.Key || before.Nodes.Count + 4 > FlowDefinition.MaxNodes)
            return new(before);
        var at = PlaceOn(before, edge);
        return Type switch
        {
            EndNode.Key => Ending(before, edge, at),
            ExclusiveNode.Key => Choice(before, edge, at),
            ForkNode.Key => Parallel(before, edge, at),
            _ => Single(before, edge, type, at),
        };
    }

    private static FlowPosition PlaceOn(FlowDefinition flow, FlowEdge edge)
    {
        var below = flow.FindNode(edge.To)?.Position;
        var above = flow.FindNode(edge.From)?.Position;
        // An edge that goes up again, or one without places, gets its node right below where it comes from.
        return below is not null && above is not null && below.Y > above.Y ? below
            : above is not null ? above with { Y = above.Y + FlowGraph.Step }
            : below ?? new FlowPosition(0, 0);
    }

    private static Edited<FlowDefinition> Single(FlowDefinition flow, FlowEdge edge, FlowNodeType type, FlowPosition at)
    {
        var node = type.Create(flow.NextNodeId(type.Key)) with { Position = at };
        flow = flow.MakeRoom(at.Y, FlowGraph.Step).Plus([node], []).With(edge with { To = node.Id });
        return new(flow.Joined(node.Id, edge.To), [node.Id]);
    }

    // Nothing comes behind an end: it takes the edge, and what was there stays for someone to connect.
    private static Edited<FlowDefinition> Ending(FlowDefinition flow, FlowEdge edge, FlowPosition at)
    {
        var node = new EndNode { Id = flow.NextNodeId(EndNode.Key), Position = at with { X = at.X + FlowGraph.Aside } };
        return new(flow.Plus([node], []).With(edge with { To = node.Id }), [node.Id]);
    }

    private static Edited<FlowDefinition> Choice(FlowDefinition flow, FlowEdge edge, FlowPosition at)
    {
        var gateway = new ExclusiveNode { Id = flow.NextNodeId(ExclusiveNode.Key), Position = at };
        var aside = new ApproveNode { Id = flow.NextNodeId(ApproveNode.Key), Position = new FlowPosition(at.X + FlowGraph.Aside, at.Y + FlowGraph.Step) };
        flow = flow.MakeRoom(at.Y, 2 * FlowGraph.Step).Plus([gateway, aside], []).With(edge with { To = gateway.Id });
        flow = flow.Joined(gateway.Id, edge.To).Joined(gateway.Id, aside.Id).Joined(aside.Id, edge.To);
        return new(flow, [gateway.Id]);
    }

    private static Edited<FlowDefinition> Parallel(FlowDefinition flow, FlowEdge edge, FlowPosition at)
    {
        var join = new JoinNode { Id = flow.NextNodeId(JoinNode.Key), Position = at with { Y = at.Y + 2 * FlowGraph.Step } };
        var fork = new ForkNode { Id = flow.NextNodeId(ForkNode.Key), Position = at, Join = join.Id };
        var left = new ApproveNode { Id = flow.NextNodeId(ApproveNode.Key), Position = new FlowPosition(at.X - FlowGraph.Aside / 2.0, at.Y + FlowGraph.Step) };
        flow = flow.MakeRoom(at.Y, 3 * FlowGraph.Step).Plus([fork, left], []).With(edge with { To = fork.Id });
        var right = new ApproveNode { Id = flow.NextNodeId(ApproveNode.Key), Position = left.Position! with { X = left.Position!.X + FlowGraph.Aside } };
        flow = flow.Plus([right, join], []);
        foreach (var branch in new[] { left.Id, right.Id })
            flow = flow.Joined(fork.Id, branch).Joined(branch, join.Id);
        return new(flow.Joined(join.Id, edge.To), [fork.Id]);
    }
}
