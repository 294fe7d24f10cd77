using System.Text.Json;

namespace LowCode.Flows;

/// <summary>
/// A node of a kind that this version doesn't know, say from a newer pack. It is shown as a placeholder and written back with everything it had;
/// a flow that holds one can't be published.
/// </summary>
public sealed record UnknownNode : FlowNode
{
    /// <summary>The kind's key as it was read.</summary>
    public required string UnknownType { get; init; }

    /// <summary>The node's JSON as it was read; id, label and position are taken from the record itself when written.</summary>
    public required JsonElement Raw { get; init; }

    /// <inheritdoc/>
    public override string Type => UnknownType;
}
