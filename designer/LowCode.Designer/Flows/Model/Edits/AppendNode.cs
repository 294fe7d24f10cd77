using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Adds a node behind another one: on its way out where it has one, as a further way behind a gateway. What the keyboard and the palette's click do.</summary>
public sealed record AppendNode(string After, string Type) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindNode(After) is not { } after || after is EndNode)
            return new AddNode(Type, (before.FindNode(After)?.Position?.X ?? 0) + FlowGraph.Aside, before.FindNode(After)?.Position?.Y ?? 0).Apply(before);
        if (after is ExclusiveNode or ForkNode)
            return new AddWay(After, Type).Apply(before);
        if (before.Ways(After).FirstOrDefault(edge => edge.Outcome is null) is { } way)
            return new InsertNode(way.Id, Type).Apply(before);

        var at = after.Position ?? new FlowPosition(0, 0);
        var added = new AddNode(Type, at.X, at.Y + FlowGraph.Step).Apply(before);
        return ReferenceEquals(added.Value, before) ? added : added with { Value = added.Value.Joined(After, added.Select![0]) };
    }
}
