namespace LowCode.Flows;

/// <summary>People vote yes or no.</summary>
public sealed record ApproveNode : AssignedNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "approve";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>How many must agree.</summary>
    public VoteRule Vote { get; init; } = new();

    /// <summary>What a failed vote does; an edge with outcome <c>reject</c> goes before it.</summary>
    public RejectRule Reject { get; init; } = new();

    /// <inheritdoc/>
    protected override FieldRight UsualRight => FieldRight.ReadOnly;
}
