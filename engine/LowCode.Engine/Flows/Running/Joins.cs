namespace LowCode.Flows;

/// <summary>
/// Forks and joins. A fork makes a scope and one token per branch; the join fires when every live token in the scope and below has arrived (mode any: at once).
/// No graph search, no counting per edge: what was cancelled is simply not there any more.
/// </summary>
internal static class Joins
{
    public static void Split(FlowStep step, FlowToken token, ForkNode fork, IReadOnlyList<FlowEdge> branches)
    {
        var scope = new FlowScope
        {
            InstanceId = step.Instance.Id,
            ParentScopeId = token.ScopeId,
            ParentBranch = token.BranchEdge,
            ForkNode = fork.Id,
            JoinNode = fork.Join!,
            Mode = ((JoinNode)step.Flow.Node(fork.Join!)).Mode,
        };
        step.Store.Insert(scope);
        step.State.Scopes.Add(scope);
        var travel = step.Travel.GetValueOrDefault(token.Id);
        Cancelling.Remove(step, token, ActivationState.Cancelled, "fork");
        // The last one pushed moves first; the branches shall start in their order.
        foreach (var edge in branches.Reverse())
        {
            step.Walk(edge);
            var born = Advance.Create(step, edge.To, scope.Id, edge.Id);
            step.Travel[born.Id] = travel;
        }
    }

    public static void Arrive(FlowStep step, FlowToken token)
    {
        token.Phase = TokenPhase.Join;
        Fire(step, step.State.Scopes.Find(token.ScopeId)!, step.Travel.GetValueOrDefault(token.Id).Cause);
    }

    private static void Fire(FlowStep step, FlowScope scope, long? cause)
    {
        var inside = step.State.ScopeWithInner(scope.Id);
        var onTheWay = step.State.Tokens.All.Any(token => token.ScopeId is { } own && inside.Contains(own) && !(own == scope.Id && token.Phase == TokenPhase.Join));
        if (scope.Mode == JoinMode.All && onTheWay)
            return;
        Cancelling.RemoveScope(step, scope.Id, ActivationState.Cancelled, "joined");
        var token = Advance.Create(step, scope.JoinNode, scope.ParentScopeId, scope.ParentBranch);
        step.Moving.Pop();
        Advance.Sent(step, token, Arrival.Forward, cause);
        Advance.Leave(step, token);
    }
}
