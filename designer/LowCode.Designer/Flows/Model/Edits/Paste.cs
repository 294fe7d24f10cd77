using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Nodes that were copied, with the edges among them.</summary>
public sealed record FlowClip(IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges)
{
    /// <summary>Copies what is selected; a start is left out, since a flow has one. Null when no node is left.</summary>
    public static FlowClip? Of(FlowDefinition flow, IReadOnlyList<string> ids)
    {
        var nodes = flow.Nodes.Where(node => ids.Contains(node.Id) && node is not StartNode).ToArray();
        var taken = nodes.Select(node => node.Id).ToHashSet();
        return nodes.Length == 0 ? null : new(nodes, [.. flow.Edges.Where(edge => taken.Contains(edge.From) && taken.Contains(edge.To))]);
    }
}

/// <summary>Adds copied nodes with new ids, a little aside of where they were.</summary>
public sealed record Paste(FlowClip Clip, double Aside = 40) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.Nodes.Count + Clip.Nodes.Count > FlowDefinition.MaxNodes)
            return new(before);
        var flow = before;
        var ids = new Dictionary<string, string>();
        foreach (var node in Clip.Nodes)
        {
            var copy = node with { Id = flow.NextNodeId(node.Type), Position = node.Position is { } at ? new FlowPosition(at.X + Aside, at.Y + Aside) : null };
            ids[node.Id] = copy.Id;
            flow = flow.Plus([copy], []);
        }
        foreach (var edge in Clip.Edges)
            flow = flow.Plus([], [edge with { Id = flow.NextEdgeId(), From = ids[edge.From], To = ids[edge.To] }]);
        // Copies refer to copies; a fork without its join in the clip has none yet.
        foreach (var fork in flow.Nodes.OfType<ForkNode>().Where(fork => ids.ContainsValue(fork.Id)).ToArray())
            flow = flow.With(fork with { Join = fork.Join is { } join ? ids.GetValueOrDefault(join) : null });
        return new(flow, [.. ids.Values]);
    }
}
