namespace LowCode.Flows.Running;

/// <summary>
/// The meaning of the drawing alone, in memory and without people, stores or history: where tokens are. Written apart from the engine, after the same rules,
/// so that the two can be compared after every command.
/// </summary>
internal sealed class FlowModel(FlowDefinition flow, Func<FlowNode, IReadOnlyList<FlowEdge>> choose)
{
    private readonly FlowTopology _graph = new(flow);
    private int _next;

    public sealed record Scope(int Id, Scope? Parent, string? ParentBranch, string Fork, string Join, JoinMode Mode);

    public sealed record Token(int Id, string Node, Scope? Scope, string? Branch, bool Joined);

    public List<Token> Tokens { get; } = [];
    public HashSet<(string Node, int? Scope, string? Branch)> Visited { get; } = [];
    public string State { get; private set; } = "running";

    /// <summary>The marking in words, without numbers: what is compared.</summary>
    public string Marking => State + ": " + string.Join(" | ", Tokens.Select(token => $"{token.Node}{(token.Joined ? "!" : "")} in {Path(token.Scope, token.Branch)}").Order(StringComparer.Ordinal));

    public void Start()
    {
        Visited.Add(("start", null, null));
        Run(New("start", null, null), leave: true);
    }

    public void Complete(string node) => Run(Waiting(node), leave: true);

    public Token Waiting(string node) => Tokens.Single(token => token.Node == node && !token.Joined);

    public IReadOnlyList<(string Node, Scope? Scope, string? Branch)> Targets(string node, bool visitedOnly = true)
    {
        var token = Waiting(node);
        var found = new List<(string, Scope?, string?)>();
        var (scope, branch) = (token.Scope, token.Branch);
        while (true)
        {
            foreach (var target in Level(scope, branch).Where(target => _graph.Nodes[target] is HumanNode && target != node && !Tokens.Any(each => each.Node == target && !each.Joined)))
            {
                if (!visitedOnly || Visited.Contains((target, scope?.Id, branch)))
                    found.Add((target, scope, branch));
            }
            if (scope is null)
                return found;
            branch = scope.ParentBranch;
            scope = scope.Parent;
        }
    }

    public void Send(string node, (string Node, Scope? Scope, string? Branch) target)
    {
        var token = Waiting(node);
        if (token.Scope == target.Scope)
        {
            Tokens.Remove(token);
        }
        else
        {
            var outermost = token.Scope!;
            while (outermost.Parent is { } parent && parent != target.Scope)
                outermost = parent;
            Tokens.RemoveAll(each => Inside(each.Scope, outermost));
        }
        Run(New(target.Node, target.Scope, target.Branch), leave: false);
    }

    public void Withdraw()
    {
        Tokens.Clear();
        Run(New("start", null, null), leave: false);
    }

    private void Run(Token first, bool leave)
    {
        var work = new Stack<(Token Token, bool Leave)>([(first, leave)]);
        while (work.TryPop(out var next))
        {
            if (!Tokens.Contains(next.Token))
                continue;
            var (token, node) = (next.Token, _graph.Nodes[next.Token.Node]);
            if (next.Leave)
                work.Push((Move(token, _graph.PlainOut(node.Id)!.To), false));
            else if (node is HumanNode)
                Visited.Add((node.Id, token.Scope?.Id, token.Branch));
            else if (node is EndNode)
                End(token);
            else if (node is JoinNode)
                Join(token, work);
            else if (node is ForkNode fork)
                Fork(token, fork, work);
            else
                work.Push((Move(token, (node is ExclusiveNode ? choose(node)[0] : _graph.PlainOut(node.Id)!).To), false));
        }
    }

    private void End(Token token)
    {
        Tokens.Remove(token);
        State = Tokens.Count == 0 ? "completed" : State;
    }

    private void Fork(Token token, ForkNode fork, Stack<(Token, bool)> work)
    {
        Tokens.Remove(token);
        var scope = new Scope(++_next, token.Scope, token.Branch, fork.Id, fork.Join!, ((JoinNode)_graph.Nodes[fork.Join!]).Mode);
        foreach (var edge in choose(fork).Reverse())
            work.Push((New(edge.To, scope, edge.Id), false));
    }

    private void Join(Token token, Stack<(Token, bool)> work)
    {
        Tokens.Remove(token);
        Tokens.Add(token with { Joined = true });
        var scope = token.Scope!;
        if (scope.Mode == JoinMode.All && Tokens.Any(each => Inside(each.Scope, scope) && !(each.Scope == scope && each.Joined)))
            return;
        Tokens.RemoveAll(each => Inside(each.Scope, scope));
        work.Push((New(scope.Join, scope.Parent, scope.ParentBranch), true));
    }

    private Token New(string node, Scope? scope, string? branch)
    {
        var token = new Token(++_next, node, scope, branch, false);
        Tokens.Add(token);
        return token;
    }

    private Token Move(Token token, string node)
    {
        Tokens.Remove(token);
        var moved = token with { Node = node, Joined = false };
        Tokens.Add(moved);
        return moved;
    }

    private HashSet<string> Level(Scope? scope, string? branch)
    {
        var nodes = scope is null ? _graph.Nodes.Keys.ToHashSet() : _graph.Regions(scope.Fork)[branch!].ToHashSet();
        foreach (var fork in _graph.Forks.Where(fork => nodes.Contains(fork.Id)).ToList())
        {
            foreach (var region in _graph.Regions(fork.Id).Values)
                nodes.ExceptWith(region);
        }
        return nodes;
    }

    private static bool Inside(Scope? scope, Scope outer)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            if (scope == outer)
                return true;
        }
        return false;
    }

    private static string Path(Scope? scope, string? branch) => scope is null ? "main" : $"{Path(scope.Parent, scope.ParentBranch)}/{scope.Fork}.{branch}";
}
