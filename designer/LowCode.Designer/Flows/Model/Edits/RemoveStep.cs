using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>
/// Takes a step away so that the flow stays sound: what came before it leads on. Of a gateway the way that is taken otherwise (or the first) stays;
/// what was only on the others goes. An end goes with the branch that it ends.
/// </summary>
public sealed record RemoveStep(string Node) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        switch (before.FindNode(Node))
        {
            case ExclusiveNode or ForkNode:
                var ways = before.Ways(Node);
                var stays = ways.FirstOrDefault(way => way.IsDefault) ?? (ways.Count > 0 ? ways[0] : null);
                var flow = before;
                foreach (var way in ways.Where(way => way.Id != stays?.Id))
                    flow = new RemoveWay(way.Id).Apply(flow).Value;
                return new(flow, []);
            case EndNode:
                var into = before.Edges.Where(edge => edge.To == Node).ToList();
                return into is [var only] && before.FindNode(only.From) is ExclusiveNode ? new RemoveWay(only.Id).Apply(before) : new(before);
            case null or StartNode or JoinNode:
                return new(before);
            default:
                var deleted = new Delete([Node]).Apply(before);
                return deleted with { Value = RemoveWay.Pruned(deleted.Value) };
        }
    }
}
