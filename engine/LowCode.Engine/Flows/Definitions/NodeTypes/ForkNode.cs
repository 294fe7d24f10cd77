namespace LowCode.Flows;

/// <summary>Splits into branches that go on at the same time until its join.</summary>
public sealed record ForkNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "fork";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>Which branches are taken. Default: all.</summary>
    public ForkMode Mode { get; init; }

    /// <summary>Id of the join where the branches meet again; null only in a draft.</summary>
    public string? Join { get; init; }
}

/// <summary>Which branches of a fork are taken.</summary>
public enum ForkMode
{
    /// <summary>All of them.</summary>
    All,
    /// <summary>Those whose condition holds; none: the default edge.</summary>
    Matching,
}
