namespace LowCode.Flows;

/// <summary>Everything that <see cref="FlowChecker"/> looks for, with the words for it: one line each.</summary>
public static class FlowRules
{
    // The drawing as a whole.
    internal static readonly FlowRule StartOne = Error("start", "流程必须有且只有一个开始节点，现在有 {detail} 个", "A flow needs exactly one start; this one has {detail}", "没有开始，记录就进不来；有两个开始，就不知道从哪里走。", "Without a start no record can enter; with two nobody knows where to begin.");
    internal static readonly FlowRule EndMissing = Error("end", "流程没有结束节点", "The flow has no end", "没有结束，流程永远办不完。请从左侧添加“结束”。", "Without an end the flow is never finished. Add one from the palette.");
    internal static readonly FlowRule DuplicateId = Error("id", "编号“{detail}”用了两次", "The id '{detail}' is used twice", "每个节点和连线都要有自己的编号，否则历史记录会对不上。", "Each node and edge needs its own id, else history can't be told apart.");
    internal static readonly FlowRule TooManyNodes = Error("size", "节点超过 200 个", "There are more than 200 nodes", "这么大的流程没人看得懂，请拆成几个流程。", "Nobody can follow a flow of that size; split it.");
    internal static readonly FlowRule UnknownType = Error("type", "“{node}”是本版本不认识的节点类型", "'{node}' is of a kind that this version doesn't know", "它可能来自更新的版本。内容会原样保留，但现在不能发布。", "It may come from a newer version. It is kept as it is, but the flow can't be published.");
    internal static readonly FlowRule EdgeDangling = Error("edge.dangling", "有一条连线没有接到节点上", "An edge leads to or from nowhere", "记录走到这里会无路可走，请重新连接或删除。", "A record would get lost here; connect it again or delete it.");
    internal static readonly FlowRule Unreachable = Error("unreachable", "从开始走不到“{node}”", "'{node}' can't be reached from the start", "没有连线通向它，它永远不会执行。请连上或删除。", "No edge leads there, so it never happens. Connect it or delete it.");
    internal static readonly FlowRule NoWayToEnd = Error("stuck", "“{node}”之后走不到结束", "From '{node}' there is no way to an end", "记录到了这里就再也出不去。请接上后面的节点。", "A record that gets here never gets out. Connect it to what comes next.");
    internal static readonly FlowRule IntoStart = Error("start.entry", "有连线指向开始节点", "An edge leads into the start", "要退回发起人，请用驳回或退回设置，不要画线回到开始。", "To send a record back to its initiator use the reject or return settings, not an edge.");
    internal static readonly FlowRule OutOfEnd = Error("end.exit", "结束节点“{node}”后面还有连线", "An edge leaves the end '{node}'", "结束之后不会再执行任何节点。", "Nothing happens after an end.");
    internal static readonly FlowRule OneWayOut = Error("out", "“{node}”应有且只有一条普通出线，现在有 {detail} 条", "'{node}' needs exactly one plain way out; it has {detail}", "没有出线会卡住；要分情况走请先接一个“条件分支”，要同时走请接“并行分支”。", "Without one the record is stuck. For several ways put a condition or a parallel node behind it.");
    internal static readonly FlowRule OutcomeMisplaced = Error("outcome", "“{node}”的一条连线类型不适用", "An edge of '{node}' has an outcome that this kind of node doesn't have", "只有审批有“驳回”出线，自动处理有“出错”出线，各最多一条。", "Only approvals have a reject edge and automatic nodes an error edge, one each.");
    internal static readonly FlowRule AutomaticCycle = Error("cycle", "“{node}”连成了没有人参与的循环", "'{node}' form a loop that nobody stops", "系统会一直转圈。请在循环里放一个审批、办理或等待。", "The system would run in circles. Put an approval, work or wait into the loop.");

