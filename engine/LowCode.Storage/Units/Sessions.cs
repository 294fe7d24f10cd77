using System.Data.Common;

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
    internal virtual bool IsLost(DbException failure) => false;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
