using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Changes a node's properties. <paramref name="Property"/> names which, so that typing into it is undone as one.</summary>
public sealed record SetNode(string Property, FlowNode Node) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"node:{Node.Id}:{Property}";

    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before) =>
        before.FindNode(Node.Id) is { } old && !old.Equals(Node) ? new(before.With(Node)) : new(before);
}

/// <summary>Changes an edge's properties.</summary>
public sealed record SetEdge(string Property, FlowEdge Edge) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"edge:{Edge.Id}:{Property}";

    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindEdge(Edge.Id) is not { } old || old == Edge)
            return new(before);
        var flow = before.With(Edge);
        // One default at most: the one that was chosen last.
        return new(!Edge.IsDefault || old.IsDefault ? flow : flow with
        {
            Edges = [.. flow.Edges.Select(edge => edge.Id == Edge.Id ? edge with { When = null } : edge.From == Edge.From && edge.IsDefault ? edge with { IsDefault = false } : edge)],
        });
    }
}

/// <summary>Changes the flow's name.</summary>
public sealed record SetLabel(Label Label) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => "flow:label";

    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before) => new(before.Label.Equals(Label) ? before : before with { Label = Label });
}

/// <summary>Changes what holds for the whole flow.</summary>
public sealed record SetSettings(string Property, FlowSettings Settings) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"flow:{Property}";

    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before) => new(before.Settings == Settings ? before : before with { Settings = Settings });
}
