using System.Collections.Immutable;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>A flow read from top to bottom: one step below the other, branches side by side. What can't be read that way shows as "goes on at ...".</summary>
public sealed class FlowOutline
{
    private readonly FlowDefinition _flow;
    private readonly FlowTopology _topology;
    private readonly HashSet<string> _seen = [];
    private readonly Queue<(FlowEdge Edge, List<OutlineBranch> Into)> _later = new();

    private FlowOutline(FlowDefinition flow) => (_flow, _topology) = (flow, new FlowTopology(flow));

    /// <summary>The flow's steps, the start first.</summary>
    public static IReadOnlyList<OutlineStep> Of(FlowDefinition flow)
    {
        var outline = new FlowOutline(flow);
        var steps = flow.Nodes.OfType<StartNode>().FirstOrDefault() is { } start ? outline.Read(null, start.Id, null, []) : [];
        // Ways of rejection and failure come last: what the usual way comes to stands there.
        while (outline._later.TryDequeue(out var other))
            other.Into.Add(new OutlineBranch(other.Edge, outline.Read(other.Edge, other.Edge.To, null, [])));
        return steps;
    }

    // until: where the branch meets its neighbours. further: where the branches around it meet; a way straight there leaves the picture's columns.
    private List<OutlineStep> Read(FlowEdge? into, string from, string? until, ImmutableHashSet<string> further)
    {
        var steps = new List<OutlineStep>();
        for (var (way, id) = (into, (string?)from); id is not null && id != until;)
        {
            if (further.Contains(id) || !_seen.Add(id) || _flow.FindNode(id) is not { } node)
            {
                steps.Add(new OutlineJump(way, id));
                return steps;
            }
            if (node is ExclusiveNode or ForkNode)
            {
                var meets = node is ForkNode { Join: { } join } ? join : Meeting(node.Id);
                var around = until is null || meets is null || meets == until ? further : further.Add(until);
                steps.Add(new OutlineBranching(way, node, node is ForkNode ? null : meets, [.. _topology.Outgoing(id).Select(branch => new OutlineBranch(branch, Read(branch, branch.To, meets ?? until, around)))]));
                if (node is ForkNode && meets is not null && _seen.Add(meets))
                    steps.Add(new OutlineNode(null, _flow.FindNode(meets)!, []));
                way = meets is null || node is not ForkNode ? null : _topology.PlainOut(meets);
                id = node is ForkNode ? way?.To : meets;
                // Behind a condition its ways come together on the next step itself.
                continue;
            }
            var others = new List<OutlineBranch>();
            foreach (var edge in _topology.Outgoing(id).Where(edge => edge.Outcome is not null))
                _later.Enqueue((edge, others));
            steps.Add(new OutlineNode(way, node, others));
            way = _topology.PlainOut(id);
            id = way?.To;
        }
        return steps;
    }

    // Where most of the ways come together again: of all such nodes the one from which the others are reached.
    private string? Meeting(string gateway)
    {
        var reached = _topology.Outgoing(gateway).Select(way => _topology.Reach(way.To, gateway)).ToList();
        var counts = reached.SelectMany(set => set).Where(node => node != gateway && !_seen.Contains(node)).GroupBy(node => node).Where(group => group.Count() > 1).ToList();
        if (counts.Count == 0)
            return null;
        var most = counts.Max(group => group.Count());
        var nodes = counts.Where(group => group.Count() == most).Select(group => group.Key).ToList();
        return nodes.MaxBy(node => _topology.Reach(node, gateway).Count(nodes.Contains));
    }
}

/// <summary>One thing in an outline. <paramref name="Into"/> is the edge that leads to it; null where several come together.</summary>
public abstract record OutlineStep(FlowEdge? Into)
{
    /// <summary>True when nothing comes below it.</summary>
    public bool IsLast => this is OutlineJump or OutlineNode { Node: EndNode } || this is OutlineBranching { Meets: null, Gateway: ExclusiveNode } branching && branching.Branches.All(branch => branch.IsOver);
}

/// <summary>A node with its further ways out: rejected, failed.</summary>
public sealed record OutlineNode(FlowEdge? Into, FlowNode Node, IReadOnlyList<OutlineBranch> Others) : OutlineStep(Into);

/// <summary>A condition or a parallel node with its branches in their order; <paramref name="Meets"/> is the step at which the ways of a condition come together.</summary>
public sealed record OutlineBranching(FlowEdge? Into, FlowNode Gateway, string? Meets, IReadOnlyList<OutlineBranch> Branches) : OutlineStep(Into);

/// <summary>The flow goes on at a step that stands elsewhere.</summary>
public sealed record OutlineJump(FlowEdge? Into, string Goal) : OutlineStep(Into);

/// <summary>One way out and what lies on it.</summary>
public sealed record OutlineBranch(FlowEdge Edge, IReadOnlyList<OutlineStep> Steps)
{
    /// <summary>True when it doesn't come together with the others again.</summary>
    public bool IsOver => Steps.Count > 0 && Steps[^1].IsLast;
}
