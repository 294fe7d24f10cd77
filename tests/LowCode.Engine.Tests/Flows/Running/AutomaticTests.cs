using LowCode.Expressions;
using LowCode.People;

namespace LowCode.Flows.Running;

/// <summary>Who is asked, and who need not be.</summary>
public class AutomaticTests
{
    [Theory]
    [InlineData(NobodyPolicy.Pass, "completed", 0)]
    [InlineData(NobodyPolicy.Reject, "rejected", 0)]
    [InlineData(NobodyPolicy.ToAdmin, "running", FlowWorld.Admin)]
    [InlineData(NobodyPolicy.ToUser, "running", 7)]
    public async Task Nobody_found_is_handled_as_designed(NobodyPolicy policy, string state, long handler)
    {
        var rule = new AssigneeRule { From = [new FromMemberField("keeper")], IfNobody = policy, FallbackUser = policy == NobodyPolicy.ToUser ? 7 : null };
        using var world = await FlowWorld.With(Draw.Line(new ApproveNode { Id = "a", Assignees = rule }));

        var receipt = await world.Start();

        Assert.Equal(state, receipt.State);
        Assert.Equal(handler == 0 ? [] : [handler], world.State(receipt.InstanceId).Handlers());
    }

    [Theory]
    [InlineData(InitiatorPolicy.Self, "running", 2)]
    [InlineData(InitiatorPolicy.Pass, "completed", 0)]
    [InlineData(InitiatorPolicy.Manager, "running", FlowWorld.Head)]
    public async Task The_initiator_as_handler_is_handled_as_designed(InitiatorPolicy policy, string state, long handler)
    {
        using var world = await FlowWorld.With(Draw.Line(new ApproveNode { Id = "a", Assignees = new AssigneeRule { From = [new FromInitiator()], IfInitiator = policy } }));

        var receipt = await world.Start();

        Assert.Equal(state, receipt.State);
        Assert.Equal(handler == 0 ? [] : [handler], world.State(receipt.InstanceId).Handlers());
    }

