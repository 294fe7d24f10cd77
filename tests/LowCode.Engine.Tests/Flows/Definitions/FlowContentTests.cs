using LowCode.Flows;

namespace LowCode.Engine.Tests.Flows.Definitions;

public class FlowContentTests
{
    private static readonly FlowDefinition Plain = FlowCheckerTests.Lines("start s", "handle h", "auto a", "timer t", "end z", "s h", "h a", "a t", "t z");

    private static readonly HandleNode Work = (HandleNode)Plain.FindNode("h")!;

    [Fact]
    public void A_flow_that_names_only_what_exists_passes()
    {
        var flow = With(
            Work with
            {
                Fields = new Dictionary<string, FieldRight> { ["amount"] = FieldRight.Required, ["owner"] = FieldRight.Anew, ["rows"] = FieldRight.Required },
                RequiredRecords = [new RequiredRecords { Form = "follow_up", Via = "lead" }],
                Checks = [new LeaveCheck { Expression = "amount > 0" }],
                WaitUntil = "paid",
                Timeouts = [new RemindAfter { After = TimeSpan.FromDays(-7), Since = "due" }],
                Assignees = new AssigneeRule { From = [new FromUsers([1]), new FromRoles(["sales"]), new FromMemberField("owner"), new FromDepartmentField("team"), new FromExpression("owner")] },
            },
            new AutoNode { Id = "a", Actions = [new UpdateRecord { Values = Map("amount", "1") }, new CreateRecord { Form = "follow_up", Values = Map("lead", "$record") }] },
            new TimerNode { Id = "t", Until = new WaitForField("due", TimeSpan.FromDays(-1)) });

        Assert.Empty(FlowChecker.Check(flow, new World()));
    }

