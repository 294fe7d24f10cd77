namespace LowCode.Flows;

/// <summary>Sends copies to read and goes on at once.</summary>
public sealed record CcNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "cc";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>Who gets a copy; nobody found is no error.</summary>
    public IReadOnlyList<AssigneeSource> To { get; init; } = [];
}
