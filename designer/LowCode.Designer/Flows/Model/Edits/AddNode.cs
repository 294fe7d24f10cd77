using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Puts a new node on a free place of the canvas.</summary>
public sealed record AddNode(string Type, double X, double Y) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (FlowNodeTypes.Find(Type) is not { } type || before.Nodes.Count >= FlowDefinition.MaxNodes || (Type == StartNode.Key && before.Nodes.Any(node => node is StartNode)))
            return new(before);
        var node = type.Create(before.NextNodeId(Type)) with { Position = new FlowPosition(Math.Round(X), Math.Round(Y)) };
        return new(before.Plus([node], []), [node.Id]);
    }
}
