using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Ui.Records;

/// <summary>A row of a list as its reader may see it. <paramref name="Masks"/>: texts of covered fields by position.</summary>
public sealed record ListRow(long Id, long Version, Value[] Values, ValueNames Names, IReadOnlyDictionary<int, string> Masks)
{
    /// <summary>The row of a single record.</summary>
    public static ListRow Of(RecordView view) =>
        new(view.Id, view.Version, view.Values, view.Names, view.Rights.Index().Where(right => right.Item == FieldRight.Masked && !view.Values[right.Index].IsEmpty).ToDictionary(right => right.Index, right => view.Values[right.Index].AsText));
}

/// <summary>
/// The rows of a list by their index, however long it is: a few pages are kept, the others are fetched when they are looked at. A page is reached from
/// the cursor of the nearest earlier page that was seen, so that scrolling costs the same everywhere; a jump skips the rows between. Knows no markup.
/// </summary>
public sealed class RowSource(Func<ListRequest, Outcome<RecordList>> load, Func<int, ListRequest> request)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 100;
    /// <summary>Counting stops here at first; the rest is counted when the rows are on screen.</summary>
    public const int CountLimit = 10_000;
    private readonly Lock _gate = new();
    private const int MostPages = 6;
    private const int MostCursors = 4_000;
    private const int FarPage = 50;

    private readonly SortedList<int, string> _cursors = [];
    private readonly Dictionary<int, ListRow[]> _pages = [];
    private readonly LinkedList<int> _used = [];

    /// <summary>How many rows there are as far as they were counted; null before the first page.</summary>
    public long? Count { get; private set; }
    /// <summary>False while counting has stopped at its limit.</summary>
    public bool CountIsExact { get; private set; }
    /// <summary>Why the rows can't be shown; null when they can.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>True when these rows are given without asking the database.</summary>
    public bool Has(int first, int count)
    {
        using var _ = _gate.EnterScope();
        return Enumerable.Range(first / PageSize, (first + count - 1) / PageSize - first / PageSize + 1).All(page => _pages.ContainsKey(page) || page * (long)PageSize >= Count);
    }

    /// <summary>Rows from <paramref name="first"/> on, fewer at the end of the list. Fetches what is not at hand.</summary>
    public IReadOnlyList<ListRow> Rows(int first, int count)
    {
        var rows = new List<ListRow>(count);
        using var _ = _gate.EnterScope();
        for (var page = first / PageSize; rows.Count < count && page <= (first + count - 1) / PageSize; page++)
        {
            var there = Page(page);
            rows.AddRange(there.Skip(page == first / PageSize ? first % PageSize : 0).Take(count - rows.Count));
            if (there.Length < PageSize)
                break;
        }
        return rows;
    }

    /// <summary>The row at an index; null behind the end.</summary>
    public ListRow? At(int index) => index < 0 ? null : Rows(index, 1) is [var row] ? row : null;

    /// <summary>The index of a record among the pages at hand; null when it isn't there.</summary>
    public int? IndexOf(long id)
    {
        foreach (var (page, rows) in _pages)
        {
            if (Array.FindIndex(rows, row => row.Id == id) is >= 0 and var at)
                return page * PageSize + at;
        }
        return null;
    }

    /// <summary>Takes over how a record is now, where it stands.</summary>
    public void Replace(ListRow row)
    {
        if (IndexOf(row.Id) is { } index)
            _pages[index / PageSize][index % PageSize] = row;
    }

    /// <summary>
    /// Takes over of the same list, before it was fetched anew, what is dear to find out and hardly changes: the count of a long list, and the ways to
    /// pages far down.
    /// </summary>
    public void Expect(RowSource before)
    {
        using var _ = before._gate.EnterScope();
        if (before is { Count: > CountLimit, CountIsExact: true })
            (Count, CountIsExact) = (before.Count, true);
        foreach (var (page, cursor) in before._cursors.Where(pair => pair.Key >= FarPage))
            _cursors[page] = cursor;
    }

    /// <summary>Counts all rows; takes a while where there are many.</summary>
    public void CountAll()
    {
        var list = load(request(1) with { CountLimit = int.MaxValue - 1 });
        if (list.Ok)
            (Count, CountIsExact) = (list.Value.Total, list.Value.TotalIsExact);
    }

    private ListRow[] Page(int page)
    {
        if (_pages.TryGetValue(page, out var known))
        {
            _used.Remove(page);
            _used.AddLast(page);
            return known;
        }
        var (from, cursor) = Nearest(page);
        var list = load(request(PageSize) with { After = cursor, Offset = (page - from) * PageSize, CountLimit = Count is null ? CountLimit : 0 });
        Refusal = list.Refusal;
        return list.Ok ? Keep(page, list.Value) : [];
    }

    private (int Page, string? Cursor) Nearest(int page)
    {
        for (var (low, high) = (0, _cursors.Count - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            if (_cursors.Keys[middle] <= page && (middle == _cursors.Count - 1 || _cursors.Keys[middle + 1] > page))
                return (_cursors.Keys[middle], _cursors.Values[middle]);
            if (_cursors.Keys[middle] <= page)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return (0, null);
    }

    private ListRow[] Keep(int page, RecordList list)
    {
        var masks = list.Masked.ToLookup(pair => pair.Key.Row);
        ListRow[] rows = [.. list.Rows.Select((values, index) => new ListRow(RecordContext.IdOf(values), RecordContext.VersionOf(values), values, list.Names, masks[index].ToDictionary(pair => pair.Key.Position, pair => pair.Value)))];
        if (list.Next is { } next && _cursors.Count < MostCursors)
            _cursors[page + 1] = next;
        var seen = (long)page * PageSize + rows.Length;
        if (list.Total is { } total)
            (Count, CountIsExact) = (total, list.TotalIsExact);
        if (list.Next is null && rows.Length > 0)
            (Count, CountIsExact) = (seen, true);
        else if (seen >= Count)
            (Count, CountIsExact) = (seen + PageSize, false);
        _pages[page] = rows;
        _used.AddLast(page);
        if (_used.Count > MostPages)
        {
            _pages.Remove(_used.First!.Value);
            _used.RemoveFirst();
        }
        return rows;
    }
}
