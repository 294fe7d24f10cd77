namespace LowCode.Flows;

/// <summary>Every loop holds a node that waits; else the system would run in circles within one save.</summary>
internal static class CycleCheck
{
    public static void Run(FlowTopology topology, FlowProblemList problems)
    {
        var automatic = topology.Nodes.Values.Where(node => !node.Waits).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        // What is left after taking away, again and again, the nodes that no automatic node leads to: loops and what hangs behind them.
        var entries = automatic.ToDictionary(node => node, node => topology.Incoming(node).Count(edge => automatic.Contains(edge.From)), StringComparer.Ordinal);
        Peel(entries, node => topology.Outgoing(node).Select(edge => edge.To));
        // And then those that lead to no loop.
        var exits = entries.Keys.ToDictionary(node => node, node => topology.Outgoing(node).Count(edge => entries.ContainsKey(edge.To)), StringComparer.Ordinal);
        Peel(exits, node => topology.Incoming(node).Select(edge => edge.From));
        if (exits.Count > 0)
            problems.Add(FlowRules.AutomaticCycle, topology.Nodes.Keys.Where(exits.ContainsKey));
    }

    private static void Peel(Dictionary<string, int> counts, Func<string, IEnumerable<string>> neighbours)
    {
        var free = new Stack<string>(counts.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (free.TryPop(out var node))
        {
            counts.Remove(node);
            foreach (var next in neighbours(node).Where(counts.ContainsKey))
            {
                if (--counts[next] == 0)
                    free.Push(next);
            }
        }
    }
}
