namespace LowCode.Ui.Records;

/// <summary>Which records of a list are selected: some by id, or all that match but a few. Knows no markup.</summary>
public sealed class RowSelection
{
    private readonly HashSet<long> _named = [];
    private int? _last;

    /// <summary>True when all that match are selected, but those that were taken out again.</summary>
    public bool All { get; private set; }

    /// <summary>Records that are selected, or, with <see cref="All"/>, those that are not.</summary>
    public IReadOnlySet<long> Named => _named;

    /// <summary>True when something is selected.</summary>
    public bool Any => All || _named.Count > 0;

    /// <summary>Whether a record is selected.</summary>
    public bool Has(long id) => All != _named.Contains(id);

    /// <summary>How many are selected of so many.</summary>
    public long Count(long total) => All ? Math.Max(0, total - _named.Count) : _named.Count;

    /// <summary>Turns a record around; with <paramref name="extend"/> all rows from the last one touched to this one become as it was made.</summary>
    public void Toggle(int index, bool extend, Func<int, int, IEnumerable<long>> ids)
    {
        if (extend && _last is { } last)
        {
            foreach (var each in ids(Math.Min(last, index), Math.Abs(last - index) + 1))
                Set(each, true);
        }
        else
        {
            foreach (var id in ids(index, 1))
                Set(id, !Has(id));
        }
        _last = index;
    }

    /// <summary>Selects these, or unselects them when all of them are selected already.</summary>
    public void ToggleEach(IReadOnlyCollection<long> ids)
    {
        var on = !ids.All(Has);
        foreach (var id in ids)
            Set(id, on);
    }

    /// <summary>Selects all that match.</summary>
    public void SelectAll()
    {
        Clear();
        All = true;
    }

    /// <summary>Selects nothing.</summary>
    public void Clear()
    {
        _named.Clear();
        (All, _last) = (false, null);
    }

    private void Set(long id, bool on)
    {
        if (on != All)
            _named.Add(id);
        else
            _named.Remove(id);
    }
}
