using LowCode.Flows;

namespace LowCode.Engine.Tests.Flows.Definitions;

public class FlowCheckerTests
{
    [Fact]
    public void Three_hundred_random_sound_flows_are_accepted_and_survive_their_JSON()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var flow = RandomFlow.Sound(seed, 1 + (seed % 3));
            if (flow.Nodes.Count > FlowDefinition.MaxNodes)
                continue;
            var again = FlowJson.Read(FlowJson.Write(flow)).Value;

            Assert.True(FlowChecker.Check(again, null).Count == 0, $"seed {seed}: {string.Join("; ", FlowChecker.Check(again, null).Select(problem => problem.Text(flow, "en")))}");
        }
    }

    [Fact]
    public void What_is_accepted_after_random_changes_can_neither_get_stuck_nor_run_in_circles()
    {
        var (accepted, refused, played) = (0, 0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(1_000_000 + seed);
            var flow = RandomFlow.Sound(seed + 5000, 1 + (seed % 2));
            if (flow.Nodes.Count > 14)
                continue;
            for (var times = random.Next(1, 3); times > 0; times--)
                flow = RandomFlow.Mutate(flow, random);
            if (FlowChecker.Check(flow, null).Any(problem => problem.IsError))
            {
                refused++;
                continue;
            }
            accepted++;
            var verdict = new TokenGame(flow).Explore();
            played += verdict == "sound" ? 1 : 0;
            Assert.True(verdict is "sound" or "limit", $"seed {seed}: {verdict}\n{FlowJson.Write(flow)}");
        }
        Assert.True(accepted > 20 && refused > 50 && played > 20, $"accepted {accepted}, refused {refused}, played to the end {played}");
    }

    [Theory]
    [InlineData("no start", "start")]
    [InlineData("no end", "end")]
    [InlineData("lost node", "unreachable")]
    [InlineData("dead end", "stuck")]
    [InlineData("two ways out", "out")]
    [InlineData("no default", "gateway.default")]
    [InlineData("no condition", "edge.condition")]
    [InlineData("circle", "cycle")]
    [InlineData("no join", "fork.join")]
    [InlineData("end in branch", "fork.end")]
    [InlineData("entry from outside", "fork.entry")]
    [InlineData("branches meet", "fork.overlap")]
    [InlineData("loop over fork", "fork.loop")]
    [InlineData("dangling", "edge.dangling")]
    [InlineData("nobody", "assignees")]
    [InlineData("reject edge on work", "outcome")]
    [InlineData("into start", "start.entry")]
    public void Each_mistake_is_found_and_named(string mistake, string code)
    {
        var flow = Draw(mistake);

        Assert.Contains($"flows.check.{code}", FlowChecker.Check(flow, null).Where(problem => problem.IsError).Select(problem => problem.Rule.Code));
    }

    [Fact]
    public void Return_targets_lie_before_on_the_same_level_or_further_out()
    {
        var flow = Lines(
            "start start", "approve a", "fork f j", "approve b1", "approve b2", "approve c1", "join j", "approve d", "end end",
            "start a", "a f", "f b1", "b1 b2", "b2 j", "f c1", "c1 j", "j d", "d end");
        var topology = new FlowTopology(flow);

        Assert.True(ReturnIsPossible("b2", "b1"));
        Assert.True(ReturnIsPossible("b2", "a"));
        Assert.True(ReturnIsPossible("d", "a"));
        Assert.True(ReturnIsPossible("d", "start"));
        Assert.False(ReturnIsPossible("b2", "c1"));
        Assert.False(ReturnIsPossible("d", "b1"));
        Assert.False(ReturnIsPossible("a", "d"));
        Assert.Equal([new FlowBranch("f", topology.Outgoing("f")[0].Id)], topology.Level("b1"));
        Assert.Empty(topology.Level("j"));

        bool ReturnIsPossible(string node, string target)
        {
            var with = flow with { Nodes = [.. flow.Nodes.Select(each => each.Id == node ? (ApproveNode)each with { Return = new ReturnRule { Targets = [target] } } : each)] };
            return !FlowChecker.Check(with, null).Any(problem => problem.Rule.Code == "flows.check.return");
        }
    }

    [Fact]
    public void Timeouts_and_votes_are_kept_within_their_limits()
    {
        var flow = Lines("start start", "approve a", "end end", "start a", "a end");
        var node = (ApproveNode)flow.FindNode("a")!;
        node = node with
        {
            Vote = new VoteRule { Mode = VoteMode.Percent, Value = 0 },
            Timeouts = [new ApproveAfter { After = TimeSpan.FromDays(1) }, new RejectAfter { After = TimeSpan.FromSeconds(1) }, new RemindAfter { After = TimeSpan.FromDays(1), Repeat = 11 }],
        };

        var codes = FlowChecker.Check(flow with { Nodes = [.. flow.Nodes.Select(each => each.Id == "a" ? node : each)] }, null).Select(problem => problem.Rule.Code);

        Assert.Equal(["flows.check.timeout.ends", "flows.check.timeout.range", "flows.check.timeout.range", "flows.check.vote"], codes);
    }

    [Fact]
    public void Every_rule_has_a_code_of_its_own_and_words_in_both_languages()
    {
        Assert.Equal(FlowRules.All.Count, FlowRules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.All(FlowRules.All, rule => Assert.Equal(["en", "zh-CN"], rule.Text.Texts.Keys));
    }

    /// <summary>Draws a flow from lines: "type id [join]" makes a node, "from to" an edge.</summary>
    internal static FlowDefinition Lines(params string[] lines)
    {
        var nodes = new List<FlowNode>();
        var edges = new List<FlowEdge>();
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (FlowNodeTypes.Find(words[0]) is { } type && !nodes.Any(node => node.Id == words[0] && words.Length == 2 && nodes.Any(other => other.Id == words[1])))
                nodes.Add(Complete(type.Create(words[1]), words.ElementAtOrDefault(2)));
            else
                edges.Add(new FlowEdge { Id = $"e{edges.Count}", From = words[0], To = words[1], Order = edges.Count, When = words.ElementAtOrDefault(2), IsDefault = words.ElementAtOrDefault(2) == "default" });
        }
        return new FlowDefinition
        {
            Key = "flow",
            Form = "form",
            Nodes = nodes,
            Edges = [.. edges.Select(edge => edge with { When = edge.IsDefault || edge.When == "reject" ? null : edge.When, Outcome = edge.When == "reject" ? "reject" : null })],
        };
    }

    private static FlowNode Complete(FlowNode node, string? join) => node switch
    {
        ApproveNode approve => approve with { Assignees = new AssigneeRule { From = [new FromInitiator()] } },
        HandleNode handle => handle with { Assignees = new AssigneeRule { From = [new FromInitiator()] } },
        CcNode cc => cc with { To = [new FromInitiator()] },
        ForkNode fork => fork with { Join = join },
        _ => node,
    };

    private static FlowDefinition Draw(string mistake) => mistake switch
    {
        "no start" => Lines("approve a", "end end", "a end"),
        "no end" => Lines("start start", "approve a", "start a"),
        "lost node" => Lines("start start", "approve a", "approve b", "end end", "start a", "a end", "b end"),
        "dead end" => Lines("start start", "exclusive x", "approve a", "end end", "start x", "x end default", "x a q>1"),
        "two ways out" => Lines("start start", "approve a", "end end", "end no", "start a", "a end", "a no"),
        "no default" => Lines("start start", "exclusive x", "end end", "end no", "start x", "x end q>1", "x no q>2"),
        "no condition" => Lines("start start", "exclusive x", "end end", "end no", "start x", "x end default", "x no"),
        "circle" => Lines("start start", "exclusive x", "cc c", "end end", "start x", "x end default", "x c q>1", "c x"),
        "no join" => Lines("start start", "fork f", "approve a", "approve b", "end end", "start f", "f a", "f b", "a end", "b end"),
        "end in branch" => Lines("start start", "fork f j", "approve a", "exclusive x", "join j", "end end", "start f", "f a", "f x", "a j", "x j default", "x end q>1", "j end"),
        "entry from outside" => Lines("start start", "exclusive x", "fork f j", "approve a", "approve b", "join j", "end end", "start x", "x f default", "x a q>1", "f a", "f b", "a j", "b j", "j end"),
        "branches meet" => Lines("start start", "fork f j", "approve a", "approve b", "approve c", "join j", "end end", "start f", "f a", "f b", "a c", "b c", "c j", "j end"),
        "loop over fork" => Lines("start start", "fork f j", "approve a", "approve b", "exclusive x", "join j", "end end", "start f", "f a", "f b", "a x", "x j default", "x f q>1", "b j", "j end"),
        "dangling" => Lines("start s", "end z", "s z", "s nowhere"),
        "nobody" => Unassigned(),
        "reject edge on work" => Lines("start start", "handle a", "end end", "end no", "start a", "a end", "a no reject"),
        "into start" => Lines("start start", "exclusive x", "end end", "start x", "x end default", "x start q>1"),
        _ => throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "no such drawing"),
    };

    private static FlowDefinition Unassigned()
    {
        var flow = Lines("start start", "approve a", "end end", "start a", "a end");
        return flow with { Nodes = [.. flow.Nodes.Select(node => node is ApproveNode approve ? approve with { Assignees = new AssigneeRule() } : node)] };
    }
}
