namespace LowCode.Flows;

/// <summary>Someone does a piece of work: fills fields and submits. There is no vote.</summary>
public sealed record HandleNode : AssignedNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "handle";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>
    /// "Stay until": a condition over the record and what refers to it. The node completes by itself as soon as it becomes true,
    /// and can't be submitted before. Null: a person submits.
    /// </summary>
    public string? WaitUntil { get; init; }
}
