namespace LowCode.Flows;

/// <summary>What happens when a token enters a node: one file per kind that needs more than a line.</summary>
internal static class NodeBehaviors
{
    public static void Enter(FlowStep step, FlowToken token, FlowNode node)
    {
        switch (node)
        {
            case StartNode start: Activations.Open(step, token, start); break;
            case ApproveNode approve: Activations.Open(step, token, approve); break;
            case HandleNode handle: Activations.Open(step, token, handle); break;
            case ExclusiveNode: Advance.Follow(step, token, ExclusiveBehavior.Choose(step, node)); break;
            case ForkNode fork: Joins.Split(step, token, fork, ForkBehavior.Choose(step, fork)); break;
            case JoinNode: Joins.Arrive(step, token); break;
            case CcNode copy: CcBehavior.Enter(step, token, copy); break;
            case AutoNode auto: AutoBehavior.Enter(step, token, auto); break;
            case TimerNode timer: TimerBehavior.Enter(step, token, timer); break;
            case EndNode end: EndBehavior.Enter(step, token, end); break;
            default: throw new InvalidOperationException($"Node '{node.Id}' of flow '{step.Flow.Definition.Key}' is of the unknown kind '{node.Type}'; it should not have been published.");
        }
    }
}
