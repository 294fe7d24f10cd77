namespace LowCode.Flows.Running;

/// <summary>start - a - fork(b1 - b2 | c1 - inner fork(d | e) - c2) - join - z - end; person 3 at a, 4 on b, 5 on c, 6 d, 7 e, 8 z.</summary>
public class ReturnTests
{
    [Fact]
    public async Task Within_a_branch_only_that_branch_moves()
    {
        using var world = await FlowWorld.With(Nested());
        var instance = await ToTheFork(world);
        await world.Do(4, new Approve(world.Task(instance, 4).Id));

        var receipt = await world.Do(4, new ReturnTask(world.Task(instance, 4).Id, "b1"));

        Assert.Equal(["b1", "c1"], receipt.Nodes.Order());
        Assert.Equal(2, world.State(instance).Activations.All.Last().Round);
    }

    [Fact]
    public async Task Whoever_gets_it_back_is_told_why()
    {
        using var world = await FlowWorld.With(Nested());
        var instance = await ToTheFork(world);
        await world.Do(4, new Approve(world.Task(instance, 4).Id));
        Assert.Null(SentBack());

        await world.Do(4, new ReturnTask(world.Task(instance, 4).Id, "b1", Comment: "The amount is missing"));

        Assert.Equal("The amount is missing", SentBack()!.Says("comment"));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));
        Assert.Null(SentBack());

        FlowEvent? SentBack() => new TaskReader(world.Runner).Instance(world.As(4), instance).Value.SentBack(world.Task(instance, 4));
    }

    [Fact]
    public async Task Out_of_a_branch_cancels_all_branches()
    {
        using var world = await FlowWorld.With(Nested());
        var instance = await ToTheFork(world);
        await world.Do(5, new Approve(world.Task(instance, 5).Id));

        await world.Refused("flows.return.direct", 6, new ReturnTask(world.Task(instance, 6).Id, "a", ResubmitRule.Direct));
        var receipt = await world.Do(6, new ReturnTask(world.Task(instance, 6).Id, "a"));

        Assert.Equal(["a"], receipt.Nodes);
        Assert.Empty(world.State(instance).Scopes.All);
    }

    [Fact]
    public async Task One_level_out_keeps_the_other_outer_branch()
    {
        using var world = await FlowWorld.With(Nested());
        var instance = await ToTheFork(world);
        await world.Do(5, new Approve(world.Task(instance, 5).Id));

        var receipt = await world.Do(6, new ReturnTask(world.Task(instance, 6).Id, "c1"));

        Assert.Equal(["b1", "c1"], receipt.Nodes.Order());
        Assert.Single(world.State(instance).Scopes.All);
    }

    [Fact]
    public async Task Neighbouring_branches_future_nodes_and_itself_are_no_targets()
    {
        using var world = await FlowWorld.With(Nested());
        var instance = await ToTheFork(world);
        await world.Do(4, new Approve(world.Task(instance, 4).Id));
        var task = world.Task(instance, 4).Id;

        foreach (var target in new[] { "c1", "z", "b2", "d", "end", "nowhere" })
            await world.Refused("flows.return.target", 4, new ReturnTask(task, target));
        var offered = new TaskReader(world.Runner).Task(world.As(4), task).Value.ReturnTargets;
        Assert.Equal(["b1", "a", "start"], offered.Select(target => target.Id));
    }

    [Fact]
    public async Task Replayed_everything_decides_again_and_direct_comes_straight_back()
    {
        var flow = Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4), Draw.Vote("c", 5));
        using var world = await FlowWorld.With(flow);
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));

        await world.Do(5, new ReturnTask(world.Task(instance, 5).Id, "a"));
        Assert.Equal(["b"], (await world.Do(3, new Approve(world.Task(instance, 3).Id))).Nodes);
        await world.Do(4, new Approve(world.Task(instance, 4).Id));
        await world.Do(5, new ReturnTask(world.Task(instance, 5).Id, "a", ResubmitRule.Direct));
        Assert.Equal(["c"], (await world.Do(3, new Approve(world.Task(instance, 3).Id))).Nodes);
    }

    [Fact]
    public async Task Back_at_the_start_the_initiator_hands_in_again()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;

        var back = await world.Do(3, new ReturnTask(world.Task(instance, 3).Id));
        Assert.Equal(["start"], back.Nodes);
        var again = await world.Do(2, new Submit(world.Task(instance, 2).Id));

        Assert.Equal(["a"], again.Nodes);
    }

    [Theory]
    [InlineData(RejectAction.ToInitiator, "start")]
    [InlineData(RejectAction.ToPrevious, "b")]
    [InlineData(RejectAction.ToNode, "a")]
    [InlineData(RejectAction.Terminate, null)]
    public async Task A_refusal_goes_where_the_node_says(RejectAction action, string? expected)
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4), Draw.Vote("c", 5) with { Reject = new RejectRule { Action = action, Node = action == RejectAction.ToNode ? "a" : null } }));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));

        var receipt = await world.Do(5, new Reject(world.Task(instance, 5).Id));

        Assert.Equal(expected is null ? [] : [expected], receipt.Nodes);
        Assert.Equal(expected is null ? "rejected" : "running", receipt.State);
    }

    [Fact]
    public async Task Someone_who_approved_before_is_asked_again_after_a_return()
    {
        var rule = new AssigneeRule { From = [new FromUsers([3])], IfSamePerson = SamePersonPolicy.AnyEarlier };
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), new ApproveNode { Id = "b", Assignees = rule }, Draw.Vote("c", 5)));
        var instance = (await world.Start()).InstanceId;
        Assert.Equal(["c"], (await world.Do(3, new Approve(world.Task(instance, 3).Id))).Nodes);

        var receipt = await world.Do(5, new ReturnTask(world.Task(instance, 5).Id, "b"));

        Assert.Equal(["b"], receipt.Nodes);
        Assert.Equal([3], world.State(instance).Handlers());
    }

    private static FlowDefinition Nested() => new Draw()
        .Add(Draw.Vote("a", 3), new ForkNode { Id = "f", Join = "j" }, Draw.Vote("b1", 4), Draw.Vote("b2", 4), Draw.Vote("c1", 5), new ForkNode { Id = "g", Join = "k" },
            Draw.Vote("d", 6), Draw.Vote("e", 7), new JoinNode { Id = "k" }, Draw.Vote("c2", 5), new JoinNode { Id = "j" }, Draw.Vote("z", 8), new EndNode { Id = "end" })
        .Path("start", "a", "f", "b1", "b2", "j", "z", "end").Path("f", "c1", "g", "d", "k", "c2", "j").Path("g", "e", "k").Build();

    private static async Task<long> ToTheFork(FlowWorld world)
    {
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        return instance;
    }
}
