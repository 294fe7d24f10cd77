namespace LowCode.Flows;

/// <summary>One arrival of a token at a human node: who is asked, how they voted, how it ended.</summary>
public sealed record FlowActivation : FlowRow
{
    /// <summary>The token that arrived.</summary>
    public long TokenId { get; set; }

    /// <summary>The node.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>Scope of the token; null on the main line.</summary>
    public long? ScopeId { get; set; }

    /// <summary>Branch of the token; null on the main line.</summary>
    public string? BranchEdge { get; set; }

    /// <summary>1 for the first arrival at this node in this instance, then 2, 3 ...</summary>
    public int Round { get; set; } = 1;

    /// <summary>How votes are counted.</summary>
    public VoteMode Mode { get; set; }

    /// <summary>Approvals needed.</summary>
    public int Need { get; set; }

    /// <summary>People whose vote counts.</summary>
    public int Voters { get; set; }

    /// <summary>Approvals so far.</summary>
    public int Ok { get; set; }

    /// <summary>Rejections so far.</summary>
    public int No { get; set; }

    /// <summary>Open, or how it ended.</summary>
    public ActivationState State { get; set; }

    /// <summary>UTC; when it is late. Null: never.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Node to which it goes straight when it passes, after a return; null: the usual way.</summary>
    public string? ResubmitTo { get; set; }

    /// <summary>The activation whose end brought the token here; null at the start and after timers.</summary>
    public long? CauseId { get; set; }

    /// <summary>How the token came.</summary>
    public Arrival Arrival { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; null while open.</summary>
    public DateTime? ClosedAt { get; set; }
}

/// <summary>How an activation stands.</summary>
public enum ActivationState
{
    /// <summary>People are asked.</summary>
    Open,
    /// <summary>Agreed or submitted.</summary>
    Passed,
    /// <summary>Refused.</summary>
    Failed,
    /// <summary>Sent back from here.</summary>
    Returned,
    /// <summary>Not needed any more.</summary>
    Cancelled,
    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>How a token came to a human node.</summary>
public enum Arrival
{
    /// <summary>Along the drawing.</summary>
    Forward,
    /// <summary>Sent back by a later node, or refused there.</summary>
    Returned,
    /// <summary>The initiator withdrew.</summary>
    Withdrawn,
    /// <summary>A handler took the decision back.</summary>
    TakenBack,
    /// <summary>A manager moved it here.</summary>
    Jumped,
    /// <summary>Straight back to the node that had returned it.</summary>
    Resubmitted,
}
