using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Ui.Records;

/// <summary>A deleted record, as the recycle bin shows it; <paramref name="At"/> in UTC.</summary>
public sealed record BinRow(long Id, string Title, string By, DateTime At);

/// <summary>How many went as wanted, and why the others didn't.</summary>
public sealed record BinResult(int Done, IReadOnlyList<Refusal> Refused);

/// <summary>A form's recycle bin: what is loaded, what is chosen, and what becomes of it. Pages come from the database as one goes on; it knows no screen.</summary>
public sealed class BinDesk(RecordReader reader, RecordTrash trash, Func<Caller> caller, string form)
{
    /// <summary>Most records that are chosen at once.</summary>
    public const int MostChosen = 5000;

    private const int PageSize = 50;
    private const int LargestPage = 500;
    // As many as share a commit, without keeping a single save waiting for long.
    private const int Wave = 40;

    private readonly HashSet<long> _chosen = [];
    private readonly List<BinRow> _rows = [];
    private string? _next;

    public IReadOnlyList<BinRow> Rows => _rows;

    public string Search { get; private set; } = "";

    public bool HasMore => _next is not null;

    public Refusal? Refusal { get; private set; }

    /// <summary>The chosen records, loaded or not.</summary>
    public IReadOnlyCollection<long> Chosen => _chosen;

    /// <summary>All that are loaded are chosen.</summary>
    public bool AllChosen => _rows.Count > 0 && _rows.All(row => _chosen.Contains(row.Id));

    /// <summary>Loads the first page of what matches a text; nothing is chosen any more.</summary>
    public void Find(string? text)
    {
        Search = text?.Trim() ?? "";
        _rows.Clear();
        _chosen.Clear();
        More(null);
    }

    /// <summary>Loads the next page.</summary>
    public void More() => More(_next);

    public void Choose(long id, bool on)
    {
        if (on)
            _chosen.Add(id);
        else
            _chosen.Remove(id);
    }

    /// <summary>Chooses all that match, also those that are not loaded, up to <see cref="MostChosen"/>; or none.</summary>
    public void ChooseAll(bool on)
    {
        _chosen.Clear();
        string? after = null;
        do
        {
            if (!on || List(after, LargestPage, []) is not { Ok: true, Value: var page })
                return;
            _chosen.UnionWith(page.Rows.Select(RecordContext.IdOf).Take(MostChosen - _chosen.Count));
            after = page.Next;
        }
        while (after is not null && _chosen.Count < MostChosen);
    }

    /// <summary>Takes records out of the bin.</summary>
    public Task<BinResult> RestoreAsync(IReadOnlyCollection<long> ids) => EachAsync(ids, async id => (await trash.RestoreAsync(caller(), form, id)).Refusal);

    /// <summary>Removes records for good.</summary>
    public Task<BinResult> PurgeAsync(IReadOnlyCollection<long> ids) => EachAsync(ids, async id => (await trash.PurgeAsync(caller(), form, id)).Refusal);

    private async Task<BinResult> EachAsync(IReadOnlyCollection<long> ids, Func<long, Task<Refusal?>> work)
    {
        var refused = new List<Refusal>();
        foreach (var wave in ids.ToList().Chunk(Wave))
        {
            var answers = await Task.WhenAll(wave.Select(work));
            refused.AddRange(answers.OfType<Refusal>());
            var gone = wave.Where((_, i) => answers[i] is null).ToHashSet();
            _rows.RemoveAll(row => gone.Contains(row.Id));
            _chosen.ExceptWith(gone);
        }
        if (_rows.Count == 0)
            More(null);
        return new BinResult(ids.Count - refused.Count, refused);
    }

    private void More(string? after)
    {
        var found = List(after, PageSize, null);
        (Refusal, _next) = (found.Refusal, found.Ok ? found.Value.Next : null);
        if (found.Ok)
            _rows.AddRange(found.Value.Rows.Index().Select(row => Shown(found.Value, row.Index, row.Item)));
    }

    private Outcome<RecordList> List(string? after, int limit, IReadOnlyList<string>? fields) => reader.List(caller(), new ListRequest
    {
        Form = form,
        Fields = fields,
        Deleted = true,
        Action = RecordActions.Delete,
        Search = Search,
        Sort = [new SortDefinition("deleted_at", true)],
        After = after,
        Limit = limit,
    });

    private static BinRow Shown(RecordList list, int index, Value[] values)
    {
        string Text(int position) => list.Masked.TryGetValue((index, position), out var mask) ? mask : list.Form.Fields[position].Show(values[position], list.Names);
        var id = RecordContext.IdOf(values);
        return new BinRow(id, list.Form.TitleField is { } title && Text(title.Position) is { Length: > 0 } name ? name : $"#{id}", Text(SystemFields.UpdatedBy), values[SystemFields.DeletedAt].AsDateTime);
    }
}
