using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Puts nodes elsewhere: a drag, an arrow key, the automatic layout.</summary>
public sealed record MoveNodes(IReadOnlyDictionary<string, FlowPosition> Places) : IEdit<FlowDefinition>
{
    /// <summary>Steps of one arrow key are undone together.</summary>
    public string? MergeKey { get; init; }

    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        var nodes = before.Nodes.Select(node => Places.TryGetValue(node.Id, out var place) && Rounded(place) is var at && at != node.Position ? node with { Position = at } : node).ToArray();
        return new(nodes.SequenceEqual(before.Nodes, ReferenceEqualityComparer.Instance) ? before : before with { Nodes = nodes });
    }

    private static FlowPosition Rounded(FlowPosition place) => new(Math.Round(place.X), Math.Round(place.Y));
}
