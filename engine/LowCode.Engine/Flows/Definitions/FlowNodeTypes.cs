namespace LowCode.Flows;

/// <summary>A registered kind of node.</summary>
/// <param name="Key">Stable for ever.</param>
/// <param name="Definition">Its record.</param>
/// <param name="Label">Its name in both languages.</param>
/// <param name="Help">What it is for, one sentence.</param>
/// <param name="Create">A new node of this kind with an id.</param>
public sealed record FlowNodeType(string Key, Type Definition, Label Label, Label Help, Func<string, FlowNode> Create);

/// <summary>All kinds of nodes. To add one: a record in <c>NodeTypes/</c>, a line here; the tests then ask for the rest.</summary>
public static class FlowNodeTypes
{
    /// <summary>The built-in kinds, in the order of the palette.</summary>
    public static IReadOnlyList<FlowNodeType> BuiltIn { get; } =
    [
        new(StartNode.Key, typeof(StartNode), new("开始", "Start"), new("发起人填写表单并提交", "The initiator fills the form and sends it off"), id => new StartNode { Id = id }),
        new(ApproveNode.Key, typeof(ApproveNode), new("审批", "Approval"), new("一人或多人同意或驳回", "One or several people agree or refuse"), id => new ApproveNode { Id = id }),
        new(HandleNode.Key, typeof(HandleNode), new("办理", "Work"), new("负责人补充内容并提交", "Someone fills in fields and submits"), id => new HandleNode { Id = id }),
        new(CcNode.Key, typeof(CcNode), new("抄送", "Copy"), new("把记录发给相关人查看，流程继续", "Sends copies to read and goes on"), id => new CcNode { Id = id }),
        new(ExclusiveNode.Key, typeof(ExclusiveNode), new("条件分支", "Condition"), new("按条件只走一条路", "Takes one way, by condition"), id => new ExclusiveNode { Id = id }),
        new(ForkNode.Key, typeof(ForkNode), new("并行分支", "Parallel"), new("几条路同时进行", "Several ways at the same time"), id => new ForkNode { Id = id }),
        new(JoinNode.Key, typeof(JoinNode), new("汇合", "Join"), new("等并行的分支到齐", "Waits for the parallel ways"), id => new JoinNode { Id = id }),
        new(AutoNode.Key, typeof(AutoNode), new("自动处理", "Automatic"), new("系统更新记录、新建记录或发消息", "Updates or creates records, sends messages"), id => new AutoNode { Id = id }),
        new(TimerNode.Key, typeof(TimerNode), new("等待时间", "Wait"), new("到时间再继续", "Goes on when the time has come"), id => new TimerNode { Id = id }),
        new(EndNode.Key, typeof(EndNode), new("结束", "End"), new("流程到此结束", "The flow ends here"), id => new EndNode { Id = id }),
    ];

    /// <summary>The kind with this key, or null.</summary>
    public static FlowNodeType? Find(string key) => BuiltIn.FirstOrDefault(type => type.Key == key);
}
