namespace LowCode.Flows.Running;

public class TakingBackTests
{
    [Theory]
    [InlineData(WithdrawPolicy.UntilFirstHandled, true, false)]
    [InlineData(WithdrawPolicy.WhileRunning, true, true)]
    [InlineData(WithdrawPolicy.Never, false, false)]
    public async Task Withdrawing_follows_the_setting(WithdrawPolicy policy, bool before, bool after)
    {
        var flow = Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4)) with { Settings = new FlowSettings { Withdraw = policy } };
        using var world = await FlowWorld.With(flow);
        var (first, second) = ((await world.Start()).InstanceId, (await world.Start()).InstanceId);
        await world.Do(3, new Approve(world.Task(second, 3).Id));

        await Try(world, first, before);
        await Try(world, second, after);
    }

    [Fact]
    public async Task A_withdrawn_record_waits_at_the_start_and_can_be_sent_again_or_given_up()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;
        await world.Refused("flows.notInitiator", 3, new Withdraw(instance));
        await world.Do(2, new Withdraw(instance));
        Assert.Equal("withdrawn", world.Field(world.State(instance).Instance.RecordId, "flow_state").AsText);
        await world.Refused("flows.withdraw", 2, new Withdraw(instance));
        await world.Do(2, new Submit(world.Task(instance, 2).Id));
        await world.Do(2, new Withdraw(instance));

        var given = await world.Do(2, new Terminate(instance));

        Assert.Equal("withdrawn", given.State);
    }

    [Fact]
    public async Task A_decision_is_taken_back_while_nobody_has_acted()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4), Draw.Vote("c", 5)));
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        await world.Do(3, new Approve(task));

        var back = await world.Do(3, new TakeBack(task));
        Assert.Equal(["a"], back.Nodes);
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));

        await world.Refused("flows.takeBack", 3, new TakeBack(world.State(instance).Tasks.All.Last(each => each.DoneBy == 3 && each.State == TaskState.Done).Id));
        await world.Refused("flows.task.unknown", 9, new TakeBack(task));
    }

    [Fact]
    public async Task Across_a_fork_all_new_branches_go_and_across_a_join_it_is_refused()
    {
        var flow = new Draw().Add(Draw.Vote("a", 3), new ForkNode { Id = "f", Join = "j" }, Draw.Vote("b", 4), Draw.Vote("c", 5), new JoinNode { Id = "j" }, Draw.Vote("z", 6), new EndNode { Id = "end" })
            .Path("start", "a", "f", "b", "j", "z", "end").Path("f", "c", "j").Build();
        using var world = await FlowWorld.With(flow);
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        await world.Do(3, new Approve(task));
        Assert.Equal(["a"], (await world.Do(3, new TakeBack(task))).Nodes);
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));
        var last = world.Task(instance, 5).Id;
        await world.Do(5, new Approve(last));

        await world.Refused("flows.takeBack", 5, new TakeBack(last));
    }

    [Fact]
    public async Task An_undecided_vote_opens_again_and_the_others_still_count()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3, 4, 5) with { Vote = new VoteRule { Mode = VoteMode.All } }));
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        await world.Do(3, new Approve(task));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));

        await world.Do(3, new TakeBack(task));

        Assert.Equal([3, 5], world.State(instance).Handlers().Order());
        await world.Do(5, new Approve(world.Task(instance, 5).Id));
        Assert.Equal("completed", (await world.Do(3, new Approve(world.Task(instance, 3).Id))).State);
    }

    [Fact]
    public async Task Of_a_countersign_only_the_one_who_takes_back_is_asked_again()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3, 4) with { Vote = new VoteRule { Mode = VoteMode.All } }, Draw.Vote("b", 5)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        var task = world.Task(instance, 4).Id;
        await world.Do(4, new Approve(task));

        await world.Do(4, new TakeBack(task));

        Assert.Equal([4], world.State(instance).Handlers());
        Assert.Equal(["b"], (await world.Do(4, new Approve(world.Task(instance, 4).Id))).Nodes);
    }

    private static async Task Try(FlowWorld world, long instance, bool allowed)
    {
        if (allowed)
            Assert.Equal(["start"], (await world.Do(2, new Withdraw(instance))).Nodes);
        else
            await world.Refused("flows.withdraw", 2, new Withdraw(instance));
    }
}
