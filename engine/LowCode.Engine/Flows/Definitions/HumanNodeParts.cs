namespace LowCode.Flows;

/// <summary>What a person at a node may do with one field.</summary>
public enum FieldRight
{
    /// <summary>Not shown, not sent.</summary>
    Hidden,
    /// <summary>Shown only.</summary>
    ReadOnly,
    /// <summary>May be changed.</summary>
    Editable,
    /// <summary>Must hold a value before the node is left.</summary>
    Required,
    /// <summary>Asked anew: starts empty and must be filled in this very step, whatever the record holds already. For plain fields only.</summary>
    Anew,
}

/// <summary>Whether a decision needs words.</summary>
public enum CommentRule
{
    /// <summary>As the person likes.</summary>
    Optional,
    /// <summary>Only for a rejection or a return.</summary>
    OnReject,
    /// <summary>Always.</summary>
    Required,
}

/// <summary>At least <see cref="Min"/> records of another form must refer to this one before the node can be left.</summary>
public sealed record RequiredRecords
{
    /// <summary>Key of the other form: <c>follow_up</c>.</summary>
    public required string Form { get; init; }

    /// <summary>Key of its reference field that points here.</summary>
    public required string Via { get; init; }

    /// <summary>How many; 1 to 1000.</summary>
    public int Min { get; init; } = 1;

    /// <summary>What the person is told to do: "Write at least one follow-up".</summary>
    public Label Label { get; init; } = Label.Empty;
}

/// <summary>A condition over the record that must be true before the node can be left.</summary>
public sealed record LeaveCheck
{
    /// <summary>The condition.</summary>
    public required string Expression { get; init; }

    /// <summary>What the person is told when it is not true.</summary>
    public Label Message { get; init; } = Label.Empty;

    /// <summary>The field that the person is told it at; null for the record as a whole.</summary>
    public string? Field { get; init; }
}

/// <summary>How one button looks at a node.</summary>
public sealed record FlowButton
{
    /// <summary>Its text; empty keeps the usual one.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>True takes the action away from this node, for the API too.</summary>
    public bool Hidden { get; init; }
}

/// <summary>The actions whose buttons can be renamed or hidden.</summary>
public static class FlowButtons
{
    /// <summary>Vote yes.</summary>
    public const string Approve = "approve";
    /// <summary>Vote no.</summary>
    public const string Reject = "reject";
    /// <summary>Finish a piece of work, or send the first form off.</summary>
    public const string Submit = "submit";
    /// <summary>Send back.</summary>
    public const string Return = "return";
    /// <summary>Give the task to someone else for good.</summary>
    public const string Transfer = "transfer";
    /// <summary>Ask someone and get the task back.</summary>
    public const string Delegate = "delegate";
    /// <summary>Bring in a further signer before, after or beside.</summary>
    public const string AddSign = "addSign";
    /// <summary>Send a copy.</summary>
    public const string Copy = "cc";

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Approve, Submit, Reject, Return, Transfer, Delegate, AddSign, Copy];
}

/// <summary>Whether and where a node may be sent back.</summary>
public sealed record ReturnRule
{
    /// <summary>False takes returning away. Default: allowed.</summary>
    public bool Allowed { get; init; } = true;

    /// <summary>Ids of the nodes it may go back to. Empty: any node that the record has already passed.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What happens when the target hands it in again. Default: the usual way, node by node.</summary>
    public ResubmitRule Resubmit { get; init; }
}

/// <summary>The way of a record that was sent back and comes again.</summary>
public enum ResubmitRule
{
    /// <summary>Normal routing; every node decides again.</summary>
    Replay,
    /// <summary>Straight to the node that sent it back.</summary>
    Direct,
}
