namespace LowCode.Flows;

/// <summary>Nodes that stay until a condition over the record and what refers to it holds. Tested on arrival, and after every save that the condition reads.</summary>
internal static class WaitUntil
{
    /// <summary>Tests the waiting nodes of an instance again when its record has changed in this step.</summary>
    public static void Recheck(FlowStep step)
    {
        if (!step.Recheck || !step.Instance.IsLive)
            return;
        step.Recheck = false;
        foreach (var token in step.State.Tokens.All.Where(token => token.Phase == TokenPhase.Wait).ToList())
        {
            if (step.State.Activations.Find(token.ActivationId) is { State: ActivationState.Open } activation
                && step.Flow.Node(token.NodeId) is HandleNode { WaitUntil: { } condition } && Holds(step, condition, token.NodeId))
            {
                Met(step, activation);
            }
        }
    }

    // A condition that can't be worked out while somebody types isn't met yet; it must not stand in the way of the save. On arrival it is tested strictly.
    private static bool Holds(FlowStep step, string condition, string node) => step.Flow.Compiled(condition)?.Test(step.Context(node)) == true;

    public static void Met(FlowStep step, FlowActivation activation)
    {
        step.Tell(FlowEvents.WaitMet, new { node = activation.NodeId, activation = activation.Id }, actor: 0);
        Voting.DecideBySystem(step, activation, pass: true, "condition");
    }
}
