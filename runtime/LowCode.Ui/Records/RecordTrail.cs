using LowCode.Records;

namespace LowCode.Ui.Records;

/// <summary>
/// The list that a person has last looked at, for "previous" and "next" on the page of a record from it. One per circuit; holds the ids of the
/// rows that were on screen, no rows.
/// </summary>
public sealed class RecordTrail
{
    private const int Most = 2000;
    private readonly SortedDictionary<int, long> _ids = [];
    private string _list = "";

    /// <summary>A list has drawn a page of its rows. Another form, filter or order begins anew.</summary>
    public void Follow(ListRequest request, IEnumerable<long> ids)
    {
        var list = $"{request.Form}\n{request.View}\n{request.Filter}\n{request.And}\n{request.Search}\n{string.Join(',', request.Sort)}\n{request.Deleted}";
        if (list != _list || _ids.Count > Most)
            _ids.Clear();
        _list = list;
        foreach (var (index, id) in ids.Index())
            _ids[request.Offset + index] = id;
    }

    /// <summary>The neighbours of a record in that list and its place, counted from 1; null at the ends of what was seen, place 0 when it isn't in it.</summary>
    public (long? Previous, long? Next, int Place) Around(string form, long id)
    {
        if (!_list.StartsWith(form + "\n", StringComparison.Ordinal) || _ids.Where(pair => pair.Value == id).Select(pair => (int?)pair.Key).FirstOrDefault() is not { } at)
            return (null, null, 0);
        return (_ids.TryGetValue(at - 1, out var before) ? before : null, _ids.TryGetValue(at + 1, out var next) ? next : null, at + 1);
    }
}