    // Gateways.
    internal static readonly FlowRule TooFewWays = Error("gateway.ways", "“{node}”至少要有两条出线", "'{node}' needs at least two ways out", "只有一条路就不需要分支，请补一条或删掉它。", "With one way there is nothing to choose; add one or delete the node.");
    internal static readonly FlowRule DefaultOne = Error("gateway.default", "“{node}”必须有且只有一条默认出线，现在有 {detail} 条", "'{node}' needs exactly one default way; it has {detail}", "所有条件都不满足时要有路可走。", "When no condition holds there must still be a way to go.");
    internal static readonly FlowRule ConditionMissing = Error("edge.condition", "“{node}”的一条出线没有条件", "A way out of '{node}' has no condition", "请写上条件，或把它设为默认。", "Write a condition, or make it the default.");
    internal static readonly FlowRule ConditionIgnored = Warning("edge.conditionIgnored", "“{node}”的一条出线上的条件不会起作用", "A condition on a way out of '{node}' has no effect", "默认出线、普通节点和“全部并行”的出线都不看条件。", "Default ways, plain nodes and 'all' forks don't look at conditions.");
    internal static readonly FlowRule SameCondition = Warning("edge.sameCondition", "“{node}”有两条出线条件相同，后一条走不到", "Two ways out of '{node}' have the same condition; the second is never taken", "条件按顺序判断，先满足的先走。", "Conditions are tried in order, and the first that holds wins.");
    internal static readonly FlowRule Unlabelled = Warning("edge.label", "“{node}”的一条出线没有名称", "A way out of '{node}' has no name", "给每条路起个名字，看图的人才知道什么时候走哪条。", "Name each way, so that whoever looks knows when it is taken.");
    internal static readonly FlowRule ForkJoin = Error("fork.join", "“{node}”没有对应的汇合节点", "'{node}' has no join", "并行的分支最后要汇合到一处，否则不知道何时算完成。", "Parallel ways must meet again, else nobody knows when all is done.");
    internal static readonly FlowRule JoinFork = Error("join.fork", "汇合“{node}”应只对应一个并行分支，现在有 {detail} 个", "The join '{node}' must belong to exactly one parallel node; it belongs to {detail}", "汇合要知道等的是哪几条分支。", "A join must know which ways it waits for.");
    internal static readonly FlowRule BranchesOverlap = Error("fork.overlap", "“{node}”的几条分支在汇合之前走到了一起", "Branches of '{node}' meet before their join", "同一节点会被办两次。请让它们只在汇合处相遇。", "Nodes would be done twice. Let the branches meet only at the join.");
    internal static readonly FlowRule BranchEnd = Error("fork.end", "“{node}”的分支里有结束节点", "A branch of '{node}' holds an end", "一条分支不能自己结束整个流程，请先汇合再结束。", "One branch can't end the whole flow; join first.");
    internal static readonly FlowRule BranchLoop = Error("fork.loop", "“{node}”的分支又回到了它自己", "A branch of '{node}' leads back to it", "每转一圈就会多出一批任务。要重做请在汇合之后绕回。", "Each round would multiply the tasks. Go back from behind the join.");
    internal static readonly FlowRule BranchNoJoin = Error("fork.noJoin", "“{node}”的一条分支到不了汇合", "A branch of '{node}' never gets to its join", "汇合会一直等它。", "The join would wait for it for ever.");
    internal static readonly FlowRule BranchEntry = Error("fork.entry", "有连线从外面进入了“{node}”的分支", "An edge leads from outside into a branch of '{node}'", "分支只能从并行节点进入，否则汇合数不清该等谁。", "A branch can only be entered at its parallel node, else the join can't count.");
    internal static readonly FlowRule JoinEntry = Error("join.entry", "有连线从外面接到了汇合“{node}”", "An edge leads from outside to the join '{node}'", "汇合只等它自己那个并行节点的分支。", "A join waits only for the branches of its own parallel node.");

    // People.
    internal static readonly FlowRule NobodyAsked = Error("assignees", "“{node}”还没有设置由谁处理", "Nobody has been chosen for '{node}'", "请在右侧选择处理人。", "Choose who handles it, on the right.");
    internal static readonly FlowRule FallbackUser = Error("fallback", "“{node}”找不到人时要转给的人还没有选", "'{node}' must say who gets it when nobody is found", "请选择一位同事。", "Choose a person.");
    internal static readonly FlowRule SourceEmpty = Error("source", "“{node}”的处理人里有一项没有填写", "One of the choices of people at '{node}' is empty", "请补充或删除这一项。", "Fill it in or remove it.");
    internal static readonly FlowRule Levels = Error("levels", "“{node}”的上级层数应在 {detail} 之间", "The levels at '{node}' must be {detail}", "", "");
    internal static readonly FlowRule UnknownUser = Error("user", "“{node}”用到的同事（{detail}）不存在或已停用", "A person at '{node}' ({detail}) doesn't exist or is inactive", "任务会没人收到。", "Nobody would get the task.");
    internal static readonly FlowRule UnknownDepartment = Error("department", "“{node}”用到的部门（{detail}）不存在", "A department at '{node}' ({detail}) doesn't exist", "任务会没人收到。", "Nobody would get the task.");
    internal static readonly FlowRule UnknownRole = Error("role", "“{node}”用到的角色“{detail}”不存在", "The role '{detail}' at '{node}' doesn't exist", "任务会没人收到。", "Nobody would get the task.");
    internal static readonly FlowRule VoteValue = Error("vote", "“{node}”的通过人数应为 {detail}", "The votes needed at '{node}' must be {detail}", "", "");
    internal static readonly FlowRule CopyNobody = Warning("cc", "“{node}”没有选择抄送给谁", "'{node}' sends copies to nobody", "没有人会收到。", "Nobody will get one.");
    internal static readonly FlowRule ReturnTarget = Error("return", "“{node}”设置的退回节点不可用", "A return target of '{node}' isn't possible", "只能退回到它之前、且不在别的并行分支里的人工节点。", "It can only go back to a human node before it that isn't inside another parallel branch.");
    internal static readonly FlowRule RejectTarget = Error("reject", "“{node}”设置的驳回节点不可用", "The reject target of '{node}' isn't possible", "只能驳回到它之前、且不在别的并行分支里的人工节点。", "It can only go back to a human node before it that isn't inside another parallel branch.");

