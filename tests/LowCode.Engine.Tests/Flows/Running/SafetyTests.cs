using System.Reflection;
using System.Text.Json;
using LowCode.Jobs;
using LowCode.Records;

namespace LowCode.Flows.Running;

/// <summary>Several at once, the same twice, and a failure at every statement.</summary>
public class SafetyTests
{
    [Fact]
    public async Task Of_fifty_approvals_at_once_exactly_one_wins_and_the_others_learn_who_and_when()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4)));
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Try(3, new Approve(task))));

        Assert.Single(outcomes, outcome => outcome.Ok);
        Assert.All(outcomes.Where(outcome => !outcome.Ok), outcome =>
        {
            Assert.Equal(ErrorKind.Conflict, outcome.Refusal!.Kind);
            Assert.Equal("flows.task.done", outcome.Refusal.Errors[0].Code);
            Assert.Equal(3L, outcome.Refusal.Errors[0].Values!["by"]);
            Assert.Equal(world.Clock.Now.UtcDateTime, outcome.Refusal.Errors[0].Values!["at"]);
        });
        world.Check(instance);
    }

    [Fact]
    public async Task A_double_click_decides_once_and_answers_the_same()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;
        var press = new Approve(world.Task(instance, 3).Id) { Key = "press-1" };

        var answers = await Task.WhenAll(world.Try(3, press), world.Try(3, press));

        Assert.Equal(JsonSerializer.Serialize(answers[0].Value), JsonSerializer.Serialize(answers[1].Value));
        Assert.Single(world.Events(instance), each => each.Type == FlowEvents.Approved);
        Assert.NotEqual(answers[0].Value, (await world.Try(2, new StartFlow("f", await world.Record()) { Key = "press-1" })).Value);
    }

    [Fact]
    public async Task Two_voters_and_two_branches_at_once_both_count()
    {
        var flow = new Draw().Add(new ForkNode { Id = "f", Join = "j" }, Draw.Vote("a", 3, 4) with { Vote = new VoteRule { Mode = VoteMode.All } }, Draw.Vote("b", 5), new JoinNode { Id = "j" }, Draw.Vote("z", 6), new EndNode { Id = "end" })
            .Path("start", "f", "a", "j", "z", "end").Path("f", "b", "j").Build();
        using var world = await FlowWorld.With(flow);
        var instance = (await world.Start()).InstanceId;

        var outcomes = await Task.WhenAll(new long[] { 3, 4, 5 }.Select(user => (user, task: world.Task(instance, user).Id)).ToList().Select(pair => world.Try(pair.user, new Approve(pair.task))));

        Assert.All(outcomes, outcome => Assert.True(outcome.Ok, outcome.Refusal?.ToString()));
        Assert.Equal(["z"], world.State(instance).Tokens.All.Select(token => token.NodeId));
        world.Check(instance);
    }

    [Fact]
    public async Task An_approval_and_its_time_out_at_once_have_one_winner()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3) with { Timeouts = [new RejectAfter { After = TimeSpan.FromHours(1) }] }, Draw.Vote("b", 4)));
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        world.Clock.Pass(TimeSpan.FromHours(2));

        await Task.WhenAll(world.Worker.RunDueAsync(), world.Try(3, new Approve(task)));

        world.Check(instance);
        Assert.Single(world.Events(instance), each => each.Type == FlowEvents.NodeClosed && each.Data.Contains("\"a\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strangers_learn_nothing()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)));
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;

        await world.Refused("flows.task.unknown", 7, new Approve(task));
        await world.Refused("flows.task.unknown", 7, new Approve(9999));
        await world.Refused("flows.task.notYours", 2, new Approve(task));
        await world.Refused("flows.instance.unknown", 7, new Withdraw(instance));
        await world.Refused("flows.notManager", 3, new Terminate(instance));
        Assert.Equal(ErrorKind.NotFound, new TaskReader(world.Runner).Task(world.As(7), task).Refusal!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_had_a_task_learns_that_another_has_it_now_and_no_more(bool givenAway)
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3)) with { Settings = new FlowSettings { Managers = [new FromUsers([12])] } });
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        await (givenAway ? world.Do(3, new Transfer(task, 5)) : world.Do(12, new Reassign(task, 5)));

        Assert.Null((await world.Refused("flows.task.passedOn", 3, new Approve(task))).Values);
        Assert.Equal("flows.task.passedOn", new TaskReader(world.Runner).Task(world.As(3), task).Refusal!.Errors[0].Code);
        await world.Refused("flows.instance.unknown", 3, new Withdraw(instance));
        await world.Do(5, new Approve(task));
        await world.Refused("flows.task.passedOn", 3, new Approve(task));
        await world.Refused("flows.task.unknown", 7, new Approve(task));
    }

    [Fact]
    public async Task A_failure_at_any_statement_leaves_everything_as_it_was()
    {
        var trap = new Trap();
        using var world = await FlowWorld.With(database => new TrappedDatabase(database, trap), SafetyFlow());
        var instance = (await world.Start()).InstanceId;
        var task = world.Task(instance, 3).Id;
        var before = Picture(world, instance);

        for (trap.At = 1; ; trap.At++)
        {
            Assert.True(trap.At < 500);
            trap.Count = 0;
            trap.Armed = true;
            var thrown = await Record.ExceptionAsync(() => world.Try(3, new Approve(task, "yes", FlowWorld.Json("""{"note":"changed"}"""))));
            trap.Armed = false;
            if (thrown is null)
                break;
            Assert.IsType<TrapException>(thrown);
            Assert.Equal(before, Picture(world, instance));
        }

        Assert.True(trap.At > 15, $"only {trap.At} statements were tried");
        Assert.NotEqual(before, Picture(world, instance));
        world.Check(instance);
    }

    private static FlowDefinition SafetyFlow() => new Draw()
        .Add(Draw.Vote("a", 3) with { OtherFields = FieldRight.Editable, Timeouts = [new RemindAfter { After = TimeSpan.FromHours(1) }] }, new CcNode { Id = "c", To = [new FromUsers([4])] }, new ForkNode { Id = "f", Join = "j" },
            Draw.Vote("b", 5), Draw.Vote("d", 6), new JoinNode { Id = "j" }, new EndNode { Id = "end" })
        .Path("start", "a", "c", "f", "b", "j", "end").Path("f", "d", "j").Build();

    private static string Picture(FlowWorld world, long instance) => world.Workspace.Database.Read(unit =>
    {
        var state = unit.Store<IFlowStore>().Load(instance)!;
        var form = world.Workspace.Catalog.Form("request");
        return JsonSerializer.Serialize(new
        {
            state.Instance,
            tokens = state.Tokens.All,
            scopes = state.Scopes.All,
            activations = state.Activations.All,
            tasks = state.Tasks.All,
            events = unit.Store<IFlowStore>().Events(instance),
            jobs = unit.Store<IJobStore>().OfInstance(instance),
            copies = unit.Store<ITaskStore>().Copies(instance).Select(copy => copy.User),
            record = unit.Records.Get(form, state.Instance.RecordId)!.Select(value => value.ToString()),
        });
    }).Value;

    internal sealed class TrapException : Exception;

    internal sealed class Trap
    {
        public bool Armed { get; set; }
        public int At { get; set; }
        public int Count { get; set; }

        public void Step()
        {
            if (Armed && ++Count == At)
                throw new TrapException();
        }
    }

    /// <summary>Throws at the n-th call of any store.</summary>
    public class TrappedStore : DispatchProxy
    {
        internal object Inner { get; set; } = null!;
        internal Trap Trap { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Trap.Step();
            try
            {
                return targetMethod!.Invoke(Inner, args);
            }
            catch (TargetInvocationException problem)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(problem.InnerException!);
                throw;
            }
        }

        internal static T Around<T>(T inner, Trap trap) where T : class
        {
            var proxy = Create<T, TrappedStore>();
            ((TrappedStore)(object)proxy).Inner = inner;
            ((TrappedStore)(object)proxy).Trap = trap;
            return proxy;
        }
    }

    private sealed class TrappedUnit(IUnit inner, Trap trap) : IUnit
    {
        public Catalog.IMetadataStore Metadata => inner.Metadata;
        public IRecordStore Records => TrappedStore.Around(inner.Records, trap);
        public IRecordLog Log => TrappedStore.Around(inner.Log, trap);
        public T Store<T>() where T : class => TrappedStore.Around(inner.Store<T>(), trap);
        public Outcome<T> Part<T>(Func<T> work) => inner.Part(work);
        public bool OthersWait => inner.OthersWait;
        public void AfterCommit(Action action) => inner.AfterCommit(action);
        public void Tell(News news) => inner.Tell(news);
    }

    private sealed class TrappedDatabase(IWorkspaceDatabase inner, Trap trap) : IWorkspaceDatabase
    {
        public event Action<News>? Told { add => inner.Told += value; remove => inner.Told -= value; }
        public Outcome<T> Read<T>(Func<IUnit, T> work) => inner.Read(work);
        public Task<Outcome<T>> WriteAsync<T>(Func<IUnit, T> work, CancellationToken cancel = default) => inner.WriteAsync(unit => work(new TrappedUnit(unit, trap)), cancel);
    }
}
