namespace LowCode.Notifications;

/// <summary>One entry of a person's inbox inside the product.</summary>
public sealed record Notification
{
    /// <summary>Database id; 0 while new.</summary>
    public long Id { get; init; }

    /// <summary>Who gets it.</summary>
    public required long UserId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What sort of thing happened; one of <see cref="NotificationKinds"/>. The screen finds its sentence by it.</summary>
    public required string Kind { get; init; }

    /// <summary>Key of the form it is about; null for none.</summary>
    public string? Form { get; init; }

    /// <summary>The record it is about; null for none.</summary>
    public long? RecordId { get; init; }

    /// <summary>JSON object with what the sentence needs: <c>title</c>, <c>actor</c>, <c>node</c>, <c>task</c>, <c>instance</c>, <c>text</c>.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>UTC; null while unread.</summary>
    public DateTime? ReadAt { get; init; }
}

/// <summary>The kinds of notifications.</summary>
public static class NotificationKinds
{
    /// <summary>A task has come.</summary>
    public const string TaskAssigned = "task.assigned";
    /// <summary>Something came back.</summary>
    public const string TaskReturned = "task.returned";
    /// <summary>A task waits too long.</summary>
    public const string TaskReminded = "task.reminded";
    /// <summary>Somebody asks to hurry.</summary>
    public const string TaskUrged = "task.urged";
    /// <summary>Somebody else's task waits too long.</summary>
    public const string TaskEscalated = "task.escalated";
    /// <summary>A copy to read.</summary>
    public const string FlowCopied = "flow.copied";
    /// <summary>Somebody wrote and named you.</summary>
    public const string FlowCommented = "flow.commented";
    /// <summary>What you started is over.</summary>
    public const string FlowEnded = "flow.ended";
    /// <summary>A flow needs a manager.</summary>
    public const string FlowIncident = "flow.incident";
    /// <summary>Somebody changed a record that the person follows.</summary>
    public const string RecordChanged = "record.changed";
    /// <summary>A change of many records that the person asked for is over; they weren't looking.</summary>
    public const string BatchEnded = "batch.ended";
    /// <summary>A message that a designer wrote; the text is in the payload.</summary>
    public const string Message = "message";

    /// <summary>All of them, in the order in which screens list them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [TaskAssigned, TaskReturned, TaskUrged, TaskReminded, TaskEscalated, FlowCommented, FlowCopied, FlowEnded, FlowIncident, BatchEnded, Message];
}
