namespace LowCode.Flows;

/// <summary>Where a flow ends, with a result. At least one; never inside a fork.</summary>
public sealed record EndNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "end";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>How it ended. Default: approved.</summary>
    public FlowResult Result { get; init; }
}

/// <summary>How a flow ended.</summary>
public enum FlowResult
{
    /// <summary>As wished.</summary>
    Approved,
    /// <summary>Refused.</summary>
    Rejected,
    /// <summary>Over, without either: cancelled, a duplicate, out of time.</summary>
    Closed,
}
