namespace LowCode.Records;

/// <summary>One thing to be done with many records of a form: the same values written to each, or each put into the recycle bin.</summary>
public sealed record BatchChange
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }
    /// <summary>The records by id; null: those of <see cref="Matching"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }
    /// <summary>A list whose records are meant, as many as there are when the run begins; its paging is of no matter.</summary>
    public ListRequest? Matching { get; init; }
    /// <summary>Records of <see cref="Matching"/> that are left out.</summary>
    public IReadOnlySet<long> Except { get; init; } = new HashSet<long>();
    /// <summary>What is written to each; null puts them into the recycle bin.</summary>
    public RecordEdits? Edits { get; init; }
}

/// <summary>How far a run is.</summary>
public sealed record BatchProgress(int Done, int Total, int Refused);

/// <summary>A record that a run has changed: its version before and after. Enough to undo it.</summary>
public readonly record struct BatchDone(long Id, long Before, long After);

/// <summary>A record that a run could not change, and why.</summary>
public sealed record BatchRefused(long Id, Refusal Refusal);

/// <summary>What became of a run.</summary>
/// <param name="Done">Records that were changed, in order.</param>
/// <param name="Unchanged">How many had these values already.</param>
/// <param name="Refused">The first refused records, at most <see cref="BatchRunner.MostReasons"/>.</param>
/// <param name="RefusedCount">How many were refused.</param>
/// <param name="Cancelled">True when it was stopped before the end; what was done stays done.</param>
public sealed record BatchReport(IReadOnlyList<BatchDone> Done, int Unchanged, IReadOnlyList<BatchRefused> Refused, int RefusedCount, bool Cancelled);
