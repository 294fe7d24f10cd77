namespace LowCode.Records;

/// <summary>Runs over many records or tasks and how far they are; one unit of work. What it says of an item commits together with that item's change.</summary>
public interface IBatchStore
{
    /// <summary>Keeps a new run over these records or tasks, in this order; returns its id.</summary>
    long Add(BatchRun run, IReadOnlyCollection<long> items);

    /// <summary>Keeps a new run over the records of another one that are in these states, with their versions; returns its id.</summary>
    long Add(BatchRun run, long other, params IReadOnlyCollection<BatchItemState> states);

    /// <summary>The run; null when there is none, or no more.</summary>
    BatchRun? Get(long id);

    /// <summary>A person's runs that go on, or are over and not put away; newest first, at most 20. <paramref name="form"/> empty: over tasks; null: all.</summary>
    IReadOnlyList<BatchRun> Unseen(long user, string? form);

    /// <summary>The runs over a form (empty: over tasks), newest first; only this person's when given.</summary>
    IReadOnlyList<BatchRun> OfForm(string form, long? user, int limit);

    /// <summary>The next undecided records from this place on.</summary>
    IReadOnlyList<BatchItem> Pending(long run, int from, int limit);

    /// <summary>
    /// Says what became of a record, and counts it. False when it is decided already or the run is over, because somebody else goes on with it or it was ended:
    /// then nothing of the change may be kept. <paramref name="refusal"/>: why it was refused; null when it wasn't.
    /// </summary>
    bool Decide(long run, BatchItem item, BatchItemState state, Refusal? refusal);

    /// <summary>It is over; false when it was already.</summary>
    bool End(long run, BatchRunState state, DateTime at);

    /// <summary>The person knows how these ended; with <paramref name="seen"/> they are put away. <paramref name="run"/> null: all of the person's that are over.</summary>
    void Mark(long user, long? run, bool seen);

    /// <summary>The refused records in order, after this place.</summary>
    IReadOnlyList<RefusedItem> Refused(long run, int after, int limit);

    /// <summary>The refused records by reason, the commonest reason first.</summary>
    IReadOnlyList<RefusedGroup> Reasons(long run, int limit);

    /// <summary>Deletes runs that ended before this time, with their records' results.</summary>
    int Purge(DateTime before);
}
