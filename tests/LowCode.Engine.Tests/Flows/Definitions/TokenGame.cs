using LowCode.Flows;

namespace LowCode.Engine.Tests.Flows.Definitions;

/// <summary>
/// Plays every possible run of a small flow by the token rules (design: "a fork creates a scope") and says what went wrong, or "sound". A token is a node and the
/// branches around it; each choice of conditions and each order of people's work is tried.
/// </summary>
internal sealed class TokenGame(FlowDefinition flow)
{
    private const int MaxStates = 600;

    private readonly FlowTopology _topology = new(flow);

    private sealed record Token(string Node, string Path, bool AtJoin);

    private sealed class BrokenException(string what) : Exception(what);

    public string Explore()
    {
        try
        {
            var states = new Dictionary<string, Token[]>();
            var before = new Dictionary<string, HashSet<string>>();
            var open = new Queue<Token[]>(Settle([], new Token(flow.Nodes.First(node => node is StartNode).Id, "", false), 0));
            foreach (var first in open)
                states[KeyOf(first)] = first;
            while (open.TryDequeue(out var state))
            {
                if (states.Count > MaxStates)
                    return "limit";
                if (state.Length > 0 && state.All(token => token.AtJoin))
                    return "stuck";
                foreach (var token in state.Where(token => !token.AtJoin))
                {
                    foreach (var way in _topology.Outgoing(token.Node))
                    {
                        foreach (var next in Settle([.. state.Where(other => other != token)], token with { Node = way.To }, 0))
                        {
                            var key = KeyOf(next);
                            (before.TryGetValue(key, out var list) ? list : before[key] = []).Add(KeyOf(state));
                            if (states.TryAdd(key, next))
                                open.Enqueue(next);
                        }
                    }
                }
            }
            return CanAllFinish(states.Keys, before) ? "sound" : "livelock";
        }
        catch (BrokenException problem)
        {
            return problem.Message;
        }
    }

    private static bool CanAllFinish(IReadOnlyCollection<string> states, Dictionary<string, HashSet<string>> before)
    {
        var good = new HashSet<string> { "" };
        var open = new Stack<string>([""]);
        while (open.TryPop(out var state))
        {
            foreach (var earlier in before.GetValueOrDefault(state, []).Where(good.Add))
                open.Push(earlier);
        }
        return states.All(good.Contains);
    }

    // Runs one moving token until everything waits, in every way that conditions may turn out.
    private IEnumerable<Token[]> Settle(Token[] others, Token moving, int depth)
    {
        if (depth > 150)
            throw new BrokenException("runs in circles");
        if (others.Any(other => other.Path == moving.Path))
            throw new BrokenException("two tokens in one branch");
        var node = _topology.Nodes[moving.Node];
        switch (node)
        {
            case EndNode:
                return moving.Path.Length > 0 ? throw new BrokenException("end inside a fork") : [others];
            case JoinNode join:
                return Arrive(others, moving, join, depth);
            case ForkNode fork:
                return Subsets(fork).SelectMany(ways => SettleAll(others, [.. ways.Select(way => new Token(way.To, $"{moving.Path}/{fork.Id}:{way.Id}", false))], depth));
            case { Waits: true }:
                return [[.. others, moving]];
            default:
                return _topology.Outgoing(node.Id).SelectMany(way => Settle(others, moving with { Node = way.To }, depth + 1));
        }
    }

    // Rests at the join unless everything else of its scope is already there.
    private IEnumerable<Token[]> Arrive(Token[] others, Token moving, JoinNode join, int depth)
    {
        var cut = moving.Path.LastIndexOf('/');
        var fork = cut < 0 ? null : moving.Path[(cut + 1)..].Split(':')[0];
        if (fork is null || ((ForkNode)_topology.Nodes[fork]).Join != join.Id)
            throw new BrokenException("join of another fork");
        var scope = $"{moving.Path[..cut]}/{fork}:";
        var siblings = others.Where(other => other.Path.StartsWith(scope, StringComparison.Ordinal)).ToArray();
        if (join.Mode == JoinMode.All && !siblings.All(other => other.AtJoin && other.Path.LastIndexOf('/') == cut))
            return [[.. others, moving with { AtJoin = true }]];
        var left = others.Except(siblings).ToArray();
        return _topology.Outgoing(join.Id).SelectMany(way => Settle(left, new Token(way.To, moving.Path[..cut], false), depth + 1));
    }

    private IEnumerable<Token[]> SettleAll(Token[] others, Token[] moving, int depth)
    {
        if (moving.Length == 0)
            return [others];
        // A later sibling that has not moved yet must be seen by an early arrival at the join, so it rests in place meanwhile.
        Token[] waiting = [.. others, .. moving.Skip(1)];
        return Settle(waiting, moving[0], depth + 1).SelectMany(state =>
            moving.Skip(1).All(state.Contains) ? SettleAll([.. state.Except(moving.Skip(1))], [.. moving.Skip(1)], depth) : [state]);
    }

    private IEnumerable<FlowEdge[]> Subsets(ForkNode fork)
    {
        var ways = _topology.Outgoing(fork.Id);
        return fork.Mode == ForkMode.All
            ? [[.. ways]]
            : Enumerable.Range(1, (1 << ways.Count) - 1).Select(mask => ways.Where((_, index) => (mask >> index & 1) == 1).ToArray());
    }

    private static string KeyOf(Token[] state) => string.Join(' ', state.Select(token => $"{token.Node}@{token.Path}{(token.AtJoin ? "!" : "")}").Order(StringComparer.Ordinal));
}
