using LowCode.Catalog;

namespace LowCode.Records;

/// <summary>
/// One connection, one transaction: everything that must commit together goes through one unit. All calls are synchronous and
/// must not wait for anything outside the database. Never take a second unit inside one.
/// </summary>
public interface IUnit
{
    /// <summary>Definitions.</summary>
    IMetadataStore Metadata { get; }
    /// <summary>Records of all forms.</summary>
    IRecordStore Records { get; }
    /// <summary>History, comments, files' rows, outbox: what belongs to a record.</summary>
    IRecordLog Log { get; }
    /// <summary>A further store by its interface (people, flows, jobs ...): each feature registers its own.</summary>
    T Store<T>() where T : class;
    /// <summary>
    /// Runs a part of the unit that may be refused (<see cref="RefusedException"/>): what it wrote, and what it wanted to do after the commit, is undone
    /// then, and the rest of the unit goes on. Any other exception undoes the whole unit. Parts do not nest.
    /// </summary>
    Outcome<T> Part<T>(Func<T> work);
    /// <summary>
    /// Whether others of this node wait to write: work that can stop here and go on in another unit does so. Costs next to nothing; false in a read.
    /// </summary>
    bool OthersWait { get; }
    /// <summary>Runs after the unit has committed, on this node (wake a worker, count); not at all when it fails.</summary>
    void AfterCommit(Action action);
    /// <summary>Told after the unit has committed, on all nodes, to who listens to <see cref="IWorkspaceDatabase.Told"/>; not at all when it fails.</summary>
    void Tell(News news);
}

/// <summary>The workspace's database.</summary>
public interface IWorkspaceDatabase
{
    /// <summary>Runs a read on a consistent snapshot with a pooled connection. Writing inside is an error.</summary>
    Outcome<T> Read<T>(Func<IUnit, T> work);

    /// <summary>
    /// Queues a unit for the writer lane; completes after its commit is durable. A <see cref="RefusedException"/> undoes the unit and
    /// comes back as a refused outcome; any other exception undoes it and is thrown.
    /// </summary>
    Task<Outcome<T>> WriteAsync<T>(Func<IUnit, T> work, CancellationToken cancel = default);

    /// <summary>Raised for the news of each committed unit, this node's and others'. Handlers must be quick and must not throw.</summary>
    event Action<News>? Told;
}
