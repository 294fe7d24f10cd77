using System.Data.Common;
using LowCode.Records;

namespace LowCode.Storage.Units;

/// <summary>Opens connections to one workspace's database, all with the same settings.</summary>
internal abstract class Sessions : IDisposable
{
    /// <summary>Whether readers can't look past a writer, so that both must take turns (a database in memory).</summary>
    internal virtual bool TakeTurns => false;

    /// <summary>How many connections may read at once; null leaves it to the number of processors.</summary>
    internal virtual int? MostReaders => null;

    /// <summary>The one connection of this node that writes.</summary>
    internal abstract Session Writer();

    /// <summary>A connection that only reads.</summary>
    internal abstract Session Reader(int generation);

    /// <summary>Whether all connections are lost after this failure, as when the server was restarted.</summary>
    protected virtual bool IsLost(DbException failure) => false;

    /// <summary>Whether another program kept locked for too long what was needed.</summary>
    protected abstract bool IsHeld(DbException failure);

    /// <summary>The failure as callers hear of it: <see cref="DatabaseAwayException"/> when all connections are lost, a refusal when another program holds what is needed.</summary>
    internal Exception Told(Exception failure) =>
        failure is DatabaseAwayException || (failure as DbException ?? failure.InnerException as DbException) is not { } cause ? failure
        : IsLost(cause) ? new DatabaseAwayException(failure)
        : IsHeld(cause) ? DatabaseLock.Refused
        : failure;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
