using LowCode.Flows;

namespace LowCode.Engine.Tests.Flows.Definitions;

/// <summary>Draws random flows out of nested blocks: sequences, choices, loops and forks. Every such flow is sound.</summary>
internal sealed class RandomFlow(Random random)
{
    private readonly List<FlowNode> _nodes = [];
    private readonly List<FlowEdge> _edges = [];

    public static FlowDefinition Sound(int seed, int depth)
    {
        var flow = new RandomFlow(new Random(seed));
        var start = flow.Add(new StartNode { Id = "start" });
        var last = flow.Block(depth, start);
        flow.Connect(last, flow.Add(new EndNode { Id = "end" }));
        return new FlowDefinition { Key = "random", Form = "form", Nodes = flow._nodes, Edges = flow._edges };
    }

    /// <summary>The same flow with one edge led to another node.</summary>
    public static FlowDefinition Mutate(FlowDefinition flow, Random random)
    {
        var edge = flow.Edges[random.Next(flow.Edges.Count)];
        var goals = flow.Nodes.Where(node => node is not StartNode).ToArray();
        var goal = goals[random.Next(goals.Length)];
        return flow with { Edges = [.. flow.Edges.Select(each => each.Id == edge.Id ? each with { To = goal.Id } : each)] };
    }

    private string Block(int depth, string from)
    {
        var current = from;
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            current = (depth > 0 ? random.Next(7) : random.Next(3)) switch
            {
                0 or 1 => Then(current, Human()),
                2 => Then(current, Automatic()),
                3 or 4 => Choice(depth, current),
                5 => Loop(depth, current),
                _ => Fork(depth, current),
            };
        }
        return current;
    }

    private string Choice(int depth, string from)
    {
        var gateway = Then(from, Add(new ExclusiveNode { Id = NextId("x") }));
        var merge = Automatic();
        for (int way = 0, ways = random.Next(2, 4); way < ways; way++)
        {
            var first = Human();
            Connect(gateway, first, way, isDefault: way == 0);
            Connect(Block(depth - 1, first), merge);
        }
        return merge;
    }

    private string Loop(int depth, string from)
    {
        var first = Then(from, Human());
        var gateway = Then(Block(depth - 1, first), Add(new ExclusiveNode { Id = NextId("x") }));
        Connect(gateway, first, 0);
        var behind = Automatic();
        Connect(gateway, behind, 1, isDefault: true);
        return behind;
    }

    private string Fork(int depth, string from)
    {
        var join = NextId("j");
        _nodes.Add(new JoinNode { Id = join, Mode = random.Next(3) == 0 ? JoinMode.Any : JoinMode.All });
        var mode = random.Next(2) == 0 ? ForkMode.All : ForkMode.Matching;
        var fork = Then(from, Add(new ForkNode { Id = NextId("f"), Join = join, Mode = mode }));
        for (int way = 0, ways = random.Next(2, 4); way < ways; way++)
        {
            var first = Human();
            Connect(fork, first, way, mode == ForkMode.Matching && way == 0, mode == ForkMode.Matching);
            Connect(Block(depth - 1, first), join);
        }
        return join;
    }

    private string Human() => Add(random.Next(2) == 0
        ? new ApproveNode { Id = NextId("h"), Assignees = new AssigneeRule { From = [new FromInitiator()] } }
        : new HandleNode { Id = NextId("h"), Assignees = new AssigneeRule { From = [new FromInitiator()] } });

    private string Automatic() => Add(new CcNode { Id = NextId("a"), To = [new FromInitiator()] });

    private string Then(string from, string to)
    {
        Connect(from, to);
        return to;
    }

    private string Add(FlowNode node)
    {
        _nodes.Add(node);
        return node.Id;
    }

    private string NextId(string prefix) => FlowIds.Next(prefix, _nodes.Select(node => node.Id));

    private void Connect(string from, string to, int order = 0, bool isDefault = false, bool conditional = true)
    {
        var gateway = _nodes.First(node => node.Id == from) is ExclusiveNode or ForkNode { Mode: ForkMode.Matching };
        _edges.Add(new FlowEdge
        {
            Id = $"e{_edges.Count}",
            From = from,
            To = to,
            Order = order,
            IsDefault = isDefault,
            Label = gateway ? $"way {order}" : Label.Empty,
            When = gateway && conditional && !isDefault ? $"way == {order}" : null,
        });
    }
}
