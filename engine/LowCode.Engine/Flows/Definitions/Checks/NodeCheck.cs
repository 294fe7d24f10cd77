namespace LowCode.Flows;

/// <summary>What each node must say about itself: who, how many votes, how long, what to do.</summary>
internal static class NodeCheck
{
    public static void Run(FlowNode node, FlowProblemList problems)
    {
        if (node is HumanNode human)
            CheckHuman(human, problems);
        if (node is AssignedNode assigned)
            CheckAssigned(assigned, problems);
        switch (node)
        {
            case UnknownNode:
                problems.Add(FlowRules.UnknownType, node.Id);
                break;
            case ApproveNode approve:
                CheckVote(approve, problems);
                break;
            case CcNode { To.Count: 0 }:
                problems.Add(FlowRules.CopyNobody, node.Id, property: "to");
                break;
            case CcNode cc:
                CheckSources(cc.Id, cc.To, "to", problems);
                break;
            case TimerNode timer:
                CheckTimer(timer, problems);
                break;
            case AutoNode auto:
                CheckActions(auto, problems);
                break;
        }
    }

    private static void CheckHuman(HumanNode node, FlowProblemList problems)
    {
        foreach (var required in node.RequiredRecords.Where(required => required.Min is < 1 or > 1000))
            problems.Add(FlowRules.RecordsMin, node.Id, detail: required.Form, property: "requiredRecords");
        foreach (var button in node.Buttons.Keys.Where(button => !FlowButtons.All.Contains(button)))
            problems.Add(FlowRules.UnknownButton, node.Id, detail: button, property: "buttons");
    }

    private static void CheckAssigned(AssignedNode node, FlowProblemList problems)
    {
        if (node.Assignees.From.Count == 0)
            problems.Add(FlowRules.NobodyAsked, node.Id, property: "assignees");
        CheckSources(node.Id, node.Assignees.From, "assignees", problems);
        if (node.Assignees is { IfNobody: NobodyPolicy.ToUser, FallbackUser: null })
            problems.Add(FlowRules.FallbackUser, node.Id, property: "assignees.fallbackUser");

        if (node.Timeouts.Count > TimeoutRule.MaxPerNode)
            problems.Add(FlowRules.TimeoutCount, node.Id, property: "timeouts");
        if (node.Timeouts.Count(rule => rule.Ends) > 1)
            problems.Add(FlowRules.TimeoutEnds, node.Id, property: "timeouts");
        foreach (var rule in node.Timeouts)
        {
            if (!(rule.Since is null ? InRange(rule.After) : rule.After.Duration() <= TimeSpan.FromDays(366)) || rule is RemindAfter { Repeat: < 1 or > 10 } || (rule is RemindAfter { Every: { } every } && !InRange(every)))
                problems.Add(FlowRules.TimeoutRange, node.Id, property: "timeouts");
            if (rule is RejectAfter && node is not ApproveNode)
                problems.Add(FlowRules.TimeoutReject, node.Id, property: "timeouts");
            if (rule is EscalateAfter { To: { } told })
                CheckSources(node.Id, [told], "timeouts", problems);
            if (rule is TransferAfter { To: { } heir })
                CheckSources(node.Id, [heir], "timeouts", problems);
        }
    }

    private static bool InRange(TimeSpan time) => time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromDays(366);

    private static void CheckVote(ApproveNode node, FlowProblemList problems)
    {
        if (node.Vote is { Mode: VoteMode.Percent, Value: null or < 1 or > 100 })
            problems.Add(FlowRules.VoteValue, node.Id, detail: "1-100 %", property: "vote.value");
        if (node.Vote is { Mode: VoteMode.Count, Value: null or < 1 or > 1000 })
            problems.Add(FlowRules.VoteValue, node.Id, detail: "1-1000", property: "vote.value");
    }

    private static void CheckTimer(TimerNode node, FlowProblemList problems)
    {
        if (node.Until is null or WaitForField { Field: "" })
            problems.Add(FlowRules.TimerEmpty, node.Id, property: "until");
        if (node.Until is WaitFor { Duration: var time } && (time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromDays(3660)))
            problems.Add(FlowRules.TimerRange, node.Id, property: "until.duration");
        if (node.Until is WaitForField { Offset: var offset } && offset.Duration() > TimeSpan.FromDays(3660))
            problems.Add(FlowRules.TimerRange, node.Id, property: "until.offset");
    }

    private static void CheckActions(AutoNode node, FlowProblemList problems)
    {
        if (node.Actions.Count == 0)
            problems.Add(FlowRules.ActionsEmpty, node.Id, property: "actions");
        if (node.Actions.Count > AutoNode.MaxActions)
            problems.Add(FlowRules.TooManyActions, node.Id, property: "actions");
        foreach (var message in node.Actions.OfType<SendMessage>())
        {
            if (message.To.Count == 0 || message.Text.IsEmpty)
                problems.Add(FlowRules.MessageEmpty, node.Id, property: "actions");
            CheckSources(node.Id, message.To, "actions", problems);
        }
    }

    internal static void CheckSources(string node, IReadOnlyList<AssigneeSource> sources, string property, FlowProblemList problems)
    {
        foreach (var source in sources)
        {
            if (source is FromUsers { Users.Count: 0 } or FromDepartments { Departments.Count: 0 } or FromRoles { Roles.Count: 0 }
                or FromMemberField { Field: "" } or FromDepartmentField { Field: "" } or FromExpression { Expression: "" })
            {
                problems.Add(FlowRules.SourceEmpty, node, property: property);
            }
            if (source is FromInitiatorManager { Levels: < 1 or > 10 } or FromPreviousManager { Levels: < 1 or > 10 })
                problems.Add(FlowRules.Levels, node, detail: "1-10", property: property);
            if (source is FromDepartmentHead { Levels: < 0 or > 10 })
                problems.Add(FlowRules.Levels, node, detail: "0-10", property: property);
        }
    }
}
