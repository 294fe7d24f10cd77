using LowCode.Expressions;

namespace LowCode.Flows.Running;

public class SimulationTests
{
    // start -> big? -> (boss | clerk) -> end; the boss may send back.
    private static readonly FlowDefinition Choice = new Draw()
        .Add(new ExclusiveNode { Id = "size" }, Draw.Vote("boss", 9), Draw.Vote("clerk", 3), new AutoNode { Id = "note", Actions = [new UpdateRecord { Values = new Dictionary<string, string> { ["note"] = "\"done\"" } }] }, new EndNode { Id = "end" })
        .Edge("start", "size").Edge("size", "boss", when: "amount > 100").Edge("size", "clerk", isDefault: true).Edge("boss", "note").Edge("clerk", "note").Edge("note", "end").Build();

    [Fact]
    public async Task The_path_says_who_decides_which_branch_and_why()
    {
        using var world = await FlowWorld.With();
        var record = await world.Record(2, ("amount", Value.FromNumber(250)));

        var result = await RunAsync(world, new Simulation { Flow = Choice, RecordId = record, Initiator = 2 });

        Assert.Equal(["start", "size", "boss"], result.Steps.Select(step => step.Node));
        var test = Assert.Single(result.Steps[1].Tests);
        Assert.Equal(("amount > 100", true), (test.When, test.Holds));
        Assert.Equal(("amount", "250"), (test.Values[0].Key, test.Values[0].Text));
        Assert.Equal(["e2"], result.Steps[1].Ways);
        Assert.Equal([9], result.Steps[2].People);
        var wait = Assert.Single(result.Waiting);
        Assert.Equal(("boss", "approve"), (wait.Node, wait.Actions[0]));
        Assert.Equal(InstanceState.Running, result.State);
    }

    [Fact]
    public async Task Other_values_take_another_branch_and_decisions_lead_on()
    {
        using var world = await FlowWorld.With();
        var record = await world.Record(2, ("amount", Value.FromNumber(250)));
        var small = new Simulation { Flow = Choice, RecordId = record, Values = new Dictionary<string, Value> { ["amount"] = Value.FromNumber(5) } };

        Assert.Equal(["start", "size", "clerk", "note", "end"], (await RunAsync(world, small with { ToTheEnd = true })).Steps.Select(step => step.Node));
        var rejected = await RunAsync(world, small with { Decisions = [new SimulatedDecision("clerk", SimulatedActions.Reject)] });
        Assert.Equal(InstanceState.Rejected, rejected.State);
        Assert.Equal("reject", rejected.Steps[^1].Decision);
        var back = await RunAsync(world, small with { Decisions = [new("clerk", "return"), new("start", "submit")] });
        Assert.Equal(["start", "size", "clerk", "start", "size", "clerk"], back.Steps.Select(step => step.Node));
    }

    [Fact]
    public async Task Nothing_of_it_is_kept()
    {
        using var world = await FlowWorld.With();
        var record = await world.Record(2, ("amount", Value.FromNumber(5)));
        var told = 0;
        world.Workspace.Changed += _ => told++;

        var result = await RunAsync(world, new Simulation { Flow = Choice, RecordId = record, Values = new Dictionary<string, Value> { ["title"] = Value.FromText("tried") }, ToTheEnd = true });

        Assert.Equal(InstanceState.Completed, result.State);
        Assert.True(world.Field(record, "note").IsEmpty);
        Assert.True(world.Field(record, "title").IsEmpty);
        Assert.Empty(world.Inbox.List(world.As(3)).Value);
        Assert.Equal(0, told);
        var rows = world.Workspace.Database.Read(unit => (unit.Store<ITaskStore>().OfRecord(world.Workspace.Catalog.Form("request").Id, record).Count, unit.Metadata.All().Count(each => each.Key.Contains("simul", StringComparison.Ordinal)))).Value;
        Assert.Equal((0, 0), rows);
    }

    [Fact]
    public async Task A_flow_that_runs_over_the_record_is_not_in_the_way_and_goes_on_untouched()
    {
        using var world = await FlowWorld.With(Choice);
        var record = await world.Record(2, ("amount", Value.FromNumber(5)));
        var real = (await world.Do(2, new StartFlow("f", record))).InstanceId;

        Assert.Equal(InstanceState.Completed, (await RunAsync(world, new Simulation { Flow = Choice, RecordId = record, ToTheEnd = true })).State);

        Assert.Equal(["completed"], [(await world.Do(3, new Approve(world.Task(real, 3).Id))).State]);
    }

