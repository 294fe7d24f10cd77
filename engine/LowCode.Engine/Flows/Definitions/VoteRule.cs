namespace LowCode.Flows;

/// <summary>How many of the asked must agree.</summary>
public sealed record VoteRule
{
    /// <summary>The way of counting. Default: the first who answers decides.</summary>
    public VoteMode Mode { get; init; }

    /// <summary>1 to 100 for <see cref="VoteMode.Percent"/>, 1 and up for <see cref="VoteMode.Count"/>; null otherwise.</summary>
    public int? Value { get; init; }

    /// <summary>Approvals needed among this many voters, at least one and at most all of them.</summary>
    public int Needed(int voters) => Mode switch
    {
        VoteMode.Any => 1,
        VoteMode.Percent => Math.Clamp((int)((voters * (long)(Value ?? 100) + 99) / 100), 1, Math.Max(voters, 1)),
        VoteMode.Count => Math.Clamp(Value ?? 1, 1, Math.Max(voters, 1)),
        _ => Math.Max(voters, 1),
    };
}

/// <summary>Ways of counting votes.</summary>
public enum VoteMode
{
    /// <summary>Everyone is asked; the first answer decides.</summary>
    Any,
    /// <summary>Everyone must agree; one refusal fails it.</summary>
    All,
    /// <summary>A share of them, rounded up.</summary>
    Percent,
    /// <summary>A number of them.</summary>
    Count,
    /// <summary>Everyone, one after another in the order of the list.</summary>
    Sequential,
}

/// <summary>What a failed vote does when no reject edge is drawn.</summary>
public sealed record RejectRule
{
    /// <summary>Where it goes. Default: the flow ends as rejected.</summary>
    public RejectAction Action { get; init; }

    /// <summary>Id of the human node for <see cref="RejectAction.ToNode"/>; null otherwise.</summary>
    public string? Node { get; init; }
}

/// <summary>What a failed vote does.</summary>
public enum RejectAction
{
    /// <summary>The flow ends as rejected.</summary>
    Terminate,
    /// <summary>Back to the initiator.</summary>
    ToInitiator,
    /// <summary>Back to the human node before.</summary>
    ToPrevious,
    /// <summary>Back to a named human node.</summary>
    ToNode,
}
