using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Fields;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>The engine's entry points that a record's page works with.</summary>
public sealed record RecordEngine(RecordReader Reader, RecordSaver Saver, FormEvaluator Evaluator, RecordDrafts Drafts, RecordMeanwhile Meanwhile);

/// <summary>How a record's page was asked for, beside its address: presets of a new record, the one that it copies, a draft to go on with, editing at once.</summary>
public sealed record RecordOpening(string? Presets, long? CopyOf, long? Draft, bool Edit);

/// <summary>
/// A record on its page: read, typed, kept as a draft, saved, merged with what others saved. Holds the state that the page draws and knows no
/// markup. One per page.
/// </summary>
public sealed class RecordDesk(Workspace workspace, RecordEngine engine, FieldWorldFactory worlds, CurrentCaller current, Texts texts, Toasts toasts)
{
    private Action<Func<Task>> _run = _ => { };
    private string _idempotency = NewKey();
    private long _mergedVersion;

    /// <summary>The form; null when it isn't there.</summary>
    public Form? Form { get; private set; }
    /// <summary>What inputs need.</summary>
    public FieldWorld World { get; private set; } = null!;
    /// <summary>The record; null while it is new.</summary>
    public long? Id { get; private set; }
    /// <summary>The record as it is read; null while it is new.</summary>
    public RecordView? View { get; private set; }
    /// <summary>The record as it is typed; null while it is read.</summary>
    public RecordEditing? Editing { get; private set; }
    /// <summary>Keeps what is typed.</summary>
    public EntryKeeper? Keeper { get; private set; }
    /// <summary>Why there is nothing to show.</summary>
    public Refusal? Refusal { get; private set; }
    /// <summary>Drafts of this record that wait for a decision, newest first.</summary>
    public IReadOnlyList<RecordDraft> Found { get; private set; } = [];
    /// <summary>What two people have changed; the person is asked.</summary>
    public RecordMerge? Merge { get; private set; }
    /// <summary>A save is on its way.</summary>
    public bool Busy { get; private set; }
    /// <summary>When the draft that one goes on with was kept, in milliseconds since 1970: what the browser remembers from before is older.</summary>
    public long? Since { get; private set; }
    /// <summary>Grows when what the browser remembers of the typing is no longer wanted.</summary>
    public int Forgets { get; private set; }

    /// <summary>The person's right on a field, as it is typed or read.</summary>
    public FieldRight RightOn(Field field) => Editing?.State?.Rights[field.Position] ?? View?.Rights[field.Position] ?? FieldRight.Hidden;

    /// <summary>Opens a record or a new one; <paramref name="run"/> brings what happens later (a timer, an undo) into the page's order of events.</summary>
    public void Open(string app, string form, long? id, RecordOpening how, Action<Func<Task>> run)
    {
        Leave();
        (_run, Id, View, Editing, Refusal, Found, Merge, Busy) = (run, id, null, null, null, [], null, false);
        Form = workspace.Catalog.Forms.GetValueOrDefault(form);
        World = worlds.For(app);
        if (Form is null)
        {
            Refusal = new Refusal(ErrorKind.NotFound, "forms.unknown", "There is no such form.");
            return;
        }
        if (id is null)
            StartNew(how);
        else
            Load();
        FindDrafts(how.Draft);
        if (how.Edit && Editing is null && View?.Actions.HasFlag(RecordActions.Edit) == true)
            Edit();
    }

    /// <summary>Reads the record again.</summary>
    public void Load()
    {
        var found = engine.Reader.Get(current.Caller, Form!.Key, Id!.Value);
        (Refusal, View) = (found.Refusal, found.Ok ? found.Value : null);
        World.Names = View?.Names;
    }

    /// <summary>Rights may be others now: what is read is read again, what is typed stays as far as the person may still type it.</summary>
    public void LookAnew()
    {
        if (Editing is not null)
        {
            Editing.Refresh();
        }
        else if (Form is not null && Id is not null)
        {
            Form = workspace.Catalog.Forms.GetValueOrDefault(Form.Key) ?? Form;
            Load();
        }
    }

