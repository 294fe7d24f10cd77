namespace LowCode.Flows;

/// <summary>A place that a token can be sent to.</summary>
/// <param name="Node">Id of the human node.</param>
/// <param name="ScopeId">The scope in which it will live; null on the main line.</param>
/// <param name="BranchEdge">The branch in which it will live; null on the main line.</param>
internal sealed record ReturnTarget(string Node, long? ScopeId, string? BranchEdge);

/// <summary>
/// Sending back. A token can go to human nodes of its own branch or of one further out that it has visited, never into a neighbouring branch.
/// Going further out cancels the scopes that are left, with all their branches.
/// </summary>
internal static class Returns
{
    /// <summary>Where a token can go: nearest level first, within a level the one visited last first.</summary>
    public static IReadOnlyList<ReturnTarget> Targets(FlowStep step, FlowToken token) =>
        [.. Places(step, token)
            .Select(place => (Place: place, Last: LastVisit(step, place)))
            .Where(pair => pair.Last is not null)
            .OrderByDescending(pair => pair.Place.ScopeId ?? 0).ThenByDescending(pair => pair.Last)
            .Select(pair => pair.Place)];

    /// <summary>Every human node at the token's level or further out, visited or not: where a manager may move it.</summary>
    public static IEnumerable<ReturnTarget> Places(FlowStep step, FlowToken token)
    {
        var active = step.State.Tokens.All.Where(each => each.Phase == TokenPhase.Wait).Select(each => each.NodeId).ToHashSet();
        var (scopeId, branch) = (token.ScopeId, token.BranchEdge);
        while (true)
        {
            var scope = step.State.Scopes.Find(scopeId);
            var level = step.Flow.LevelNodes(scope is null ? null : new FlowBranch(scope.ForkNode, branch!));
            foreach (var node in level.Where(node => node != token.NodeId && !active.Contains(node) && step.Flow.Node(node) is HumanNode))
                yield return new ReturnTarget(node, scopeId, branch);
            if (scope is null)
                yield break;
            (scopeId, branch) = (scope.ParentScopeId, scope.ParentBranch);
        }
    }

    /// <summary>The target visited last, the start included; null when there is none.</summary>
    public static ReturnTarget? Previous(FlowStep step, FlowToken token) =>
        Targets(step, token).MaxBy(target => LastVisit(step, target));

    /// <summary>Sends a token there; its activation must be closed. True when that cancelled scopes.</summary>
    public static bool Send(FlowStep step, FlowToken token, ReturnTarget target, Arrival arrival, long? cause, string? resubmitTo)
    {
        if (token.ScopeId == target.ScopeId)
        {
            Advance.Sent(step, token, arrival, cause, resubmitTo);
            Advance.Move(step, token, target.Node);
            return false;
        }
        var outermost = step.State.Scopes.Find(token.ScopeId)!;
        while (outermost.ParentScopeId != target.ScopeId)
            outermost = step.State.Scopes.Find(outermost.ParentScopeId)!;
        Cancelling.RemoveScope(step, outermost.Id, ActivationState.Cancelled, "returned");
        var moved = Advance.Create(step, target.Node, target.ScopeId, target.BranchEdge);
        Advance.Sent(step, moved, arrival, cause, resubmitTo);
        return true;
    }

    private static long? LastVisit(FlowStep step, ReturnTarget place) =>
        step.State.Activations.All.LastOrDefault(activation => activation.NodeId == place.Node && activation.ScopeId == place.ScopeId && activation.BranchEdge == place.BranchEdge)?.Id;
}