    [Fact]
    public async Task Everybody_who_must_agree_does_and_branches_meet()
    {
        using var world = await FlowWorld.With();
        var both = Draw.Vote("both", 3, 4) with { Vote = new VoteRule { Mode = VoteMode.All } };
        var flow = new Draw().Add(new ForkNode { Id = "fork", Join = "join" }, both, new TimerNode { Id = "wait", Until = new WaitFor(TimeSpan.FromDays(2)) }, new JoinNode { Id = "join" }, new EndNode { Id = "end" })
            .Edge("start", "fork").Edge("fork", "both").Edge("fork", "wait").Edge("both", "join").Edge("wait", "join").Edge("join", "end").Build();

        var open = await RunAsync(world, new Simulation { Flow = flow, RecordId = await world.Record() });
        Assert.Equal([("both", 2), ("wait", 0)], open.Waiting.Select(wait => (wait.Node, wait.People.Count)));
        var done = await RunAsync(world, new Simulation { Flow = flow, RecordId = await world.Record(), ToTheEnd = true });
        Assert.Equal(InstanceState.Completed, done.State);
        Assert.Superset(new HashSet<string> { "both", "wait", "join", "end" }, done.Steps.Select(step => step.Node).ToHashSet());
    }

    [Fact]
    public async Task What_a_step_asks_for_is_told_and_does_not_stop_the_simulation()
    {
        using var world = await FlowWorld.With();
        var flow = Draw.Line(Draw.Work("a", 3) with { Fields = new Dictionary<string, FieldRight> { ["note"] = FieldRight.Required } });

        var result = await RunAsync(world, new Simulation { Flow = flow, RecordId = await world.Record(), ToTheEnd = true });

        Assert.Equal(InstanceState.Completed, result.State);
        Assert.Equal("note", Assert.Single(result.Steps.Single(step => step.Node == "a").Missing).Path);
    }

    [Fact]
    public async Task A_way_that_always_leads_back_is_left_after_some_rounds()
    {
        using var world = await FlowWorld.With();
        var flow = new Draw().Add(Draw.Vote("a", 3), new ExclusiveNode { Id = "again" }, new EndNode { Id = "end" })
            .Edge("start", "a").Edge("a", "again").Edge("again", "a", isDefault: true).Edge("again", "end", when: "amount > 100").Build();

        var result = await RunAsync(world, new Simulation { Flow = flow, RecordId = await world.Record(), ToTheEnd = true });

        Assert.Equal(4, result.Steps.Count(step => step.Node == "a"));
        Assert.Equal("a", Assert.Single(result.Waiting).Node);
    }

    [Fact]
    public async Task What_cannot_be_run_is_refused_or_told_where_it_ends()
    {
        using var world = await FlowWorld.With();
        var simulator = new FlowSimulator(world.Runner);
        var record = await world.Record();

        Assert.Equal("flows.design.forbidden", (await simulator.RunAsync(world.As(2), new Simulation { Flow = Choice, RecordId = record })).Refusal!.Errors[0].Code);
        Assert.Equal(ErrorKind.NotFound, (await simulator.RunAsync(world.As(FlowWorld.Admin), new Simulation { Flow = Choice, RecordId = 9999 })).Refusal!.Kind);
        Assert.Equal(ErrorKind.Invalid, (await simulator.RunAsync(world.As(FlowWorld.Admin), new Simulation { Flow = Choice with { Edges = [] }, RecordId = record })).Refusal!.Kind);
        var wrong = await RunAsync(world, new Simulation { Flow = Choice, RecordId = record, Decisions = [new("boss", "approve")] });
        Assert.Equal("flows.simulate.decision", wrong.Problem!.Errors[0].Code);
        Assert.Equal(["start", "size", "clerk"], wrong.Steps.Select(step => step.Node));
    }

    private static async Task<SimulationResult> RunAsync(FlowWorld world, Simulation simulation)
    {
        var outcome = await new FlowSimulator(world.Runner).RunAsync(world.As(FlowWorld.Admin), simulation);
        Assert.True(outcome.Ok, outcome.Refusal?.ToString());
        return outcome.Value;
    }
}
