using LowCode.Expressions;
using LowCode.Jobs;

namespace LowCode.Flows.Running;

public class DeadlineTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Reminders_come_as_often_as_designed_and_stop_with_the_task()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3) with { Timeouts = [new RemindAfter { After = Hour, Repeat = 3, Every = Hour }] }));
        var instance = (await world.Start()).InstanceId;

        for (var hours = 0; hours < 6; hours++)
            await world.Pass(Hour);

        Assert.Equal(3, world.Events(instance).Count(told => told.Type == FlowEvents.Reminded));
        world.Check(instance);
        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        Assert.Null(world.Workspace.Database.Read(unit => unit.Store<IJobStore>().NextDue()).Value);
    }

    public static TheoryData<TimeoutRule, string> Rules => new()
    {
        { new ApproveAfter { After = Hour }, "z" },
        { new RejectAfter { After = Hour }, "rejected" },
        { new ReturnAfter { After = Hour }, "a" },
        { new ReturnAfter { After = Hour, To = ReturnGoal.Start }, "start" },
        { new TransferAfter { After = Hour, To = new FromUsers([8]) }, "b8" },
        { new TransferAfter { After = Hour }, "b9" },
        { new EscalateAfter { After = Hour }, "b4" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_time_out_does_what_its_rule_says_and_only_once(TimeoutRule rule, string expected)
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4) with { Timeouts = [rule] }, Draw.Vote("z", 5)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Approve(world.Task(instance, 3).Id));

        await world.Pass(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal([4], world.State(instance).Handlers());
        await world.Pass(TimeSpan.FromMilliseconds(1));
        await world.Worker.RunDueAsync();

        world.Check(instance);
        var state = world.State(instance);
        Assert.Equal(expected, !state.Instance.IsLive ? StateWords.Of(state.Instance.State) : state.Tokens.All.Single().NodeId is "b" ? $"b{state.Handlers()[0]}" : state.Tokens.All.Single().NodeId);
    }

    [Fact]
    public async Task A_timer_waits_for_its_moment_and_one_in_the_past_does_not_wait()
    {
        var until = new WaitForField("due", TimeSpan.FromHours(9));
        using var world = await FlowWorld.With(Draw.Line(new TimerNode { Id = "t", Until = until }, Draw.Vote("a", 3)));
        var waits = await world.Start(2, ("due", Value.FromDate(new DateOnly(2026, 3, 5))));
        var past = await world.Start(2, ("due", Value.FromDate(new DateOnly(2026, 3, 1))));
        var empty = await world.Start();
        Assert.Equal(["t", "a", "a"], [waits.Nodes.Single(), past.Nodes.Single(), empty.Nodes.Single()]);

        // Nine in the morning of the workspace's zone, Asia/Shanghai.
        world.Clock.Now = new DateTimeOffset(2026, 3, 5, 0, 59, 59, TimeSpan.Zero);
        await world.Worker.RunDueAsync();
        Assert.Equal("t", world.State(waits.InstanceId).Tokens.All.Single().NodeId);
        await world.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal("a", world.State(waits.InstanceId).Tokens.All.Single().NodeId);
        world.Check(waits.InstanceId);
    }

    [Fact]
    public async Task A_pause_stops_all_clocks()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3) with { Timeouts = [new RejectAfter { After = Hour }] }));
        var instance = (await world.Start()).InstanceId;
        await world.Pass(TimeSpan.FromMinutes(50));
        await world.Do(FlowWorld.Admin, new Suspend(instance));
        await world.Refused("flows.suspended", 3, new Approve(world.State(instance).Tasks.All.Last().Id));
        Assert.Empty(new TaskReader(world.Runner).Queue(world.As(3), TaskQueue.Todo).Value.Items);
        await world.Pass(TimeSpan.FromDays(3));
        await world.Do(FlowWorld.Admin, new Resume(instance));

        await world.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(InstanceState.Running, world.State(instance).Instance.State);
        await world.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(InstanceState.Rejected, world.State(instance).Instance.State);
    }

    [Fact]
    public async Task After_a_long_downtime_everything_overdue_runs_in_order()
    {
        using var world = await FlowWorld.With(Draw.Line(new TimerNode { Id = "t", Until = new WaitFor(Hour) }, new TimerNode { Id = "u", Until = new WaitFor(Hour) }));
        var instances = new List<long>();
        for (var i = 0; i < 60; i++)
            instances.Add((await world.Start()).InstanceId);

        await world.Pass(TimeSpan.FromDays(2));
        await world.Pass(Hour);

        Assert.All(instances, instance => Assert.Equal(InstanceState.Completed, world.State(instance).Instance.State));
    }

    [Fact]
    public async Task A_job_that_keeps_failing_becomes_an_incident_that_can_be_retried()
    {
        var flow = new Draw().Add(new TimerNode { Id = "t", Until = new WaitFor(Hour) }, new ExclusiveNode { Id = "x" }, Draw.Vote("a", 3), new EndNode { Id = "end" })
            .Path("start", "t", "x").Edge("x", "a", "10 / pick > 1").Edge("x", "end", isDefault: true).Path("a", "end").Build();
        using var world = await FlowWorld.With(flow);
        var receipt = await world.Start(2, ("pick", Value.FromNumber(0)));

        for (var tries = 0; tries < 6; tries++)
            await world.Pass(Hour);

        Assert.Equal(InstanceState.Incident, world.State(receipt.InstanceId).Instance.State);
        Assert.Equal("flow.incident", world.Inbox.List(world.As(FlowWorld.Admin)).Value[0].Kind);
        await world.Save(2, "request", world.State(receipt.InstanceId).Instance.RecordId, ("pick", Value.FromNumber(2)));
        await world.Do(FlowWorld.Admin, new Retry(receipt.InstanceId));
        await world.Worker.RunDueAsync();
        Assert.Equal([3], world.State(receipt.InstanceId).Handlers());
        world.Check(receipt.InstanceId);
    }

    [Fact]
    public async Task Two_workers_share_the_jobs_and_none_runs_twice()
    {
        using var world = await FlowWorld.With(Draw.Line(new TimerNode { Id = "t", Until = new WaitFor(Hour) }, Draw.Vote("a", 3)));
        for (var i = 0; i < 120; i++)
            await world.Start();
        var other = new JobWorker(world.Workspace, [new TimerJobs(world.Runner), new TimeoutJobs(world.Runner)]);
        world.Clock.Pass(Hour);

        var tried = await Task.WhenAll(world.Worker.RunDueAsync(), other.RunDueAsync());

        Assert.Equal(120, tried.Sum());
    }
}
