using LowCode.Expressions;
using LowCode.Records;

namespace LowCode.Flows.Running;

public class ManagingTests
{
    [Fact]
    public async Task Only_managers_terminate_reassign_and_jump()
    {
        var flow = Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4)) with { Settings = new FlowSettings { Managers = [new FromUsers([12])] } };
        using var world = await FlowWorld.With(flow);
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        await world.Refused("flows.notManager", 2, new Terminate(instance));
        await world.Refused("flows.notManager", 3, new Reassign(task, 5));
        await world.Refused("flows.instance.unknown", 15, new Jump(instance, "b"));

        await world.Do(12, new Reassign(task, 5));
        Assert.Equal([5], world.State(instance).Handlers());
        await world.Refused("flows.jump.target", 12, new Jump(instance, "end"));
        Assert.Equal(["b"], (await world.Do(12, new Jump(instance, "b"))).Nodes);
        Assert.Equal("terminated", (await world.Do(12, new Terminate(instance))).State);
        await world.Refused("flows.ended", 12, new Jump(instance, "a"));
    }

    [Fact]
    public async Task Urging_is_possible_once_in_ten_minutes()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(2, new Urge(instance, "please"));
        Assert.Equal("task.urged", world.Inbox.List(world.As(3)).Value[0].Kind);

        await world.Refused("flows.urge.soon", 2, new Urge(instance));
        await world.Pass(TimeSpan.FromMinutes(10));

        await world.Do(2, new Urge(instance));
    }

    [Fact]
    public async Task Copies_are_read_once_and_counted_until_then()
    {
        using var world = await FlowWorld.With(Draw.Line(new CcNode { Id = "c", To = [new FromUsers([6])] }, Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Copy(world.Task(instance, 3).Id, [7, 7], "have a look"));
        var reader = new TaskReader(world.Runner);
        Assert.Equal(1, reader.Counts(world.As(6)).Value[TaskQueue.Copied]);

        await reader.MarkReadAsync(world.As(6), instance);

        Assert.Equal(0, reader.Counts(world.As(6)).Value[TaskQueue.Copied]);
        Assert.True(reader.Queue(world.As(6), TaskQueue.Copied).Value.Items.Single().Read);
        Assert.False(reader.Queue(world.As(7), TaskQueue.Copied).Value.Items.Single().Read);
    }

    [Fact]
    public async Task An_instance_keeps_the_version_with_which_it_began()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4)));
        var old = (await world.Start()).InstanceId;
        await world.Publish(FlowWorld.FlowChange(Draw.Line(Draw.Vote("c", 5))));
        var fresh = await world.Start();

        Assert.Equal(["c"], fresh.Nodes);
        Assert.Equal(["b"], (await world.Do(3, new Approve(world.Task(old, 3).Id))).Nodes);
        Assert.Equal((1, 2), (world.State(old).Instance.VersionNo, world.State(fresh.InstanceId).Instance.VersionNo));
        Assert.Equal(["start", "a", "b", "end"], new TaskReader(world.Runner).Instance(world.As(2), old).Value.Flow.Nodes.Select(node => node.Id));
    }

    [Fact]
    public async Task A_flow_that_is_not_sound_is_not_published()
    {
        using var world = await FlowWorld.With();
        var broken = new Draw().Add(Draw.Vote("a"), new EndNode { Id = "end" }).Path("start", "a").Build();

        var outcome = await world.Publisher.PublishAsync(world.As(FlowWorld.Admin), [FlowWorld.FlowChange(broken)]);

        Assert.Equal(ErrorKind.Invalid, outcome.Refusal!.Kind);
        Assert.Contains(outcome.Refusal.Errors, error => error.Code == "flows.check.out" && error.Path!.StartsWith("flows.f.nodes.a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_thrown_away_ends_its_flow()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;

        var outcome = await new RecordTrash(world.Workspace, world.Saver).DeleteAsync(world.As(FlowWorld.Admin), "request", world.State(instance).Instance.RecordId, null);

        Assert.True(outcome.Ok, outcome.Refusal?.ToString());
        Assert.Equal(InstanceState.Terminated, world.State(instance).Instance.State);
        Assert.Empty(new TaskReader(world.Runner).Queue(world.As(3), TaskQueue.Todo).Value.Items);
    }

    [Fact]
    public async Task The_title_follows_the_record()
    {
        var flow = Draw.Line(Draw.Vote("a", 3)) with { Settings = new FlowSettings { Title = "title & \" / \" & amount" } };
        using var world = await FlowWorld.With(flow);
        var receipt = await world.Start(2, ("title", Value.FromText("Desk")), ("amount", Value.FromNumber(12)));

        Assert.Equal("Desk / 12", new TaskReader(world.Runner).Queue(world.As(3), TaskQueue.Todo).Value.Items.Single().Title);
        Assert.Equal(receipt.InstanceId, new TaskReader(world.Runner).OfRecord(world.As(2), "request", world.State(receipt.InstanceId).Instance.RecordId).Value.Single().InstanceId);
    }

    [Fact]
    public async Task One_flow_runs_once_over_a_record()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var record = await world.Record();
        await world.Do(2, new StartFlow("f", record));

        var error = await world.Refused("flows.start.running", 2, new StartFlow("f", record));

        Assert.NotNull(error.Values!["instance"]);
    }
}