    // Contents.
    internal static readonly FlowRule Expression = Error("expression", "“{node}”的表达式有误：{detail}", "An expression at '{node}' is wrong: {detail}", "流程走到这里会出错，请改正。", "The flow would fail here; correct it.");
    internal static readonly FlowRule UnknownForm = Error("form", "“{node}”用到的表单“{detail}”不存在", "The form '{detail}' used at '{node}' doesn't exist", "它可能被删除或改名了。", "It may have been deleted or renamed.");
    internal static readonly FlowRule UnknownField = Error("field", "“{node}”用到的字段“{detail}”不存在", "The field '{detail}' used at '{node}' doesn't exist", "它可能被删除或改名了。", "It may have been deleted or renamed.");
    internal static readonly FlowRule FieldKind = Error("fieldKind", "“{node}”用到的字段“{detail}”类型不对", "The field '{detail}' used at '{node}' is of the wrong type", "请换一个合适类型的字段。", "Choose a field of the right type.");
    internal static readonly FlowRule FieldReadOnly = Error("fieldWrite", "“{node}”要写入的字段“{detail}”不能写入", "'{node}' sets the field '{detail}', which nobody can set", "公式、汇总、编号等字段由系统计算。", "Formulas, roll-ups and numbers are computed by the system.");
    internal static readonly FlowRule RecordsMin = Error("records", "“{node}”要求的记录数应在 1 到 1000 之间", "The records required at '{node}' must be 1 to 1000", "", "");
    internal static readonly FlowRule TimerEmpty = Error("timer", "“{node}”没有设置等到什么时候", "'{node}' doesn't say what it waits for", "请在右侧选择时长、日期字段或具体时间。", "Choose a duration, a date field or a moment, on the right.");
    internal static readonly FlowRule TimerRange = Error("timer.range", "“{node}”的等待时长应在 1 秒到 3660 天之间", "The wait of '{node}' must be 1 second to 3660 days", "", "");
    internal static readonly FlowRule ActionsEmpty = Warning("auto", "“{node}”没有设置要做什么", "'{node}' does nothing", "请添加动作，或删除这个节点。", "Add an action, or delete the node.");
    internal static readonly FlowRule TooManyActions = Error("auto.size", "“{node}”的动作超过 20 个", "'{node}' has more than 20 actions", "请拆成几个节点。", "Split it into several nodes.");
    internal static readonly FlowRule MessageEmpty = Error("message", "“{node}”的消息没有内容或没有收件人", "A message of '{node}' has no text or no recipients", "", "");
    internal static readonly FlowRule TimeoutCount = Error("timeout.count", "“{node}”的超时规则超过 5 条", "'{node}' has more than 5 time-out rules", "", "");
    internal static readonly FlowRule TimeoutEnds = Error("timeout.ends", "“{node}”有两条以上会结束任务的超时规则", "'{node}' has more than one time-out rule that ends the task", "自动同意、驳回、退回、转交只能有一条，而且之后的提醒不会再发生。", "Approve, reject, return and transfer: only one of them can happen.");
    internal static readonly FlowRule TimeoutRange = Error("timeout.range", "“{node}”的超时时长应在 1 分钟到 366 天之间，提醒 1 到 10 次", "Time-outs of '{node}' must be 1 minute to 366 days, reminders 1 to 10", "", "");
    internal static readonly FlowRule TimeoutReject = Error("timeout.reject", "“{node}”不是审批，不能超时自动驳回", "'{node}' is no approval, so it can't be rejected on time-out", "", "");
    internal static readonly FlowRule UnknownButton = Error("button", "“{node}”设置了不存在的按钮“{detail}”", "'{node}' names a button '{detail}' that doesn't exist", "", "");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FlowRule> All { get; } =
    [
        StartOne, EndMissing, DuplicateId, TooManyNodes, UnknownType, EdgeDangling, Unreachable, NoWayToEnd, IntoStart, OutOfEnd, OneWayOut, OutcomeMisplaced, AutomaticCycle,
        TooFewWays, DefaultOne, ConditionMissing, ConditionIgnored, SameCondition, Unlabelled, ForkJoin, JoinFork, BranchesOverlap, BranchEnd, BranchLoop, BranchNoJoin, BranchEntry, JoinEntry,
        NobodyAsked, FallbackUser, SourceEmpty, Levels, UnknownUser, UnknownDepartment, UnknownRole, VoteValue, CopyNobody, ReturnTarget, RejectTarget,
        Expression, UnknownForm, UnknownField, FieldKind, FieldReadOnly, RecordsMin, TimerEmpty, TimerRange, ActionsEmpty, TooManyActions, MessageEmpty,
        TimeoutCount, TimeoutEnds, TimeoutRange, TimeoutReject, UnknownButton,
    ];

    private static FlowRule Error(string code, string zh, string en, string whyZh, string whyEn) =>
        new($"flows.check.{code}", FlowSeverity.Error, new Label(zh, en), new Label(whyZh, whyEn));

    private static FlowRule Warning(string code, string zh, string en, string whyZh, string whyEn) =>
        new($"flows.check.{code}", FlowSeverity.Warning, new Label(zh, en), new Label(whyZh, whyEn));
}
