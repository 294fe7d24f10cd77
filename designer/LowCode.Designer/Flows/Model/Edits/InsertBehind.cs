using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Puts a step where the ways out of a condition have come together, in front of what comes next: all of them lead to it, and it leads on.</summary>
public sealed record InsertBehind(string Gateway, string Meets, string Type) : IEdit<FlowDefinition>
{
    /// <summary>Kinds of nodes that fit there.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [ApproveNode.Key, HandleNode.Key, CcNode.Key, AutoNode.Key, TimerNode.Key];

    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (!Kinds.Contains(Type) || before.FindNode(Meets) is not { } meets || before.FindNode(Gateway) is not ExclusiveNode || before.Nodes.Count >= FlowDefinition.MaxNodes)
            return new(before);
        var topology = new FlowTopology(before);
        var inside = before.Ways(Gateway).Where(way => way.To != Meets).SelectMany(way => topology.Reach(way.To, Meets)).Append(Gateway).ToHashSet();
        inside.Remove(Meets);
        var at = meets.Position ?? new FlowPosition(0, 0);
        var node = FlowNodeTypes.Find(Type)!.Create(before.NextNodeId(Type)) with { Position = at };
        var flow = before.MakeRoom(at.Y, FlowGraph.Step).Plus([node], []);
        flow = flow with { Edges = [.. flow.Edges.Select(edge => edge.To == Meets && inside.Contains(edge.From) ? edge with { To = node.Id } : edge)] };
        return new(flow.Joined(node.Id, Meets), [node.Id]);
    }
}