    /// <summary>The page is left: what was typed is kept, and the person is told so; of a save that is on its way, when it has failed.</summary>
    public void Leave()
    {
        if (Keeper?.Leave() == true && !Busy)
            toasts.Tell(texts["drafts.kept"]);
        Keeper = null;
    }

    /// <summary>Begins to edit, or goes on with the draft that there is.</summary>
    public void Edit()
    {
        if (Found is [var draft, ..])
        {
            GoOn(draft);
            return;
        }
        Begin(View!.Version, null);
        Editing!.Refresh();
    }

    /// <summary>Goes on with a draft.</summary>
    public void GoOn(RecordDraft draft)
    {
        Found = [];
        Begin(draft.Version ?? View?.Version, draft);
        Editing!.GoOn(engine.Drafts.Edits(current.Caller, draft), Editing.Version);
    }

    /// <summary>What the person called the draft; "" for nothing yet.</summary>
    public string TitleOf(RecordDraft draft) => Id is null ? engine.Drafts.TitleOf(current.Caller, draft) : "";

    /// <summary>Throws a draft away; can be undone.</summary>
    public async Task ForgetAsync(RecordDraft draft)
    {
        Found = [.. Found.Where(each => each.Id != draft.Id)];
        Forgets++;
        await engine.Drafts.DeleteAsync(current.Caller, draft.Id);
        toasts.Done(texts["drafts.forgotten"], undo: () => BringBackAsync(draft));
    }

    /// <summary>
    /// Saves; null when it was refused, and then <see cref="Editing"/> or <see cref="Merge"/> says how to go on. Also null when the person has gone on meanwhile,
    /// away or to another record: then nothing of what they look at is touched.
    /// </summary>
    public async Task<SavedRecord?> SaveAsync(bool acceptWarnings = false)
    {
        var (editing, keeper) = (Editing!, Keeper!);
        Busy = true;
        var saved = await editing.SaveAsync(acceptWarnings, Id is null ? _idempotency : null);
        if (saved is not null)
        {
            await keeper.ForgetAsync();
            toasts.Done(texts["records.saved"]);
        }
        if (Keeper != keeper)
        {
            if (saved is null)
            {
                toasts.Fail(texts.Of(editing.Refusal!));
                toasts.Tell(texts["drafts.kept"]);
            }
            return null;
        }
        Busy = false;
        if (saved is not null)
        {
            (Keeper, Found, _idempotency) = (null, [], NewKey());
            Forgets++;
            Read();
            return saved;
        }
        if (editing.Refusal is { Kind: ErrorKind.Stale })
            return await MergeAsync(acceptWarnings);
        if (editing.Refusal is { Kind: ErrorKind.Forbidden or ErrorKind.NotFound } refused)
            toasts.Fail(texts.Of(refused));
        return null;
    }

    /// <summary>The person has chosen: <paramref name="theirs"/> are the paths where the other side wins.</summary>
    public Task<SavedRecord?> ResolveAsync(IReadOnlySet<string> theirs)
    {
        Editing!.GoOn(Merge!.Resolve(theirs), _mergedVersion);
        Merge = null;
        return SaveAsync();
    }

    /// <summary>Back to typing, without a choice.</summary>
    public void LeaveMerge() => Merge = null;

    /// <summary>Moves the record to a stage. While reading, that is a save of its own; the form stays open when its rules ask for more.</summary>
    public async Task MoveAsync(string stage)
    {
        var (field, value) = (Form!.StageField!, Value.FromText(stage));
        if (Editing is not null)
        {
            Editing.Change(field, value);
            return;
        }
        if (View!.Values[field.Position].Equals(value))
            return;
        Begin(View.Version, null);
        Editing!.Refresh();
        Editing.Change(field, value);
        await SaveAsync();
    }

