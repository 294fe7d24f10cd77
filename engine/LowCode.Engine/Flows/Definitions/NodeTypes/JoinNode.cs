namespace LowCode.Flows;

/// <summary>Where the branches of one fork meet again.</summary>
public sealed record JoinNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "join";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>When it lets the record go on. Default: when all branches have arrived.</summary>
    public JoinMode Mode { get; init; }
}

/// <summary>When a join lets the record go on.</summary>
public enum JoinMode
{
    /// <summary>All branches that were taken have arrived.</summary>
    All,
    /// <summary>The first has arrived; the others are cancelled.</summary>
    Any,
}
