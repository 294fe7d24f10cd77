namespace LowCode.Flows;

/// <summary>A way from one node to another.</summary>
public sealed record FlowEdge
{
    /// <summary>Outcome of an edge that a rejected vote takes.</summary>
    public const string RejectOutcome = "reject";

    /// <summary>Outcome of an edge that a failed automatic node takes.</summary>
    public const string ErrorOutcome = "error";

    /// <summary>Unique within the flow.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the node it leaves.</summary>
    public required string From { get; init; }

    /// <summary>Id of the node it enters.</summary>
    public required string To { get; init; }

    /// <summary>Text on the edge; empty shows none.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Position among the edges of a gateway, smallest first.</summary>
    public int Order { get; init; }

    /// <summary>Condition over the record; only on edges out of an exclusive gateway or a matching fork. Null on a default edge.</summary>
    public string? When { get; init; }

    /// <summary>True on the edge that is taken when no condition holds.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Null for the plain edge; <see cref="RejectOutcome"/> or <see cref="ErrorOutcome"/> for the way out of a refusal or a failure.</summary>
    public string? Outcome { get; init; }
}
