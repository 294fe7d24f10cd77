namespace LowCode.Flows;

/// <summary>The flow is over.</summary>
internal static class EndBehavior
{
    public static void Enter(FlowStep step, FlowToken token, EndNode end)
    {
        if (token.ScopeId is not null)
            throw new InvalidOperationException($"End '{end.Id}' of flow '{step.Flow.Definition.Key}' lies inside a fork; it should not have been published.");
        var result = end.Result == FlowResult.Rejected ? InstanceState.Rejected : InstanceState.Completed;
        Cancelling.End(step, result, end.Id, StateWords.Of(end.Result));
    }
}
