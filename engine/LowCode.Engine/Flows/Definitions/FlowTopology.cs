namespace LowCode.Flows;

/// <summary>
/// A flow's drawing as a graph: who follows whom, what can be reached, which nodes lie in which branch of a fork. Built once per definition;
/// edges to nodes that don't exist are left out, of two equal ids the first counts.
/// </summary>
public sealed class FlowTopology
{
    private static readonly IReadOnlyList<FlowEdge> NoEdges = [];

    private readonly Dictionary<string, FlowNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FlowEdge>> _outgoing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FlowEdge>> _incoming = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlySet<string>>> _regions = new(StringComparer.Ordinal);

    /// <summary>Analyses a definition, sound or not.</summary>
    public FlowTopology(FlowDefinition definition)
    {
        foreach (var node in definition.Nodes)
            _nodes.TryAdd(node.Id, node);
        foreach (var edge in definition.Edges.Where(edge => _nodes.ContainsKey(edge.From) && _nodes.ContainsKey(edge.To)).OrderBy(edge => edge.Order))
        {
            Add(_outgoing, edge.From, edge);
            Add(_incoming, edge.To, edge);
        }
        Forks = [.. _nodes.Values.OfType<ForkNode>()];
        foreach (var fork in Forks)
            _regions[fork.Id] = ComputeRegions(fork);
    }

    /// <summary>The nodes by id.</summary>
    public IReadOnlyDictionary<string, FlowNode> Nodes => _nodes;

    /// <summary>All forks.</summary>
    public IReadOnlyList<ForkNode> Forks { get; }

    /// <summary>The edges that leave a node, in the order in which a gateway tries them.</summary>
    public IReadOnlyList<FlowEdge> Outgoing(string node) => _outgoing.TryGetValue(node, out var edges) ? edges : NoEdges;

    /// <summary>The edges that enter a node.</summary>
    public IReadOnlyList<FlowEdge> Incoming(string node) => _incoming.TryGetValue(node, out var edges) ? edges : NoEdges;

    /// <summary>The one plain way out of a node that is no gateway; null when it has none.</summary>
    public FlowEdge? PlainOut(string node) => Outgoing(node).FirstOrDefault(edge => edge.Outcome is null);

    /// <summary>The way out for an outcome (<c>reject</c>, <c>error</c>), or null.</summary>
    public FlowEdge? OutcomeOut(string node, string outcome) => Outgoing(node).FirstOrDefault(edge => edge.Outcome == outcome);

    /// <summary>Every node that can be reached from one, itself included; the search does not go on behind <paramref name="stop"/>.</summary>
    public IReadOnlySet<string> Reach(string from, string? stop = null) => Walk(from, stop, Outgoing, static edge => edge.To);

    /// <summary>Every node from which one can be reached, itself included.</summary>
    public IReadOnlySet<string> Ancestors(string to) => Walk(to, null, Incoming, static edge => edge.From);

    /// <summary>For each edge out of a fork the nodes of its branch: all that can be reached before the join. Empty for a branch that leads straight to the join.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Regions(string fork) => _regions[fork];

    /// <summary>The branches around a node, outermost first; empty on the main line. A join belongs to the level of its fork.</summary>
    public IReadOnlyList<FlowBranch> Level(string node) =>
        [.. Forks
            .SelectMany(fork => _regions[fork.Id].Where(region => region.Value.Contains(node)).Select(region => (Branch: new FlowBranch(fork.Id, region.Key), region.Value.Count)))
            .OrderByDescending(found => found.Count)
            .Select(found => found.Branch)];

    /// <summary>True when a record that waits at <paramref name="node"/> may ever be sent back to <paramref name="target"/>: a human node before it, at its own level or further out.</summary>
    public bool CanReturn(string node, string target)
    {
        if (node == target || Nodes.GetValueOrDefault(target) is not HumanNode || !Reach(target).Contains(node))
            return false;
        var from = Level(node);
        var to = Level(target);
        return to.Count <= from.Count && to.SequenceEqual(from.Take(to.Count));
    }

    private Dictionary<string, IReadOnlySet<string>> ComputeRegions(ForkNode fork)
    {
        var regions = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var edge in Outgoing(fork.Id))
        {
            var region = new HashSet<string>(StringComparer.Ordinal);
            if (edge.To != fork.Join)
            {
                region.UnionWith(Reach(edge.To, fork.Join));
                region.Remove(fork.Join ?? "");
            }
            regions.TryAdd(edge.Id, region);
        }
        return regions;
    }

    private static HashSet<string> Walk(string from, string? stop, Func<string, IReadOnlyList<FlowEdge>> edges, Func<FlowEdge, string> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node) || node == stop)
                continue;
            foreach (var edge in edges(node))
                open.Push(next(edge));
        }
        return seen;
    }

    private static void Add(Dictionary<string, List<FlowEdge>> lists, string node, FlowEdge edge)
    {
        if (!lists.TryGetValue(node, out var list))
            lists[node] = list = [];
        list.Add(edge);
    }
}

/// <summary>One branch of a fork.</summary>
/// <param name="Fork">Id of the fork.</param>
/// <param name="Edge">Id of the edge with which the branch begins.</param>
public sealed record FlowBranch(string Fork, string Edge);
