using System.Data.Common;

namespace LowCode.Storage.Units;

/// <summary>
/// One open connection with its stores; used by one thread at a time. Arguments are bound by position: the first is <c>@0</c> in the SQL.
/// A statement is prepared once per connection, so the SQL text must not hold values. A row callback must not run another statement.
/// </summary>
internal abstract class Session : IDisposable
{
    private readonly Dictionary<Type, object> _stores = [];

    /// <summary>What differs between databases, as pieces of SQL and conversions.</summary>
    internal abstract Dialect Dialect { get; }

    /// <summary>Which generation of reading connections it belongs to.</summary>
    internal int Generation { get; init; }

    /// <summary>Whether a transaction is open: a database may undo it on some failures, such as a full disk or a lost connection.</summary>
    internal abstract bool InTransaction { get; }

    /// <summary>Whether the connection can't be used any more.</summary>
    internal virtual bool IsBroken => false;

    /// <summary>How many steps the database's machine made for the last statement that was read; 0 where it doesn't tell.</summary>
    internal virtual long Steps => 0;

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public abstract int Execute(string sql, params ReadOnlySpan<object?> arguments);

    /// <summary>Runs an INSERT into a table with a column <c>id</c>; returns the new row's id.</summary>
    public abstract long Insert(string sql, params ReadOnlySpan<object?> arguments);

    /// <summary>Calls <paramref name="row"/> for each row until it answers false.</summary>
    public abstract void While(string sql, Func<DbDataReader, bool> row, params ReadOnlySpan<object?> arguments);

    /// <summary>Calls <paramref name="row"/> for each row.</summary>
    public void Each(string sql, Action<DbDataReader> row, params ReadOnlySpan<object?> arguments) =>
        While(sql, reader =>
        {
            row(reader);
            return true;
        }, arguments);

    /// <summary>
    /// Groups the rows of a statement without having the database do it: first <paramref name="groups"/> columns that name a row's group, then those of the measures.
    /// Gives the groups as JSON, of each an array of its columns, then for each measure a sum (0 where nothing is added up) and a count.
    /// Null where the database is the better one for it.
    /// </summary>
    internal virtual string? Fold(string sql, int groups, Folding[] measures, params ReadOnlySpan<object?> arguments) => null;

    /// <summary>All rows, each made by <paramref name="row"/>.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<T>();
        Each(sql, reader => rows.Add(row(reader)), arguments);
        return rows;
    }

    /// <summary>The first row made by <paramref name="row"/>; null when there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> arguments) where T : class
    {
        T? first = null;
        While(sql, reader =>
        {
            first = row(reader);
            return false;
        }, arguments);
        return first;
    }

    /// <summary>The first column of the first row; the type's default when there is no row or it is NULL.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> arguments)
    {
        T? value = default;
        While(sql, reader =>
        {
            value = reader.IsDBNull(0) ? default : reader.GetFieldValue<T>(0);
            return false;
        }, arguments);
        return value;
    }

    /// <summary>Opens a transaction that reads one snapshot.</summary>
    internal abstract void BeginRead();

    /// <summary>Opens a transaction that writes; only one at a time does in a workspace, whatever the number of nodes.</summary>
    internal abstract void BeginWrite();

    /// <summary>Makes the transaction durable.</summary>
    internal abstract void Commit();

    /// <summary>Undoes the transaction.</summary>
    internal abstract void Rollback();

    /// <summary>
    /// Has the batch committed before another unit runs: what is kept in memory has changed, and whoever saves next must do so by the new definitions and people.
    /// </summary>
    internal void EndBatch() => EndsBatch = true;

    /// <summary>Whether <see cref="EndBatch"/> was called in this transaction.</summary>
    internal bool EndsBatch { get; set; }

    /// <summary>Hands news of the transaction to the other nodes, to be told when it commits; nothing where there are none.</summary>
    internal virtual void Tell(IReadOnlyCollection<News> news)
    {
    }

    /// <summary>Forgets what was kept for one unit.</summary>
    internal virtual void EndUnit()
    {
    }

    /// <summary>Looks after the planner's statistics where the database doesn't do so by itself; true when they are new.</summary>
    internal virtual bool RenewStatistics() => false;

    /// <summary>
    /// An expression without an SQL form, as SQL over the rows <c>r</c> of a statement that is being built: the condition under which, or the number
    /// (null for none) that, .NET calculates for each row.
    /// </summary>
    internal abstract string PerRow(Records.RowExpression expression);

    /// <summary>A store over this connection, made once. It must keep nothing between calls but its session.</summary>
    internal object Store(Type type)
    {
        if (!_stores.TryGetValue(type, out var store))
            _stores[type] = store = StorageSetup.Make(type, this);
        return store;
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
