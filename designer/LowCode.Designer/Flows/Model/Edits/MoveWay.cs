using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>Lets a gateway try one of its ways earlier (-1) or later (+1).</summary>
public sealed record MoveWay(string Edge, int By) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (before.FindEdge(Edge) is not { } edge)
            return new(before);
        var ways = before.Ways(edge.From).ToList();
        var index = ways.FindIndex(way => way.Id == Edge);
        var to = Math.Clamp(index + By, 0, ways.Count - 1);
        if (to == index)
            return new(before);
        ways.RemoveAt(index);
        ways.Insert(to, edge);
        var orders = ways.Select((way, order) => (way.Id, order)).ToDictionary(pair => pair.Id, pair => pair.order);
        return new(before with { Edges = [.. before.Edges.Select(each => orders.TryGetValue(each.Id, out var order) && order != each.Order ? each with { Order = order } : each)] });
    }
}
