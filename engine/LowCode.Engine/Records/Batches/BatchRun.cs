using LowCode.People;

namespace LowCode.Records;

/// <summary>A change of many records: who asked for what, and how far it is. It goes on whatever becomes of the screen or the server that it was asked on.</summary>
public sealed record BatchRun
{
    /// <summary>Database id; 0 while new.</summary>
    public long Id { get; init; }

    /// <summary>Who asked; each record is changed with the rights that this person has by then.</summary>
    public required long UserId { get; init; }

    /// <summary>By which way; written to the records' history.</summary>
    public required Source Source { get; init; }

    /// <summary>The person's language.</summary>
    public required string Language { get; init; }

    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }

    /// <summary>What is done to each record.</summary>
    public required BatchRunKind Kind { get; init; }

    /// <summary>JSON object of field keys and values, of an update; null for others.</summary>
    public string? Change { get; init; }

    /// <summary>The run that an undo takes back; null for others.</summary>
    public long? Undoes { get; init; }

    /// <summary>Whether it is over, and how.</summary>
    public BatchRunState State { get; init; }

    /// <summary>The person knows how it ended, from a screen or a notification.</summary>
    public bool Told { get; init; }

    /// <summary>The person has put the result away.</summary>
    public bool Seen { get; init; }

    /// <summary>Records that are meant.</summary>
    public int Total { get; init; }

    /// <summary>Records that were changed.</summary>
    public int Changed { get; init; }

    /// <summary>Records that had these values already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Records that were refused.</summary>
    public int Refused { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; init; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Records that are decided.</summary>
    public int Decided => Changed + Unchanged + Refused;

    /// <summary>Whether it goes on.</summary>
    public bool Runs => State == BatchRunState.Running;

    /// <summary>Whether somebody would leave it alone and look again later, rather than wait for it.</summary>
    public bool IsLarge => Total > Small;

    /// <summary>Most records of a run that is waited for.</summary>
    public const int Small = 50;
}

/// <summary>What a run does to each record.</summary>
public enum BatchRunKind
{
    /// <summary>Writes the same values.</summary>
    Update,
    /// <summary>Puts it into the recycle bin.</summary>
    Delete,
    /// <summary>Takes back what another run did to it.</summary>
    Undo,
}

/// <summary>Whether a run is over, and how.</summary>
public enum BatchRunState
{
    /// <summary>Goes on, also after a restart.</summary>
    Running,
    /// <summary>Every record is decided.</summary>
    Done,
    /// <summary>A person stopped it; what was done stays done.</summary>
    Cancelled,
    /// <summary>Gave up after several tries; what was done stays done.</summary>
    Failed,
}

/// <summary>What became of one record.</summary>
public enum BatchItemState
{
    /// <summary>Not decided yet.</summary>
    Pending,
    /// <summary>Changed.</summary>
    Changed,
    /// <summary>Had these values already.</summary>
    Unchanged,
    /// <summary>Refused, and left as it was.</summary>
    Refused,
}

/// <summary>One record of a run.</summary>
/// <param name="Position">Its place in the run; places may be missing.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Before">Its version before the change; of an undo that waits, the version to go back to.</param>
/// <param name="After">Its version after the change; of an undo that waits, the version that it must still have.</param>
public sealed record BatchItem(int Position, long RecordId, long Before, long After);

/// <summary>A record that a run could not change, and why.</summary>
public sealed record RefusedItem(int Position, long RecordId, Refusal Refusal);

/// <summary>Records that were refused for the same reason.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="Records">The first of them, at most <see cref="BatchRuns.MostNamed"/>.</param>
public sealed record RefusedGroup(Refusal Refusal, int Count, IReadOnlyList<long> Records);

/// <summary>A run was asked for, has moved on, ended or was put away.</summary>
public sealed record BatchMoved(long RunId, long UserId) : News;
