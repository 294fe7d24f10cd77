using LowCode.Catalog;
using LowCode.Ui.Account;

namespace LowCode.Designer.Editing;

/// <summary>How far a draft is on its way to the database.</summary>
public enum DraftState
{
    /// <summary>What is on the screen is in the database.</summary>
    Saved,
    /// <summary>Something has changed and will be saved in a moment.</summary>
    Changed,
    /// <summary>Being saved.</summary>
    Saving,
    /// <summary>Couldn't be saved; the next change tries again.</summary>
    Failed,
    /// <summary>Somebody else saved meanwhile; nothing more is saved until one reloads.</summary>
    Moved,
}

/// <summary>Keeps the draft of one definition while it is edited: nothing typed is lost, and two designers don't overwrite each other.</summary>
public sealed class DraftKeeper(MetadataEditor editor, CurrentCaller caller, TimeProvider clock, DefinitionKind kind, string key) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);
    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _saving = new(1, 1);
    private Func<string>? _json;
    private long _changes;

    /// <summary>Kind of the definition.</summary>
    public DefinitionKind Kind => kind;

    /// <summary>Its key.</summary>
    public string Key => key;

    /// <summary>Called with the draft's revision whenever it was saved or published from here.</summary>
    public Action<long>? Kept { get; set; }

    /// <summary>Where the draft stands.</summary>
    public DraftState State { get; private set; }

    /// <summary>Why saving failed; null otherwise.</summary>
    public Refusal? Problem { get; private set; }

    /// <summary>Revision of the draft that was loaded or saved last.</summary>
    public long Rev { get; private set; }

    /// <summary>Number of the published version; 0 when there is none.</summary>
    public int PublishedNo { get; private set; }

    /// <summary>True when the draft differs from what is published.</summary>
    public bool HasDraft { get; private set; }

    /// <summary>When the draft was saved last from here; null when it wasn't yet.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Raised, from any thread, when <see cref="State"/> is another one.</summary>
    public event Action? Changed;

    /// <summary>Loads the draft, or what is published when there is none.</summary>
    public Outcome<string> Load()
    {
        var loaded = editor.Load(caller.Caller, kind, key);
        if (loaded.Refusal is { } refusal)
            return refusal;
        Take(loaded.Value);
        return loaded.Value.Draft ?? loaded.Value.Published ?? "{}";
    }

    /// <summary>Tells that the definition has changed; it is saved when nothing more happens for a moment.</summary>
    public void Touch(Func<string> json)
    {
        if (State == DraftState.Moved)
            return;
        _json = json;
        var mine = Interlocked.Increment(ref _changes);
        Show(DraftState.Changed);
        _ = SaveLaterAsync(mine);
    }

    /// <summary>Saves now what is not saved yet; false when that failed.</summary>
    public async Task<bool> FlushAsync()
    {
        if (State is DraftState.Saved)
            return true;
        if (State is DraftState.Moved || _json is null)
            return false;
        await _saving.WaitAsync(_gone.Token);
        try
        {
            var change = Interlocked.Read(ref _changes);
            Show(DraftState.Saving);
            var saved = await editor.SaveDraftAsync(caller.Caller, kind, key, _json(), Rev);
            Problem = saved.Refusal;
            if (saved.Refusal is { } refusal)
            {
                Show(refusal.Kind == ErrorKind.Conflict ? DraftState.Moved : DraftState.Failed);
                return false;
            }
            (Rev, HasDraft, SavedAt) = (saved.Value, true, clock.GetUtcNow());
            Kept?.Invoke(Rev);
            Show(change == Interlocked.Read(ref _changes) ? DraftState.Saved : DraftState.Changed);
            return true;
        }
        catch (RefusedException refused)
        {
            Problem = refused.Refusal;
            Show(DraftState.Failed);
            return false;
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Somebody else has saved the draft as this revision: what is on the screen is no longer it. What is typed here and not saved yet learns it at its save.</summary>
    public void Overtake(long rev)
    {
        if (State == DraftState.Saved && rev != Rev)
            Show(DraftState.Moved);
    }

    /// <summary>What publishing would do.</summary>
    public Outcome<PublishPlan> Plan() => editor.Plan(caller.Caller, kind, key);

    /// <summary>Publishes the draft as saved last.</summary>
    public async Task<Outcome<PublishPlan>> PublishAsync(string? note)
    {
        var published = await editor.PublishAsync(caller.Caller, kind, key, Rev, note);
        if (published.Ok && editor.Load(caller.Caller, kind, key) is { Ok: true } now)
        {
            Take(now.Value);
            Kept?.Invoke(Rev);
        }
        return published;
    }

    /// <summary>Published versions, newest first.</summary>
    public IReadOnlyList<DefinitionVersion> Versions() => editor.Versions(caller.Caller, kind, key) is { Ok: true } versions ? versions.Value : [];

    /// <summary>Makes an earlier version the draft.</summary>
    public Task<Outcome<long>> RestoreAsync(int no) => editor.RestoreAsync(caller.Caller, kind, key, no);

    /// <summary>Saves what is left, as far as that still works, and stops.</summary>
    public void Dispose()
    {
        if (State is DraftState.Changed or DraftState.Failed)
            _ = FlushAsync();
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Take(StoredDefinition stored)
    {
        (Rev, PublishedNo, HasDraft, Problem, SavedAt) = (stored.DraftRev, stored.PublishedNo, stored.Draft is not null, null, null);
        Show(DraftState.Saved);
    }

    private async Task SaveLaterAsync(long change)
    {
        try
        {
            await Task.Delay(Pause, clock, _gone.Token);
            if (change == Interlocked.Read(ref _changes))
                await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left; Dispose saves what is left.
        }
    }

    private void Show(DraftState state)
    {
        if (State == state)
            return;
        State = state;
        Changed?.Invoke();
    }
}
