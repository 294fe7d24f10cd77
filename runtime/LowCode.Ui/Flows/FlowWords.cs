using LowCode.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Flows;

/// <summary>Says in a few words what a node does: who handles it, how they vote, what it waits for.</summary>
public sealed class FlowWords(Texts texts, FlowNames names)
{
    /// <summary>The small text under a node's name; null when there is nothing to say.</summary>
    public string? Summary(FlowNode node) => node switch
    {
        StartNode => texts["flowWords.start"],
        ApproveNode approve => WithVote(approve),
        HandleNode { WaitUntil: { Length: > 0 } until } => texts["flowWords.until", Condition(until)],
        HandleNode handle => People(handle, handle.Assignees.From),
        CcNode cc => People(cc, cc.To),
        ForkNode fork => texts[fork.Mode == ForkMode.All ? "flowWords.fork.all" : "flowWords.fork.matching"],
        JoinNode join => texts[join.Mode == JoinMode.All ? "flowWords.join.all" : "flowWords.join.any"],
        ExclusiveNode => texts["flowWords.exclusive"],
        AutoNode auto => auto.Actions.Count == 0 ? texts["flowWords.auto.none"] : Join(auto.Actions.Select(Action).Distinct()),
        TimerNode timer => Until(timer.Until),
        EndNode end => texts[$"flowWords.end.{end.Result}"],
        _ => texts["flowWords.unknown"],
    };

    /// <summary>All sources of people of a node in one line, or that nobody was chosen for it.</summary>
    public string People(FlowNode node, IReadOnlyList<AssigneeSource> sources) =>
        Chosen(sources) ? Join(sources.Where(IsChosen).Select(Source)) : texts[$"flowWords.nobody.{node.Type}"];

    /// <summary>False while there is nobody yet, also where a kind of people was chosen but not who.</summary>
    public static bool Chosen(IReadOnlyList<AssigneeSource> sources) => sources.Any(IsChosen);

    private static bool IsChosen(AssigneeSource source) => source is not (FromUsers { Users.Count: 0 } or FromRoles { Roles.Count: 0 } or FromDepartments { Departments.Count: 0 });

    private string Source(AssigneeSource source) => source switch
    {
        FromUsers users => Join(users.Users.Select(names.User)),
        FromDepartments { HeadOnly: true } departments => texts["flowWords.headOf", Join(departments.Departments.Select(names.Department))],
        FromDepartments departments => Join(departments.Departments.Select(names.Department)),
        FromRoles roles => Join(roles.Roles.Select(names.Role)),
        FromMemberField member => texts["flowWords.inField", names.Field(member.Field)],
        FromDepartmentField { HeadOnly: true } department => texts["flowWords.headOfField", names.Field(department.Field)],
        FromDepartmentField department => texts["flowWords.departmentField", names.Field(department.Field)],
        FromInitiator => texts["flowWords.initiator"],
        FromInitiatorManager { Levels: 1 } => texts["flowWords.manager"],
        FromInitiatorManager manager => texts["flowWords.managers", manager.Levels],
        FromPreviousManager { Levels: 1 } => texts["flowWords.previousManager"],
        FromPreviousManager manager => texts["flowWords.previousManagers", manager.Levels],
        FromDepartmentHead { Levels: 0 } => texts["flowWords.head"],
        FromDepartmentHead head => texts["flowWords.heads", head.Levels],
        FromExpression expression => expression.Expression,
        _ => texts["flowWords.unknown"],
    };

    /// <summary>A condition as a sentence.</summary>
    public string Condition(string expression) => names.Condition(expression, texts);

    /// <summary>A length of time: "3 days", "1 day 12 hours".</summary>
    public string Duration(TimeSpan time)
    {
        var size = time.Duration();
        (int Count, string Unit)[] parts = [(size.Days, "days"), (size.Hours, "hours"), (size.Minutes, "minutes"), (size.Seconds, "seconds")];
        var said = parts.Where(part => part.Count > 0).Select(part => texts[$"flowWords.{part.Unit}{(part.Count == 1 ? ".one" : "")}", part.Count]).ToArray();
        return said.Length == 0 ? texts["flowWords.minutes", 0] : string.Join(' ', said);
    }

    /// <summary>What a timer waits for.</summary>
    public string Until(TimerRule? rule) => rule switch
    {
        WaitFor wait => texts["flowWords.wait", Duration(wait.Duration)],
        WaitForField { Offset: var offset } wait when offset < TimeSpan.Zero => texts["flowWords.before", names.Field(wait.Field), Duration(offset)],
        WaitForField { Offset: var offset } wait when offset > TimeSpan.Zero => texts["flowWords.after", names.Field(wait.Field), Duration(offset)],
        WaitForField wait => texts["flowWords.on", names.Field(wait.Field)],
        WaitForDate date => texts["flowWords.on", date.At.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)],
        _ => texts["flowWords.nothing"],
    };

    /// <summary>What an action does.</summary>
    public string Action(AutoAction action) => action switch
    {
        UpdateRecord { Target: { } target } => texts["flowWords.updateOther", names.Field(target)],
        UpdateRecord => texts["flowWords.update"],
        CreateRecord create => texts["flowWords.create", names.Form(create.Form)],
        SendMessage => texts["flowWords.message"],
        _ => texts["flowWords.unknown"],
    };

    private string WithVote(ApproveNode node)
    {
        var who = People(node, node.Assignees.From);
        return node.Vote.Mode == VoteMode.Any || !Chosen(node.Assignees.From) ? who : $"{who} · {texts[$"flowWords.vote.{node.Vote.Mode}", node.Vote.Value ?? 0]}";
    }

    private string Join(IEnumerable<string> words) => string.Join(texts["flowWords.separator"], words);
}
