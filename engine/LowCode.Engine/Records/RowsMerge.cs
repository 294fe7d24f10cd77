using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>The rows of one subform that both sides have changed. Rows are known by their ids; rows that either side has added stay.</summary>
internal sealed class RowsMerge
{
    private readonly MeanwhileChange _change;
    private readonly IReadOnlyList<RowEdit> _mine;
    private readonly Dictionary<long, RowValue> _before;
    private readonly Dictionary<long, RowValue> _theirs;

    public RowsMerge(MeanwhileChange change, IReadOnlyList<RowEdit> mine)
    {
        (_change, _mine) = (change, mine);
        _before = change.Before.AsRows.ToDictionary(row => row.Id);
        _theirs = change.Theirs.AsRows.ToDictionary(row => row.Id);
        Conflicts = [.. mine.Where(row => row.Id != 0).Select(Changed).OfType<MergeConflict>(), .. Deleted.Select(row => Conflict(row.Id, Value.Null, Value.FromRows([_theirs[row.Id]])))];
    }

    public IReadOnlyList<MergeConflict> Conflicts { get; }

    public IReadOnlyList<RowEdit> Resolve(IReadOnlySet<string> theirs)
    {
        var rows = new List<RowEdit>();
        foreach (var row in _mine)
        {
            if (row.Id == 0 || !_before.ContainsKey(row.Id))
                rows.Add(row);
            else if (_theirs.TryGetValue(row.Id, out var stands))
                rows.Add(new RowEdit(row.Id, MyCells(row).Where(cell => !theirs.Contains(Path(row.Id)) || !TheyChanged(row.Id, stands, cell.Key)).ToDictionary()));
            else if (MyCells(row).Count > 0 && !theirs.Contains(Path(row.Id)))
                rows.Add(row with { Id = 0 });
        }
        var mine = _mine.Select(row => row.Id).ToHashSet();
        rows.AddRange(_change.Theirs.AsRows.Where(row => !_before.ContainsKey(row.Id) || !mine.Contains(row.Id) && theirs.Contains(Path(row.Id)))
            .Select(row => new RowEdit(row.Id, new Dictionary<int, Value>())));
        return rows;
    }

    private MergeConflict? Changed(RowEdit row)
    {
        if (!_before.ContainsKey(row.Id) || MyCells(row) is not { Count: > 0 } cells)
            return null;
        if (!_theirs.TryGetValue(row.Id, out var stands))
            return Conflict(row.Id, Mine(row), Value.Null);
        return cells.Any(cell => TheyChanged(row.Id, stands, cell.Key) && !RecordMerge.Same(Column(cell.Key), cell.Value, stands.Values[cell.Key])) ? Conflict(row.Id, Mine(row), Value.FromRows([stands])) : null;
    }

    // Rows that I have deleted and they have changed.
    private IEnumerable<RowValue> Deleted
    {
        get
        {
            var mine = _mine.Select(row => row.Id).ToHashSet();
            return _before.Values.Where(row => !mine.Contains(row.Id) && _theirs.TryGetValue(row.Id, out var stands)
                && _change.Field.Rows.Any(column => !column.IsAutomatic && TheyChanged(row.Id, stands, column.Position)));
        }
    }

    private Dictionary<int, Value> MyCells(RowEdit row) =>
        row.Values.Where(cell => !Column(cell.Key).IsAutomatic && !RecordMerge.Same(Column(cell.Key), cell.Value, _before[row.Id].Values[cell.Key])).ToDictionary();

    private bool TheyChanged(long id, RowValue stands, int column) => !RecordMerge.Same(Column(column), _before[id].Values[column], stands.Values[column]);

    private Value Mine(RowEdit row)
    {
        var values = (Value[])_before[row.Id].Values.Clone();
        foreach (var (column, value) in row.Values)
            values[column] = value;
        return Value.FromRows([new RowValue(row.Id, values)]);
    }

    private Field Column(int position) => _change.Field.Rows[position];

    private MergeConflict Conflict(long id, Value mine, Value theirs) => new(Path(id), _change.Field, mine, theirs, _change);

    private string Path(long id) => $"{_change.Field.Key}#{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
