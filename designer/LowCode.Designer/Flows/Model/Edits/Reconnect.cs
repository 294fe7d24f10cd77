using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Takes one end of an edge to another node.</summary>
public sealed record Reconnect(string Edge, string From, string To) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindEdge(Edge) is not { } edge || From == To || (edge.From == From && edge.To == To)
            || before.FindNode(From) is null or EndNode || before.FindNode(To) is null or StartNode)
        {
            return new(before);
        }
        if (edge.From == From)
            return new(before.With(edge with { To = To }), [edge.Id]);
        // Another beginning: what it meant there (order, condition, default) doesn't hold here.
        var moved = (before with { Edges = [.. before.Edges.Where(each => each.Id != Edge)] }).Joined(From, To);
        var added = moved.Edges[^1];
        return new(moved with { Edges = [.. moved.Edges.SkipLast(1), added with { Id = Edge, Label = edge.Label, When = before.ChoosesByCondition(From) && !added.IsDefault ? edge.When : null }] }, [Edge]);
    }
}
