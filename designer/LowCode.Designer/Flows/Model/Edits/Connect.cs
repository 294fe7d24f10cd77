using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>
/// Draws an edge between two nodes. A node with one way out gets it redirected; an approval's second edge becomes its reject way,
/// an automatic node's second edge its error way.
/// </summary>
public sealed record Connect(string From, string To) : IEdit<FlowDefinition>
{
    /// <inheritdoc/>
    public Edited<FlowDefinition> Apply(FlowDefinition before)
    {
        if (From == To || before.FindNode(From) is not { } from || before.FindNode(To) is not { } to || from is EndNode || to is StartNode || before.Edges.Count >= FlowDefinition.MaxEdges)
            return new(before);
        var ways = before.Ways(From);
        if (from is ExclusiveNode or ForkNode or UnknownNode || ways.Count == 0)
            return Added(before, null);
        if (ways.FirstOrDefault(way => way.Outcome is null) is not { } plain)
            return Added(before, null);
        if (plain.To == To)
            return new(before, [plain.Id]);
        var second = from switch { ApproveNode => FlowEdge.RejectOutcome, AutoNode => FlowEdge.ErrorOutcome, _ => null };
        if (second is null)
            return new(before.With(plain with { To = To }), [plain.Id]);
        return ways.FirstOrDefault(way => way.Outcome == second) is { } other ? new(before.With(other with { To = To }), [other.Id]) : Added(before, second);
    }

    private Edited<FlowDefinition> Added(FlowDefinition flow, string? outcome)
    {
        var joined = flow.Joined(From, To, outcome);
        return new(joined, [joined.Edges[^1].Id]);
    }
}