    [Theory]
    [InlineData(SamePersonPolicy.None, "c")]
    [InlineData(SamePersonPolicy.Consecutive, "c")]
    [InlineData(SamePersonPolicy.AnyEarlier, null)]
    public async Task Someone_who_approved_an_earlier_step_is_asked_again_unless_designed(SamePersonPolicy policy, string? waits)
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), Draw.Vote("b", 4), new ApproveNode { Id = "c", Assignees = new AssigneeRule { From = [new FromUsers([3])], IfSamePerson = policy } }));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new Approve(world.Task(instance, 3).Id));

        var receipt = await world.Do(4, new Approve(world.Task(instance, 4).Id));

        Assert.Equal(waits is null ? [] : [waits], receipt.Nodes);
    }

    [Fact]
    public async Task Someone_who_approved_the_step_just_before_is_passed_over()
    {
        var same = new AssigneeRule { From = [new FromUsers([3, 4])], IfSamePerson = SamePersonPolicy.Consecutive };
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 3), new ApproveNode { Id = "b", Assignees = same, Vote = new VoteRule { Mode = VoteMode.All } }));
        var instance = (await world.Start()).InstanceId;

        await world.Do(3, new Approve(world.Task(instance, 3).Id));

        Assert.Equal([4], world.State(instance).Handlers());
        Assert.Contains(world.Events(instance), told => told.Type == FlowEvents.Decided && told.Data.Contains("samePerson", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_inactive_person_is_stood_in_for_by_the_superior()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("a", 5)));
        Deactivate(world, 5);

        var receipt = await world.Start();

        var task = world.State(receipt.InstanceId).Tasks.All.Last();
        Assert.Equal((FlowWorld.Head, 5), (task.AssigneeId, task.OnBehalfOf));
    }

    [Fact]
    public async Task Every_source_finds_its_people()
    {
        using var world = await FlowWorld.With();
        (AssigneeSource Source, long[] Expected)[] sources =
        [
            (new FromUsers([4, 3]), [4, 3]), (new FromRoles(["clerk"]), [1, 2, 3, 4, 5]), (new FromDepartments([1], HeadOnly: true), [FlowWorld.Head]), (new FromMemberField("keeper"), [8]),
            (new FromInitiator(), [2]), (new FromInitiatorManager(), [FlowWorld.Head]), (new FromPreviousManager(), [FlowWorld.Head]), (new FromDepartmentHead(3), [FlowWorld.Head]), (new FromExpression("keeper"), [8]),
        ];
        foreach (var (source, expected) in sources)
        {
            await world.Publish(FlowWorld.FlowChange(Draw.Line(new ApproveNode { Id = "a", Assignees = new AssigneeRule { From = [source] } })));
            var receipt = await world.Start(2, ("keeper", Value.FromUser(8)));
            Assert.Equal(expected, world.State(receipt.InstanceId).Handlers());
        }
    }

    [Fact]
    public async Task An_expression_that_fails_refuses_the_command_and_names_the_node()
    {
        var flow = new Draw().Add(Draw.Vote("a", 3), new ExclusiveNode { Id = "x" }, Draw.Vote("b", 4), new EndNode { Id = "end" })
            .Path("start", "a", "x").Edge("x", "b", "amount / pick > 1").Edge("x", "end", isDefault: true).Path("b", "end").Build();
        using var world = await FlowWorld.With(flow);
        var instance = (await world.Start(2, ("amount", Value.FromNumber(1)), ("pick", Value.FromNumber(0)))).InstanceId;

        var error = await world.Refused("flows.expression", 3, new Approve(world.Task(instance, 3).Id));

        Assert.Equal("x", error.Values!["node"]);
        Assert.Equal([3], world.State(instance).Handlers());
    }

    [Fact]
    public async Task A_new_record_starts_its_flow_when_the_condition_holds()
    {
        var flow = Draw.Line(Draw.Vote("a", 3)) with { Settings = new FlowSettings { Start = new FlowStart { On = FlowStartTrigger.OnCreate, When = "amount > 10" } } };
        using var world = await FlowWorld.With(flow);

        var (small, large) = (await world.Record(2, ("amount", Value.FromNumber(5))), await world.Record(2, ("amount", Value.FromNumber(50))));

        Assert.True(world.Field(small, "flow_state").IsNull);
        Assert.Equal("running", world.Field(large, "flow_state").AsText);
        Assert.Equal(2, new TaskReader(world.Runner).Queue(world.As(2), TaskQueue.Initiated).Value.Items.Single().Initiator);
        Assert.Empty(world.Inbox.List(world.As(2)).Value);
        Assert.Empty(new TaskReader(world.Runner).Queue(world.As(2), TaskQueue.Handled).Value.Items);
    }

    [Fact]
    public async Task An_automatic_node_writes_other_records_in_the_same_transaction()
    {
        var auto = new AutoNode
        {
            Id = "auto",
            Actions =
            [
                new CreateRecord { Form = "payment", Values = new Dictionary<string, string> { ["text"] = "\"for \" & title", ["request"] = "$record.id", ["amount"] = "amount" } },
                new UpdateRecord { When = "amount > 100", Values = new Dictionary<string, string> { ["note"] = "\"large\"" } },
                new UpdateRecord { When = "amount <= 100", Values = new Dictionary<string, string> { ["note"] = "\"small\"" } },
            ],
        };
        using var world = await FlowWorld.With(Draw.Line(auto));

        var receipt = await world.Start(2, ("title", Value.FromText("T")), ("amount", Value.FromNumber(500)));

        Assert.Equal("completed", receipt.State);
        Assert.Equal("large", world.Field(world.State(receipt.InstanceId).Instance.RecordId, "note").AsText);
        var payment = world.Workspace.Database.Read(unit => unit.Records.Get(world.Workspace.Catalog.Form("payment"), 1)!).Value;
        Assert.Contains(payment, value => value is { Kind: ValueKind.Text, AsText: "for T" });
    }

    private static void Deactivate(FlowWorld world, long user) =>
        world.Workspace.People = new PeopleDirectory(world.Workspace.People.Users.Select(each => each.Id == user ? each with { Active = false } : each), world.Workspace.People.Departments);
}
