using LowCode.Records;
using LowCode.Ui.Account;

namespace LowCode.Ui.Records;

/// <summary>A task in which somebody types: its id, the rights that it gives, and what stands in the comment of the decision.</summary>
public sealed record KeptTask(long Id, TaskRights Rights, Func<string?> Note);

/// <summary>
/// Keeps a record that is being typed as a draft, a moment after the last keystroke and once more when the page is left.
/// Lives as long as the editing.
/// </summary>
public sealed class EntryKeeper : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    private readonly RecordDrafts _drafts;
    private readonly CurrentCaller _caller;
    private readonly RecordEditing _editing;
    private readonly KeptTask? _task;
    private readonly ITimer _timer;
    private bool _waiting;
    private bool _over;
    private bool _forgotten;

    /// <summary>Begins to keep; <paramref name="draft"/> is the one that the person goes on with; <paramref name="run"/> brings the call of the timer into the order of events of the page.</summary>
    public EntryKeeper(RecordDrafts drafts, CurrentCaller caller, TimeProvider clock, RecordEditing editing, RecordDraft? draft, Action<Func<Task>> run, KeptTask? task = null)
    {
        (_drafts, _caller, _editing, Draft, _task) = (drafts, caller, editing, draft, task);
        _timer = clock.CreateTimer(_ => run(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _editing.Changed += Touch;
    }

    /// <summary>What is kept so far; null before the first save.</summary>
    public RecordDraft? Draft { get; private set; }

    /// <summary>True once something was typed since the keeping began.</summary>
    public bool Typed { get; private set; }

    /// <summary>Raised after a save.</summary>
    public event Action? Kept;

    /// <summary>Keeps at once what is not kept yet; the draft, or null when nothing was typed.</summary>
    public async Task<RecordDraft?> KeepAsync()
    {
        await SaveAsync();
        return Draft;
    }

    /// <summary>Throws the draft away: the record was saved, or the person doesn't want it.</summary>
    public async Task ForgetAsync()
    {
        _forgotten = true;
        Stop();
        if (Draft is { } draft)
            await _drafts.DeleteAsync(_caller.Caller, draft.Id);
    }

    /// <summary>Keeps what is not kept yet. True when there is a draft that the person leaves behind.</summary>
    public bool Leave()
    {
        if (_over)
            return false;
        var kept = _waiting || Draft is not null;
        _ = SaveAsync();
        Stop();
        return kept;
    }

    /// <summary>Stops keeping.</summary>
    public void Dispose() => Stop();

    /// <summary>Something was typed that the form doesn't know of.</summary>
    public void Touch()
    {
        if (_over)
            return;
        (_waiting, Typed) = (true, true);
        _timer.Change(Moment, Timeout.InfiniteTimeSpan);
    }

    private void Stop()
    {
        _over = true;
        _editing.Changed -= Touch;
        _timer.Dispose();
    }

    private async Task SaveAsync()
    {
        if (_over || !_waiting || _caller.Find() is not { } caller)
            return;
        _waiting = false;
        var blank = new RecordDraft(0, caller.Id, _editing.Form.Key, _editing.Id ?? 0, _editing.Version, default, "") { TaskId = _task?.Id ?? 0 };
        var saved = await _drafts.SaveAsync(caller, (Draft ?? blank) with { Version = _editing.Version, Note = _task?.Note() ?? "" }, _editing.Edits, _task?.Rights);
        if (!saved.Ok)
            return;
        // Thrown away while it was being written.
        if (_forgotten)
            await _drafts.DeleteAsync(caller, saved.Value.Id);
        else
            Draft = saved.Value;
        Kept?.Invoke();
    }
}
