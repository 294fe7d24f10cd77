namespace LowCode.Flows;

/// <summary>One live position of an instance. Only live tokens are rows.</summary>
public sealed record FlowToken : FlowRow
{
    /// <summary>The node where it is.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>The fork's scope that it lives in; null on the main line.</summary>
    public long? ScopeId { get; set; }

    /// <summary>The fork's edge that its branch began with; null on the main line.</summary>
    public string? BranchEdge { get; set; }

    /// <summary>Waiting at a node, or arrived at its scope's join.</summary>
    public TokenPhase Phase { get; set; }

    /// <summary>The open activation at a human node; null elsewhere.</summary>
    public long? ActivationId { get; set; }
}

/// <summary>What a token does.</summary>
public enum TokenPhase
{
    /// <summary>Waits at its node.</summary>
    Wait,
    /// <summary>Has arrived at the join.</summary>
    Join,
}

/// <summary>One passage through a fork: its branches' tokens live in it until the join. A second round is a new scope.</summary>
public sealed record FlowScope : FlowRow
{
    /// <summary>The scope around it; null on the main line.</summary>
    public long? ParentScopeId { get; set; }

    /// <summary>The branch of the parent that it lies in; null on the main line.</summary>
    public string? ParentBranch { get; set; }

    /// <summary>Id of the fork.</summary>
    public string ForkNode { get; set; } = "";

    /// <summary>Id of the join that closes it.</summary>
    public string JoinNode { get; set; } = "";

    /// <summary>When the join fires.</summary>
    public JoinMode Mode { get; set; }
}
