namespace LowCode.Flows;

/// <summary>A row of an instance's state. Mutable while one command works on it; compared by value to find what changed.</summary>
public abstract record FlowRow
{
    /// <summary>Database id; given by the store when the row is inserted.</summary>
    public long Id { get; set; }

    /// <summary>The instance that it belongs to; of an instance its own id.</summary>
    public long InstanceId { get; set; }
}

/// <summary>The rows of one table that belong to one instance, and what has happened to them since they were loaded.</summary>
public sealed class FlowRows<T> where T : FlowRow
{
    private readonly SortedDictionary<long, T> _rows = [];
    private readonly Dictionary<long, T> _stored = [];
    private readonly HashSet<long> _added = [];
    private readonly List<long> _removed = [];

    /// <summary>Takes over rows as they are in the database.</summary>
    public FlowRows(IEnumerable<T> loaded)
    {
        foreach (var row in loaded)
        {
            _rows.Add(row.Id, row);
            _stored.Add(row.Id, row with { });
        }
    }

    /// <summary>All rows, oldest first.</summary>
    public IReadOnlyCollection<T> All => _rows.Values;

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Ids of the rows that were here at the start and are gone.</summary>
    public IReadOnlyList<long> Removed => _removed;

    /// <summary>The row with this id, or null.</summary>
    public T? Find(long? id) => id is { } known ? _rows.GetValueOrDefault(known) : null;

    /// <summary>True while the row is here.</summary>
    public bool Has(T row) => _rows.ContainsKey(row.Id);

    /// <summary>Adds a row that has just been inserted.</summary>
    public void Add(T row)
    {
        _rows.Add(row.Id, row);
        _stored.Add(row.Id, row with { });
        _added.Add(row.Id);
    }

    /// <summary>Forgets a row that has just been deleted.</summary>
    public void Remove(T row)
    {
        _rows.Remove(row.Id);
        _stored.Remove(row.Id);
        if (!_added.Remove(row.Id))
            _removed.Add(row.Id);
    }

    /// <summary>The rows that differ from what the database holds.</summary>
    public IEnumerable<T> Changed() => _rows.Values.Where(row => row != _stored[row.Id]);

    /// <summary>The rows that were added or changed.</summary>
    public IEnumerable<T> Touched() => _rows.Values.Where(row => _added.Contains(row.Id) || row != _stored[row.Id]);
}
