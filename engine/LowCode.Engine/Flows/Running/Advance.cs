namespace LowCode.Flows;

/// <summary>Moves tokens along the edges until every one of them waits.</summary>
internal static class Advance
{
    /// <summary>Node visits that one command may make; more is an automatic loop.</summary>
    public const int Budget = 500;

    public static void Run(FlowStep step)
    {
        do
        {
            while (step.Moving.TryPop(out var token))
            {
                // A join of mode any, or a node that ended the flow, may have cancelled it meanwhile.
                if (!step.State.Tokens.Has(token))
                    continue;
                if (++step.Visits > Budget)
                    throw FlowRefusals.Loop;
                step.Log?.Entered(token.NodeId);
                NodeBehaviors.Enter(step, token, step.Flow.Node(token.NodeId));
            }
            WaitUntil.Recheck(step);
        }
        while (step.Moving.Count > 0);
    }

    /// <summary>Takes the plain way out of the node.</summary>
    public static void Leave(FlowStep step, FlowToken token) =>
        Follow(step, token, step.Flow.Topology.PlainOut(token.NodeId) ?? throw new InvalidOperationException($"Node '{token.NodeId}' of flow '{step.Flow.Definition.Key}' has no way out."));

    /// <summary>Walks an edge.</summary>
    public static void Follow(FlowStep step, FlowToken token, FlowEdge edge)
    {
        step.Walk(edge);
        Move(step, token, edge.To);
    }

    /// <summary>Puts a token to a node, with or without an edge.</summary>
    public static void Move(FlowStep step, FlowToken token, string node)
    {
        (token.NodeId, token.Phase, token.ActivationId) = (node, TokenPhase.Wait, null);
        step.Moving.Push(token);
    }

    /// <summary>A new token, on its way.</summary>
    public static FlowToken Create(FlowStep step, string node, long? scope, string? branch)
    {
        var token = new FlowToken { InstanceId = step.Instance.Id, NodeId = node, ScopeId = scope, BranchEdge = branch };
        step.Store.Insert(token);
        step.State.Tokens.Add(token);
        step.Moving.Push(token);
        return token;
    }

    /// <summary>Says how a token on its way comes to the next human node.</summary>
    public static void Sent(FlowStep step, FlowToken token, Arrival arrival, long? cause, string? resubmitTo = null) =>
        step.Travel[token.Id] = (arrival, cause, resubmitTo);
}
