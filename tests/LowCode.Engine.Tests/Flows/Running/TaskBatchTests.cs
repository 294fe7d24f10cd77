using LowCode.Expressions;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.Records;

namespace LowCode.Flows.Running;

/// <summary>Decisions over many tasks: each as if alone, once or not at all, whatever becomes of the screen or the node.</summary>
public class TaskBatchTests
{
    private static readonly FlowDefinition Two = Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4));

    [Fact]
    public async Task Each_task_is_decided_for_itself_and_the_run_says_what_was_refused_and_why()
    {
        using var world = await FlowWorld.With(Two);
        var tasks = await TasksAsync(world, 4);
        await world.Do(3, new Approve(tasks[0]));
        await world.Do(3, new Transfer(tasks[1], 5));
        var desk = new Desk(world);

        var run = await desk.Ask(new TaskDecision("approve", "all good"), [.. tasks, tasks[3], 999]);
        Assert.Equal((5, 0), (run.Total, run.Decided));
        await desk.Work();

        run = desk.Get(run);
        Assert.Equal((BatchRunState.Done, 2, 3, "approve"), (run.State, run.Changed, run.Refused, run.Word));
        Assert.Equal(["flows.task.done", "flows.task.passedOn", "flows.task.unknown"], desk.Runs.Reasons(world.As(3), run.Id).Value.Select(reason => reason.Refusal.Errors[0].Code).Order());
        foreach (var task in tasks[2..])
        {
            var state = world.State(Instance(world, task));
            Assert.Equal("all good", state.Tasks.Find(task)!.Comment);
            Assert.Equal([4], state.Handlers());
            world.Check(state.Instance.Id);
        }
    }

    [Fact]
    public async Task What_asks_for_a_comment_is_refused_as_alone_and_goes_with_one_when_asked_again()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3) with { Comment = CommentRule.Required }, Draw.Vote("b", 4)));
        var tasks = await TasksAsync(world, 2);
        var desk = new Desk(world);

        var bare = await desk.Done(new TaskDecision("approve"), tasks);
        var reason = Assert.Single(desk.Runs.Reasons(world.As(3), bare.Id).Value);
        Assert.Equal("flows.comment", reason.Refusal.Errors[0].Code);
        Assert.Equal(tasks, reason.Subjects);
        var said = await desk.Done(new TaskDecision("approve", "fine"), tasks);

        Assert.Equal((0, 2), (bare.Changed, said.Changed));
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_what_is_decided_and_goes_on_with_the_rest_when_asked()
    {
        using var world = await FlowWorld.With(Two);
        var tasks = await TasksAsync(world, 3);
        var desk = new Desk(world);
        var run = await desk.Ask(new TaskDecision("reject", "no"), tasks);

        Assert.Equal(BatchRunState.Cancelled, (await desk.Runs.CancelAsync(world.As(3), run.Id)).Value.State);
        await desk.Work();
        Assert.Equal(0, desk.Get(run).Decided);
        var rest = (await desk.Runs.RetryAsync(world.As(3), run.Id)).Value;
        await desk.Work();

        Assert.Equal((3, "reject"), (desk.Get(rest).Changed, desk.Get(rest).Word));
        Assert.All(tasks, task => Assert.Equal("no", world.State(Instance(world, task)).Tasks.Find(task)!.Comment));
    }

    [Fact]
    public async Task A_portion_whose_node_died_before_it_could_report_is_taken_over_and_no_task_is_decided_twice()
    {
        using var world = await FlowWorld.With(Two);
        var tasks = await TasksAsync(world, 60);
        var desk = new Desk(world);
        var run = await desk.Ask(new TaskDecision("approve"), tasks);
        var claimed = (await world.Workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().Claim("dead", world.Workspace.Now, JobWorker.UsualLease, 1, new JobKinds(["records.batch"], false)))).Value;
        await desk.Job().PrepareAsync(Assert.Single(claimed), CancellationToken.None);
        Assert.True(desk.Get(run).Runs);

        world.Clock.Pass(JobWorker.UsualLease + TimeSpan.FromSeconds(1));
        await desk.Work();

        Assert.Equal((BatchRunState.Done, 60, 0), (desk.Get(run).State, desk.Get(run).Changed, desk.Get(run).Refused));
        Assert.All(tasks, task => Assert.Single(world.Events(Instance(world, task)), told => told.Type == FlowEvents.Approved));
    }

    [Fact]
    public async Task Decisions_are_not_taken_back_together()
    {
        using var world = await FlowWorld.With(Two);
        var desk = new Desk(world);
        var run = await desk.Done(new TaskDecision("approve"), await TasksAsync(world, 1));

        Assert.Equal("tasks.batch.final", (await desk.Runs.UndoAsync(world.As(3), run.Id)).Refusal!.Errors[0].Code);
    }

    [Fact]
    public async Task Whoever_did_not_see_the_end_is_told_and_nobody_else_sees_the_run()
    {
        using var world = await FlowWorld.With(Two);
        var desk = new Desk(world);
        var run = await desk.Done(new TaskDecision("approve"), await TasksAsync(world, 2));
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await desk.Work();

        var bell = Assert.Single(world.Inbox.List(world.As(3)).Value, item => item.Kind == NotificationKinds.BatchEnded);
        Assert.Null(bell.Form);
        Assert.Contains("\"approve\"", bell.Payload);
        Assert.Equal(run.Id, Assert.Single(desk.Runs.Unseen(world.As(3), "")).Id);
        Assert.Equal(ErrorKind.NotFound, desk.Runs.Find(world.As(4), run.Id).Refusal!.Kind);
    }

    [Fact]
    public async Task The_same_key_begins_one_run_and_nonsense_none()
    {
        using var world = await FlowWorld.With(Two);
        var tasks = await TasksAsync(world, 1);
        var desk = new Desk(world);

        var first = (await desk.Batch.AskAsync(world.As(3), new TaskDecision("approve"), tasks, "k")).Value;
        Assert.Equal(first.Id, (await desk.Batch.AskAsync(world.As(3), new TaskDecision("approve"), tasks, "k")).Value.Id);
        Assert.Equal("records.idempotencyKey.used", (await desk.Batch.AskAsync(world.As(3), new TaskDecision("reject"), tasks, "k")).Refusal!.Errors[0].Code);
        Assert.Equal("action", (await desk.Batch.AskAsync(world.As(3), new TaskDecision("explode"), tasks)).Refusal!.Errors[0].Path);
        Assert.Equal("to", (await desk.Batch.AskAsync(world.As(3), new TaskDecision("transfer"), tasks)).Refusal!.Errors[0].Path);
        Assert.Equal("ids", (await desk.Batch.AskAsync(world.As(3), new TaskDecision("approve"), [])).Refusal!.Errors[0].Path);
    }

    [Fact]
    public async Task A_manager_gives_many_tasks_to_somebody_else_and_nobody_else_does()
    {
        using var world = await FlowWorld.With(Two);
        var tasks = await TasksAsync(world, 3);
        var desk = new Desk(world);
        var mine = (await desk.Batch.AskAsync(world.As(3), new TaskDecision(TaskDecision.Reassign, null, 5), tasks)).Value;
        var theirs = (await desk.Batch.AskAsync(world.As(FlowWorld.Admin), new TaskDecision(TaskDecision.Reassign, null, 6), tasks)).Value;
        Assert.Equal("to", (await desk.Batch.AskAsync(world.As(FlowWorld.Admin), new TaskDecision(TaskDecision.Reassign), tasks)).Refusal!.Errors[0].Path);

        await desk.Work();

        Assert.Equal((0, 3), (desk.Runs.Find(world.As(3), mine.Id).Value.Changed, desk.Runs.Find(world.As(3), mine.Id).Value.Refused));
        Assert.Equal((3, 0), (desk.Runs.Find(world.As(FlowWorld.Admin), theirs.Id).Value.Changed, desk.Runs.Find(world.As(FlowWorld.Admin), theirs.Id).Value.Refused));
        Assert.Equal(tasks, new TaskReader(world.Runner).Open(world.As(6), TaskKind.Vote, TaskFilter.None, 100));
    }

    [Fact]
    public async Task All_that_a_list_holds_can_be_meant_and_is_called_by_its_title()
    {
        using var world = await FlowWorld.With(Two);
        var tasks = await TasksAsync(world, 3);
        var reader = new TaskReader(world.Runner);

        Assert.Equal(tasks, reader.Open(world.As(3), TaskKind.Vote, new TaskFilter { Flow = "f", Node = "a" }, 100));
        Assert.Equal(tasks[..2], reader.Open(world.As(3), TaskKind.Vote, TaskFilter.None, 2));
        Assert.Empty(reader.Open(world.As(3), TaskKind.Handle, TaskFilter.None, 100));
        Assert.Empty(reader.Open(world.As(3), TaskKind.Vote, new TaskFilter { Flow = "f", Node = "b" }, 100));
        Assert.Equal(("R1", "request"), reader.About(world.As(3), tasks)[tasks[1]] is var about ? (about.Title, about.Form!.Key) : default);
        Assert.Empty(reader.About(world.As(7), tasks));
    }

    [Fact]
    public async Task Many_tasks_offer_what_at_least_one_of_their_steps_offers_and_say_how_many_can()
    {
        var step = Draw.Vote("a", 3);
        using var world = await FlowWorld.With(Draw.Line(step, Draw.Vote("b", 4)));
        var old = await TasksAsync(world, 2);
        var bare = new Dictionary<string, FlowButton>
        {
            [FlowButtons.Approve] = new() { Label = "Pay" },
            [FlowButtons.Reject] = new() { Hidden = true },
            [FlowButtons.Transfer] = new() { Hidden = true },
        };
        await world.Publish(FlowWorld.FlowChange(Draw.Line(step with { Buttons = bare }, Draw.Vote("b", 4))));
        var newer = await TasksAsync(world, 3);
        await world.Do(3, new Delegate(old[1], 5));
        var reader = new TaskReader(world.Runner);

        Assert.Equal(["Pay 3"], Offers(3, newer));
        Assert.Equal(["approve 4", "reject 1", "transfer 1"], Offers(3, [.. newer, .. old]));
        Assert.Equal(["approve 1", "reject 1"], Offers(5, old));
        Assert.Empty(Offers(7, newer));
        Assert.Empty(Offers(3, []));

        IEnumerable<string> Offers(long person, IReadOnlyCollection<long> tasks) =>
            reader.Offers(world.As(person), tasks).Select(offer => $"{(offer.Action.Label.IsEmpty ? offer.Action.Action : offer.Action.Label.Current)} {offer.Count}");
    }

    private static async Task<List<long>> TasksAsync(FlowWorld world, int count)
    {
        var tasks = new List<long>();
        for (var i = 0; i < count; i++)
            tasks.Add(world.Task((await world.Start(2, ("title", Value.FromText($"R{i}")))).InstanceId, 3).Id);
        return tasks;
    }

    private static long Instance(FlowWorld world, long task) => world.Workspace.Database.Read(unit => unit.Store<IFlowStore>().InstanceOfTask(task)).Value!.Value;

    /// <summary>What decides: each call of <see cref="Work"/> is another node.</summary>
    private sealed class Desk(FlowWorld world)
    {
        public BatchRuns Runs { get; } = new(world.Workspace, new RecordReader(world.Workspace), world.Jobs);

        public TaskBatch Batch => new(Runs);

        public BatchJob Job() => new(world.Workspace, [new TaskWork(world.Runner)], world.Jobs);

        public async Task Work()
        {
            IJobHandler[] handlers = [Job(), new BatchBell(world.Workspace, world.Inbox)];
            await new JobWorker(world.Workspace, handlers, JobLane.Long).RunDueAsync();
            await new JobWorker(world.Workspace, handlers).RunDueAsync();
        }

        public async Task<BatchRun> Ask(TaskDecision decision, IReadOnlyList<long> tasks) => (await Batch.AskAsync(world.As(3), decision, tasks)).Value;

        public async Task<BatchRun> Done(TaskDecision decision, IReadOnlyList<long> tasks)
        {
            var run = await Ask(decision, tasks);
            await Work();
            return Get(run);
        }

        public BatchRun Get(BatchRun run) => Runs.Find(world.As(3), run.Id).Value;
    }
}
