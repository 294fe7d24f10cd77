namespace LowCode.Flows;

/// <summary>The moment that a token waited for has come.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="TokenId">The token.</param>
internal sealed record TimerDue(long InstanceId, long TokenId) : InstanceCommand(InstanceId)
{
    internal override void Apply(FlowStep step)
    {
        // A token that was moved or cancelled has no timer any more; its job was dropped, unless a worker held it at that moment.
        if (step.State.Tokens.Find(TokenId) is not { } token || step.Flow.Node(token.NodeId) is not TimerNode)
            return;
        step.Tell(FlowEvents.TimerDue, new { node = token.NodeId });
        Advance.Leave(step, token);
    }
}
