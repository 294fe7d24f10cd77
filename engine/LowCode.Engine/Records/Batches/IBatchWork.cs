using LowCode.People;

namespace LowCode.Records;

/// <summary>What runs of one sort do to each of their items.</summary>
public interface IBatchWork
{
    /// <summary>Whether runs of this kind are its own.</summary>
    bool Does(BatchRunKind kind);

    /// <summary>Does it to one item within a unit; what is written commits together with the item's result.</summary>
    /// <exception cref="RefusedException">The item is left as it was.</exception>
    BatchItemDone Do(IUnit unit, BatchRun run, Caller caller, BatchItem item);
}

/// <summary>What was done to an item.</summary>
/// <param name="Before">A record's version before; 0 for a task.</param>
/// <param name="After">A record's version after; 0 for a task.</param>
/// <param name="Changed">False when there was nothing to do.</param>
public readonly record struct BatchItemDone(long Before, long After, bool Changed);
