namespace LowCode.Flows;

/// <summary>Where a flow begins: the initiator's form. Also where a record waits that was returned to the initiator or withdrawn. Exactly one.</summary>
public sealed record StartNode : HumanNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "start";

    /// <inheritdoc/>
    public override string Type => Key;
}
