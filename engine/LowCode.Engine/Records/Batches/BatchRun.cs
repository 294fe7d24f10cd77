using LowCode.People;

namespace LowCode.Records;

/// <summary>A change of many records, or a decision over many tasks: who asked for what, and how far it is. It goes on whatever becomes of the screen or the server that it was asked on.</summary>
public sealed record BatchRun
{
    /// <summary>Database id; 0 while new.</summary>
    public long Id { get; init; }

    /// <summary>Who asked; each item is done with the rights that this person has by then.</summary>
    public required long UserId { get; init; }

    /// <summary>By which way; written to the records' history.</summary>
    public required Source Source { get; init; }

    /// <summary>The person's language.</summary>
    public required string Language { get; init; }

    /// <summary>Key of the form; empty for a run over tasks.</summary>
    public required string Form { get; init; }

    /// <summary>What is done to each item.</summary>
    public required BatchRunKind Kind { get; init; }

    /// <summary>JSON object: of an update field keys and values, of a decision what is said with it, of a handing over who and which fields; null for others.</summary>
    public string? Change { get; init; }

    /// <summary>How tasks are decided, a word of <see cref="Flows.FlowButtons"/>; null for others.</summary>
    public string? Decision { get; init; }

    /// <summary>The run that an undo takes back; null for others.</summary>
    public long? Undoes { get; init; }

    /// <summary>Whether it is over, and how.</summary>
    public BatchRunState State { get; init; }

    /// <summary>The person knows how it ended, from a screen or a notification.</summary>
    public bool Told { get; init; }

    /// <summary>The person has put the result away.</summary>
    public bool Seen { get; init; }

    /// <summary>Items that are meant.</summary>
    public int Total { get; init; }

    /// <summary>Items that were changed: records written, tasks decided.</summary>
    public int Changed { get; init; }

    /// <summary>Records that had these values already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Items that were refused.</summary>
    public int Refused { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; init; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Items of which it is known what became of them.</summary>
    public int Decided => Changed + Unchanged + Refused;

    /// <summary>One word for what is done, as texts and programs have it: <c>update</c>, <c>delete</c>, <c>undo</c>, <c>handOver</c>, or the decision.</summary>
    public string Word => Decision ?? (Kind == BatchRunKind.HandOver ? "handOver" : Kind.ToString().ToLowerInvariant());

    /// <summary>Whether it goes on.</summary>
    public bool Runs => State == BatchRunState.Running;

    /// <summary>Whether somebody would leave it alone and look again later, rather than wait for it.</summary>
    public bool IsLarge => Total > Small;

    /// <summary>Most items of a run that is waited for.</summary>
    public const int Small = 50;
}

/// <summary>What a run does to each item.</summary>
public enum BatchRunKind
{
    /// <summary>Writes the same values.</summary>
    Update,
    /// <summary>Puts it into the recycle bin.</summary>
    Delete,
    /// <summary>Takes back what another run did to it.</summary>
    Undo,
    /// <summary>Decides the task.</summary>
    Decide,
    /// <summary>Puts one person in the place of another.</summary>
    HandOver,
}

/// <summary>Whether a run is over, and how.</summary>
public enum BatchRunState
{
    /// <summary>Goes on, also after a restart.</summary>
    Running,
    /// <summary>Of every item is known what became of it.</summary>
    Done,
    /// <summary>A person stopped it; what was done stays done.</summary>
    Cancelled,
    /// <summary>Gave up after several tries; what was done stays done.</summary>
    Failed,
}

/// <summary>What became of one item.</summary>
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

/// <summary>One record or task of a run.</summary>
/// <param name="Position">Its place in the run; places may be missing.</param>
/// <param name="Subject">Id of the record or task.</param>
/// <param name="Before">A record's version before the change; of an undo that waits, the version to go back to.</param>
/// <param name="After">Its version after the change; of an undo that waits, the version that it must still have.</param>
public sealed record BatchItem(int Position, long Subject, long Before, long After);

/// <summary>A record or task that a run could not change, and why.</summary>
public sealed record RefusedItem(int Position, long Subject, Refusal Refusal);

/// <summary>Records or tasks that were refused for the same reason.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="Subjects">The first of them, at most <see cref="BatchRuns.MostNamed"/>.</param>
public sealed record RefusedGroup(Refusal Refusal, int Count, IReadOnlyList<long> Subjects);

/// <summary>A run was asked for, has moved on, ended or was put away.</summary>
public sealed record BatchMoved(long RunId, long UserId) : News;
