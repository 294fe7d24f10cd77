namespace LowCode.Flows;

/// <summary>A fork in the road: the first edge whose condition holds, else the default edge.</summary>
public sealed record ExclusiveNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "exclusive";

    /// <inheritdoc/>
    public override string Type => Key;
}
