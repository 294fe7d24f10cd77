using System.Text.Json.Serialization;

namespace LowCode.Flows;

/// <summary>
/// What happens when a task stays open too long. JSON: <c>{"after":"P3D","action":"remind","repeat":3,"every":"P1D"}</c>,
/// <c>{"after":"PT2H","action":"escalate","to":{"kind":"roles","roles":["director"]}}</c>. The deadline is fixed when the node is reached.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(RemindAfter), "remind")]
[JsonDerivedType(typeof(EscalateAfter), "escalate")]
[JsonDerivedType(typeof(TransferAfter), "transfer")]
[JsonDerivedType(typeof(ApproveAfter), "approve")]
[JsonDerivedType(typeof(RejectAfter), "reject")]
[JsonDerivedType(typeof(ReturnAfter), "return")]
public abstract record TimeoutRule
{
    /// <summary>Most rules a node may have.</summary>
    public const int MaxPerNode = 5;

    /// <summary>Time since the node was reached, one minute to 366 days. JSON: ISO 8601 of weeks, days, hours, minutes, seconds.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>
    /// Key of a date or date-time field: <see cref="After"/> then counts from that moment (zero and negative are allowed) as it stood when the
    /// node was reached. Null: from the arrival. An empty field means that the rule doesn't run.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>True when it takes the task away from its handlers, so that no later rule makes sense.</summary>
    [JsonIgnore]
    public virtual bool Ends => true;
}

/// <summary>Reminds the handlers.</summary>
public sealed record RemindAfter : TimeoutRule
{
    /// <summary>How often in all, 1 to 10.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Time between two reminders; null: once a day.</summary>
    public TimeSpan? Every { get; init; }

    /// <inheritdoc/>
    public override bool Ends => false;
}

/// <summary>Tells someone higher; the task stays where it is.</summary>
public sealed record EscalateAfter : TimeoutRule
{
    /// <summary>Whom to tell; null: the handlers' managers.</summary>
    public AssigneeSource? To { get; init; }

    /// <inheritdoc/>
    public override bool Ends => false;
}

/// <summary>Gives the task to someone else.</summary>
public sealed record TransferAfter : TimeoutRule
{
    /// <summary>Who gets it; null: the handlers' managers.</summary>
    public AssigneeSource? To { get; init; }
}

/// <summary>Approves (or submits) as the system.</summary>
public sealed record ApproveAfter : TimeoutRule;

/// <summary>Rejects as the system; only on an approval.</summary>
public sealed record RejectAfter : TimeoutRule;

/// <summary>Sends it back as the system.</summary>
public sealed record ReturnAfter : TimeoutRule
{
    /// <summary>Where to. Default: the human node before.</summary>
    public ReturnGoal To { get; init; }
}

/// <summary>Where a time-out sends a record back to.</summary>
public enum ReturnGoal
{
    /// <summary>The human node before.</summary>
    Previous,
    /// <summary>The initiator.</summary>
    Start,
}
