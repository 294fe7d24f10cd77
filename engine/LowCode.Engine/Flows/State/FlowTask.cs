namespace LowCode.Flows;

/// <summary>What one person is asked to do in an activation.</summary>
public sealed record FlowTask : FlowRow
{
    /// <summary><see cref="Position"/> of the task at the start, which lists of handled work leave out.</summary>
    public const int StartPosition = -1;

    /// <summary>The activation.</summary>
    public long ActivationId { get; set; }

    /// <summary>The node.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>A vote, a piece of work, or an added signer's part.</summary>
    public TaskKind Kind { get; set; }

    /// <summary>Of an added signer the task of whoever added them; null otherwise.</summary>
    public long? ParentTaskId { get; set; }

    /// <summary>How several added signers of this task count: <see cref="VoteMode.All"/>, Any or Sequential; null when nobody was added.</summary>
    public VoteMode? SignMode { get; set; }

    /// <summary>Whose decision it is.</summary>
    public long OwnerId { get; set; }

    /// <summary>Who has it now: the owner, or whoever gives an opinion.</summary>
    public long AssigneeId { get; set; }

    /// <summary>The absent person for whom the owner acts; null otherwise.</summary>
    public long? OnBehalfOf { get; set; }

    /// <summary>Who asked for an opinion and gets the task back; null otherwise.</summary>
    public long? DelegatedFrom { get; set; }

    /// <summary>Order among the tasks of the activation, or among the added signers.</summary>
    public int Position { get; set; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; set; }

    /// <summary>approve, reject, submit or return when done; the reason when cancelled; null while open.</summary>
    public string? Outcome { get; set; }

    /// <summary>What was written with the decision; null for nothing.</summary>
    public string? Comment { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; when it is late. Null: never.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>UTC; null while not done.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Who did it; 0 for the system; null while not done.</summary>
    public long? DoneBy { get; set; }

    /// <summary>True when its outcome counts in the activation's vote.</summary>
    public bool IsVoter => Votes(Kind);

    internal static bool Votes(TaskKind kind) => kind is TaskKind.Vote or TaskKind.Handle or TaskKind.AddParallel;

    /// <summary>True until it is done or cancelled.</summary>
    public bool IsLive => State is not (TaskState.Done or TaskState.Cancelled);
}

/// <summary>What a task asks for.</summary>
public enum TaskKind
{
    /// <summary>Yes or no.</summary>
    Vote,
    /// <summary>A piece of work.</summary>
    Handle,
    /// <summary>Sign before the one who asked.</summary>
    AddBefore,
    /// <summary>Sign after the one who asked.</summary>
    AddAfter,
    /// <summary>One more voter.</summary>
    AddParallel,
}

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    /// <summary>In its assignee's queue.</summary>
    Open,
    /// <summary>Its turn comes later.</summary>
    Waiting,
    /// <summary>Added signers come first.</summary>
    Blocked,
    /// <summary>Approved; added signers have the last word.</summary>
    PendingAfter,
    /// <summary>Done.</summary>
    Done,
    /// <summary>Not needed any more.</summary>
    Cancelled,
}

/// <summary>The words that <see cref="FlowTask.Outcome"/> holds.</summary>
public static class TaskOutcomes
{
    /// <summary>Yes.</summary>
    public const string Approve = "approve";
    /// <summary>No.</summary>
    public const string Reject = "reject";
    /// <summary>Work handed in.</summary>
    public const string Submit = "submit";
    /// <summary>Sent back.</summary>
    public const string Return = "return";
}
