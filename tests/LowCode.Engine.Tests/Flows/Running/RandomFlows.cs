namespace LowCode.Flows.Running;

/// <summary>Draws random sound flows: sequences, choices, loops, forks of all modes, nested. The same seed draws the same flow.</summary>
internal sealed class RandomFlows(Random random)
{
    /// <summary>Values of <c>pick</c> are below this.</summary>
    public const int Picks = 1_000_000_000;

    private static readonly int[] Primes = [5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47];
    private readonly Draw _draw = new();
    private readonly Dictionary<string, int> _gateways = [];
    private int _count;

    /// <summary>The gateways with conditions, and the prime by which each looks at the record's <c>pick</c>.</summary>
    public IReadOnlyDictionary<string, int> Gateways => _gateways;

    public FlowDefinition Make(int depth)
    {
        var last = Block(depth, "start");
        return _draw.Add(new EndNode { Id = "end" }).Edge(last, "end").Build();
    }

    /// <summary>The edges that a gateway takes for a value of <c>pick</c>.</summary>
    public static IReadOnlyList<FlowEdge> Choose(FlowDefinition flow, IReadOnlyDictionary<string, int> gateways, FlowNode gateway, int pick)
    {
        var edges = flow.Edges.Where(edge => edge.From == gateway.Id).OrderBy(edge => edge.Order).ToList();
        if (gateway is ForkNode { Mode: ForkMode.All })
            return edges;
        var prime = gateways[gateway.Id];
        var matching = edges.Where((edge, index) => !edge.IsDefault && pick % prime % (index + 2) == 0).ToList();
        return matching.Count == 0 ? [edges.Single(edge => edge.IsDefault)] : gateway is ExclusiveNode ? [matching[0]] : matching;
    }

    private string Block(int depth, string from)
    {
        var at = from;
        for (var length = random.Next(1, 4); length > 0; length--)
        {
            at = (depth > 0 ? random.Next(7) : random.Next(3)) switch
            {
                0 or 1 => Then(at, Human()),
                2 => Then(at, Add(new CcNode { Id = Id("c") })),
                3 => Choice(depth, at),
                4 => Loop(depth, at),
                _ => Fork(depth, at),
            };
        }
        return at;
    }

    private string Choice(int depth, string from)
    {
        var gateway = Gateway(id => new ExclusiveNode { Id = id });
        _draw.Edge(from, gateway);
        var merge = Add(new CcNode { Id = Id("c") });
        Branches(gateway, random.Next(2, 4), branch => _draw.Edge(Block(depth - 1, branch), merge), conditions: true);
        return merge;
    }

    private string Loop(int depth, string from)
    {
        var head = Then(from, Human());
        var gateway = Gateway(id => new ExclusiveNode { Id = id });
        _draw.Edge(Block(depth - 1, head), gateway);
        _draw.Edge(gateway, head, Condition(gateway, 0));
        var exit = Add(new CcNode { Id = Id("c") });
        _draw.Edge(gateway, exit, isDefault: true);
        return exit;
    }

    private string Fork(int depth, string from)
    {
        var join = Id("j");
        var mode = random.Next(2) == 0 ? ForkMode.All : ForkMode.Matching;
        var fork = Gateway(id => new ForkNode { Id = id, Mode = mode, Join = join });
        Add(new JoinNode { Id = join, Mode = random.Next(3) == 0 ? JoinMode.Any : JoinMode.All });
        _draw.Edge(from, fork);
        Branches(fork, random.Next(2, 4), branch => _draw.Edge(Block(depth - 1, branch), join), conditions: mode == ForkMode.Matching);
        return join;
    }

    private void Branches(string gateway, int count, Action<string> fill, bool conditions)
    {
        for (var index = 0; index < count; index++)
        {
            var last = index == count - 1;
            var first = Human();
            _draw.Edge(gateway, first, conditions && !last ? Condition(gateway, index) : null, isDefault: conditions && last);
            fill(first);
        }
    }

    private string Gateway(Func<string, FlowNode> make)
    {
        var id = Id("g");
        _gateways[id] = Primes[_gateways.Count % Primes.Length];
        return Add(make(id));
    }

    // Another prime for each gateway, so that no two of them contradict each other for ever.
    private string Condition(string gateway, int index) => $"MOD(MOD(pick, {_gateways[gateway]}), {index + 2}) = 0";

    // Person 3 handles everything; who is asked is another test's business.
    private string Human() => Add(random.Next(2) == 0 ? Draw.Vote(Id("v"), 3) : Draw.Work(Id("h"), 3));

    private string Then(string from, string to)
    {
        _draw.Edge(from, to);
        return to;
    }

    private string Add(FlowNode node)
    {
        _draw.Add(node);
        return node.Id;
    }

    private string Id(string prefix) => $"{prefix}{++_count}";
}