    /// <summary>Puts the values of an earlier version into the form, for a look before they are saved like any other edit.</summary>
    public void TakeBack(long version)
    {
        var since = engine.Meanwhile.Since(current.Caller, Form!.Key, Id!.Value, version);
        if (!since.Ok)
        {
            toasts.Fail(texts.Of(since.Refusal!));
            return;
        }
        Begin(View!.Version, null);
        Editing!.Refresh();
        foreach (var change in since.Value.Changes.Where(change => RightOn(change.Field) == FieldRight.Editable))
            Editing.TakeBack(change);
        toasts.Tell(texts["records.restored", version]);
    }

    /// <summary>Stops typing and throws the changes away; <paramref name="goBack"/> leads to the address at which they are taken up again.</summary>
    public async Task CancelAsync(Action<long> goBack)
    {
        var (editing, keeper) = (Editing!, Keeper!);
        var (edits, draft, dirty) = (editing.Edits, new RecordDraft(0, 0, Form!.Key, Id ?? 0, editing.Version, default, ""), editing.IsDirty);
        Keeper = null;
        await keeper.ForgetAsync();
        if (Editing == editing)
        {
            Forgets++;
            Read();
        }
        if (dirty)
        {
            toasts.Done(texts["drafts.dropped"], undo: async () =>
            {
                if (await engine.Drafts.SaveAsync(current.Caller, draft, edits) is { Ok: true } kept)
                    goBack(kept.Value.Id);
            });
        }
    }

    // A new record has nothing to read yet: its page stays as it is until it is left.
    private void Read()
    {
        if (Id is null)
            return;
        Editing = null;
        Load();
    }

    private void StartNew(RecordOpening how)
    {
        Begin(null, null);
        if (how.CopyOf is { } source)
            RecordCopy.Into(Editing!, engine.Reader, current, source);
        foreach (var preset in (how.Presets ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (preset.Split(':') is [var key, var id] && long.TryParse(id, CultureInfo.InvariantCulture, out var target) && Form![key]?.Target is not null)
                Editing!.Preset(key, Value.FromReference(target));
        }
        Editing!.Refresh();
        Refusal = Editing.Refusal;
    }

    private void FindDrafts(long? wanted)
    {
        if (Refusal is not null || View is { } view && !view.Actions.HasFlag(RecordActions.Edit))
            return;
        Found = engine.Drafts.List(current.Caller, Form!.Key) is { Ok: true } drafts ? [.. drafts.Value.Where(draft => draft.RecordId == (Id ?? 0) && draft.TaskId == 0)] : [];
        if (Found.FirstOrDefault(draft => draft.Id == wanted) is { } asked)
            GoOn(asked);
    }

    private void Begin(long? version, RecordDraft? draft)
    {
        Keeper?.Dispose();
        Editing = new RecordEditing(engine.Evaluator, engine.Saver, current, texts, Form!, Id, version);
        Keeper = new EntryKeeper(engine.Drafts, current, workspace.Clock, Editing, draft, _run);
        Since = draft is null ? null : new DateTimeOffset(draft.At).ToUnixTimeMilliseconds();
    }

    private async Task BringBackAsync(RecordDraft draft)
    {
        if (await engine.Drafts.BringBackAsync(current.Caller, draft) is { Ok: true } kept && draft.Form == Form?.Key && draft.RecordId == (Id ?? 0))
        {
            _run(() =>
            {
                GoOn(kept.Value);
                return Task.CompletedTask;
            });
        }
    }

    private async Task<SavedRecord?> MergeAsync(bool acceptWarnings)
    {
        var meanwhile = engine.Meanwhile.Since(current.Caller, Form!.Key, Id!.Value, Editing!.Version ?? 0);
        if (!meanwhile.Ok)
        {
            toasts.Fail(texts.Of(meanwhile.Refusal!));
            return null;
        }
        _mergedVersion = meanwhile.Value.Now.Version;
        var merge = new RecordMerge(Form, Editing.Edits, meanwhile.Value);
        if (merge.Conflicts.Count > 0)
        {
            Merge = merge;
            return null;
        }
        toasts.Tell(texts["merge.done"]);
        Editing.GoOn(merge.Resolve(new HashSet<string>()), _mergedVersion);
        return await SaveAsync(acceptWarnings);
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");
}
