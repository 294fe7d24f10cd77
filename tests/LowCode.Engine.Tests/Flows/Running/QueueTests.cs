using LowCode.Expressions;

namespace LowCode.Flows.Running;

public class QueueTests
{
    [Fact]
    public async Task Everybody_whose_tasks_change_hears_of_it_also_who_did_it()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 2, 3) with { Vote = new VoteRule { Mode = VoteMode.Any } }, Draw.Vote("b", 4)));
        var heard = new List<long>();
        world.Inbox.Arrived += heard.AddRange;

        var instance = (await world.Start(2)).InstanceId;
        Assert.Equal([2L, 3], heard.Order());
        heard.Clear();

        await world.Do(2, new Approve(world.Task(instance, 2).Id));
        Assert.Equal([2L, 3, 4], heard.Order());
        heard.Clear();

        await world.Do(2, new Urge(instance));
        Assert.Equal([4L], heard);
    }

    [Fact]
    public async Task What_rests_with_somebody_is_also_what_waits_its_turn_stands_still_or_was_only_lent()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 2, 3) with { Vote = new VoteRule { Mode = VoteMode.Sequential } }, Draw.Vote("b", 4)));
        var instance = (await world.Start(5)).InstanceId;
        var (first, second) = (world.Task(instance, 2).Id, Live(3).Single());
        Assert.Equal([first], Live(2));

        await world.Do(2, new Delegate(first, 6));
        Assert.Equal([first], Live(2));
        Assert.Equal([first], Live(6));

        await world.Do(FlowWorld.Admin, new Suspend(instance));
        Assert.Equal([second], Live(3));

        await world.Do(FlowWorld.Admin, new Resume(instance));
        await world.Do(FlowWorld.Admin, new Reassign(first, 7));
        Assert.Empty(Live(2).Concat(Live(6)));
        Assert.Equal([first], Live(7));

        await world.Do(7, new Approve(first));
        await world.Do(3, new Approve(second));
        Assert.Empty(Live(7).Concat(Live(3)));

        IReadOnlyList<long> Live(long person) => world.Workspace.Database.Read(unit => unit.Store<ITaskStore>().Live(person)).Value;
    }

    private static readonly FlowDefinition Slow = Draw.Line(Draw.Vote("a", 3) with { Timeouts = [new RemindAfter { After = TimeSpan.FromHours(1) }] }, Draw.Vote("b", 4));

    private static readonly FlowDefinition Free = new Draw("g").Add(Draw.Vote("x", 3), new EndNode { Id = "end" }).Path("start", "x", "end").Build();

    [Fact]
    public async Task Open_tasks_are_sorted_by_due_time_with_the_latest_first_and_undated_last()
    {
        using var world = await FlowWorld.With(Slow, Free);
        var undated = await StartAsync(world, "g", "undated");
        var late = await StartAsync(world, "f", "late");
        await world.Pass(TimeSpan.FromHours(2));
        var early = await StartAsync(world, "f", "early");
        var reader = new TaskReader(world.Runner);

        Assert.Equal([late, early, undated], Instances(reader, world, new TaskFilter { Sort = TaskSort.Due }));
        Assert.Equal([early, late, undated], Instances(reader, world, new TaskFilter()));
        Assert.Equal([undated, late, early], Instances(reader, world, new TaskFilter { Sort = TaskSort.Oldest }));
        Assert.Equal([late], Instances(reader, world, new TaskFilter { Overdue = true, Sort = TaskSort.Due }));
    }

    [Theory]
    [InlineData(TaskSort.Due)]
    [InlineData(TaskSort.Newest)]
    [InlineData(TaskSort.Oldest)]
    public async Task Pages_hold_every_task_once_in_every_order(TaskSort sort)
    {
        using var world = await FlowWorld.With(Slow, Free);
        for (var i = 0; i < 7; i++)
            await StartAsync(world, i % 2 == 0 ? "f" : "g", $"t{i}");
        var reader = new TaskReader(world.Runner);
        var (found, after) = (new List<long>(), (string?)null);
        do
        {
            var page = reader.Queue(world.As(3), TaskQueue.Todo, after, 2, new TaskFilter { Sort = sort }).Value;
            found.AddRange(page.Items.Select(item => item.TaskId!.Value));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, found.Distinct().Count());
        Assert.Equal(7, found.Count);
    }

    [Fact]
    public async Task A_list_is_narrowed_by_flow_node_and_title()
    {
        using var world = await FlowWorld.With(Slow, Free);
        var first = await StartAsync(world, "f", "100% wool");
        var second = await StartAsync(world, "g", "100 sheep");
        var reader = new TaskReader(world.Runner);

        Assert.Equal([second], Instances(reader, world, new TaskFilter { Flow = "g" }));
        Assert.Equal([first], Instances(reader, world, new TaskFilter { Flow = "f", Node = "a" }));
        Assert.Empty(Instances(reader, world, new TaskFilter { Flow = "f", Node = "x" }));
        Assert.Empty(Instances(reader, world, new TaskFilter { Flow = "nobody_knows" }));
        Assert.Equal([first], Instances(reader, world, new TaskFilter { Search = "0% W" }));
        Assert.Equal([("f", "a", 1), ("g", "x", 1)], reader.Groups(world.As(3)).Value.Select(group => (group.Flow, group.Node, group.Count)).Order());
    }

    private static async Task<long> StartAsync(FlowWorld world, string flow, string title)
    {
        var started = await world.Do(2, new StartFlow(flow, await world.Record(2, ("title", Value.FromText(title)))));
        world.Clock.Pass(TimeSpan.FromSeconds(1));
        return started.InstanceId;
    }

    private static IEnumerable<long> Instances(TaskReader reader, FlowWorld world, TaskFilter filter) =>
        reader.Queue(world.As(3), TaskQueue.Todo, filter: filter).Value.Items.Select(item => item.InstanceId);
}