    public static TheoryData<string, FlowNode> Mistakes => new()
    {
        { "field", Work with { Fields = Map("ghost", FieldRight.Required) } },
        { "field", Work with { Shows = ["ghost"] } },
        { "fieldKind", Work with { Fields = Map("rows", FieldRight.Anew) } },
        { "fieldKind", Work with { Fields = Map("rows.price", FieldRight.Anew) } },
        { "form", Work with { RequiredRecords = [new RequiredRecords { Form = "ghost", Via = "lead" }] } },
        { "fieldKind", Work with { RequiredRecords = [new RequiredRecords { Form = "follow_up", Via = "note" }] } },
        { "fieldKind", Work with { RequiredRecords = [new RequiredRecords { Form = "follow_up", Via = "elsewhere" }] } },
        { "expression", Work with { WaitUntil = "bad" } },
        { "expression", Work with { Checks = [new LeaveCheck { Expression = "bad" }] } },
        { "user", Work with { Assignees = From(new FromUsers([9])) } },
        { "role", Work with { Assignees = From(new FromRoles(["ghost"])) } },
        { "department", Work with { Assignees = From(new FromDepartments([9])) } },
        { "fieldKind", Work with { Assignees = From(new FromMemberField("amount")) } },
        { "source", Work with { Assignees = From(new FromRoles([])) } },
        { "levels", Work with { Assignees = From(new FromInitiatorManager(0)) } },
        { "fallback", Work with { Assignees = From(new FromInitiator()) with { IfNobody = NobodyPolicy.ToUser } } },
        { "role", Work with { Timeouts = [new EscalateAfter { After = TimeSpan.FromDays(1), To = new FromRoles(["ghost"]) }] } },
        { "timeout.reject", Work with { Timeouts = [new RejectAfter { After = TimeSpan.FromDays(1) }] } },
        { "button", Work with { Buttons = Map("ghost", new FlowButton()) } },
        { "fieldWrite", new AutoNode { Id = "a", Actions = [new UpdateRecord { Values = Map("total", "1") }] } },
        { "expression", new AutoNode { Id = "a", Actions = [new SendMessage { To = [new FromInitiator()], Text = "{bad} and {amount}" }] } },
        { "message", new AutoNode { Id = "a", Actions = [new SendMessage { To = [], Text = "Hello" }] } },
        { "fieldKind", new TimerNode { Id = "t", Until = new WaitForField("amount") } },
        { "expression", new AutoNode { Id = "a", Actions = [new UpdateRecord { When = "bad", Values = Map("amount", "1") }] } },
        { "field", new AutoNode { Id = "a", Actions = [new UpdateRecord { Target = "elder", Values = Map("ghost", "1") }] } },
        { "fieldKind", new AutoNode { Id = "a", Actions = [new UpdateRecord { Target = "amount", Values = Map("amount", "1") }] } },
        { "fieldKind", Work with { Timeouts = [new RemindAfter { After = TimeSpan.Zero, Since = "amount" }] } },
        { "timer.range", new TimerNode { Id = "t", Until = new WaitFor(TimeSpan.Zero) } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_does_not_exist_or_fit_is_named(string code, FlowNode node)
    {
        var problems = FlowChecker.Check(With(node), new World()).Where(problem => problem.IsError && problem.Nodes.Contains(node.Id));

        Assert.Contains($"flows.check.{code}", problems.Select(problem => problem.Rule.Code));
    }

    [Fact]
    public void A_problem_speaks_both_languages_and_names_the_node()
    {
        var flow = With(Work with { Label = new Label("付款", "Payment"), WaitUntil = "bad" });

        var problem = Assert.Single(FlowChecker.Check(flow, new World()), found => found.Rule.Code == "flows.check.expression");

        Assert.Equal("“付款”的表达式有误：no good", problem.Text(flow, "zh-CN"));
        Assert.Equal("nodes.h.waitUntil", problem.ToError(flow).Path);
        Assert.Equal("An expression at 'Payment' is wrong: no good", problem.ToError(flow).Message);
    }

    [Theory]
    [InlineData("Hi {name}, {{not}} {a.b}", "Hi <name>, {not} <a.b>")]
    [InlineData("open { brace", "open { brace")]
    [InlineData("{}", "{}")]
    public void Templates_replace_what_stands_in_braces(string template, string expected) =>
        Assert.Equal(expected, MessageTemplate.Fill(template, expression => $"<{expression}>"));

    private static FlowDefinition With(params FlowNode[] nodes) =>
        Plain with { Nodes = [.. Plain.Nodes.Select(node => nodes.FirstOrDefault(other => other.Id == node.Id) ?? Usual(node))] };

    private static FlowNode Usual(FlowNode node) => node switch
    {
        AutoNode auto => auto with { Actions = [new UpdateRecord { Values = Map("amount", "1") }] },
        TimerNode timer => timer with { Until = new WaitFor(TimeSpan.FromDays(1)) },
        _ => node,
    };

    private static AssigneeRule From(AssigneeSource source) => new() { From = [source] };

    private static Dictionary<string, T> Map<T>(string key, T value) => new() { [key] = value };

    private sealed class World : IFlowCheckContext
    {
        public Error? CheckExpression(string form, string expression, FlowExpressionKind kind) => expression == "bad" ? new Error("expressions.bad", "no good") : null;

        public bool HasForm(string form) => form is "form" or "follow_up";

        public FlowFieldFacts? FindField(string form, string field) => (form, field) switch
        {
            ("form", "amount") or ("follow_up", "note") => new(FlowFieldKind.Other),
            ("form", "total") => new(FlowFieldKind.Other, Writable: false),
            ("form", "rows") => new(FlowFieldKind.Rows),
            ("form", "rows.price") => new(FlowFieldKind.Other),
            ("form", "owner") => new(FlowFieldKind.Member),
            ("form", "team") => new(FlowFieldKind.Department),
            ("form", "elder") => new(FlowFieldKind.Reference, "form"),
            ("form", "due") => new(FlowFieldKind.Date),
            ("follow_up", "lead") => new(FlowFieldKind.Reference, "form"),
            ("follow_up", "elsewhere") => new(FlowFieldKind.Reference, "other"),
            _ => null,
        };

        public bool HasRole(string role) => role == "sales";

        public bool HasUser(long user) => user == 1;

        public bool HasDepartment(long department) => department == 1;
    }
}
