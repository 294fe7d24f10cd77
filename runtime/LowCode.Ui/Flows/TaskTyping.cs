using LowCode.Expressions;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;
using LowCode.Ui.Records;

namespace LowCode.Ui.Flows;

/// <summary>
/// What a handler types in a task, fields and comment: kept as a draft, taken up again when the task is opened anew. One per open task; knows no markup.
/// </summary>
public sealed class TaskTyping(RecordEngine engine, Workspace workspace, CurrentCaller current, Texts texts) : IDisposable
{
    private RecordDraft? _restored;

    /// <summary>The record as it is typed; null when the task is not the person's to decide.</summary>
    public RecordEditing? Editing { get; private set; }

    /// <summary>The comment of the decision.</summary>
    public string? Comment { get; private set; }

    /// <summary>Keeps what is typed.</summary>
    public EntryKeeper? Keeper { get; private set; }

    /// <summary>UTC time of the draft that was taken up; null for none.</summary>
    public DateTime? Restored => _restored?.At;

    /// <summary>When that was, in milliseconds since 1970: what the browser remembers from before is older.</summary>
    public long? Since => _restored is { } draft ? new DateTimeOffset(draft.At).ToUnixTimeMilliseconds() : null;

    /// <summary>Grows when what the browser remembers of the typing is no longer wanted.</summary>
    public int Forgets { get; private set; }

    /// <summary>True when something stands here that was not saved.</summary>
    public bool IsBegun => Keeper?.Typed == true || _restored is not null;

    /// <summary>The changed fields, for a decision; null for none.</summary>
    public RecordEdits? Edits => Editing is { IsDirty: true } ? Editing.Edits : null;

    /// <summary>Begins with the draft that there is; <paramref name="run"/> brings the keeping into the page's order of events.</summary>
    public void Begin(TaskView task, Form form, RecordView record, Action<Func<Task>> run)
    {
        Leave();
        (Editing, Comment) = (new RecordEditing(engine.Evaluator, engine.Saver, current, texts, form, record.Id, record.Version, task.Rights), null);
        foreach (var field in form.Fields.Where(field => task.Node.RightFor(field.Key) == FieldRight.Anew))
            Editing.Preset(field.Key, Value.Null);
        _restored = engine.Drafts.List(current.Caller, form.Key) is { Ok: true } drafts ? drafts.Value.FirstOrDefault(draft => draft.TaskId == task.Task.Id) : null;
        if (_restored is null)
            Editing.Refresh();
        else
            Editing.GoOn(engine.Drafts.Edits(current.Caller, _restored, task.Rights), record.Version);
        if (Editing.State is null)
        {
            Editing = null;
            return;
        }
        Comment = _restored?.Note;
        Keeper = new EntryKeeper(engine.Drafts, current, workspace.Clock, Editing, _restored, run, new KeptTask(task.Task.Id, task.Rights, () => Comment));
    }

    /// <summary>The comment was typed on.</summary>
    public void Say(string? comment)
    {
        Comment = comment;
        Keeper?.Touch();
    }

    /// <summary>Decided, or thrown away: nothing is kept any more. Gives back the draft that there was.</summary>
    public async Task<RecordDraft?> ForgetAsync()
    {
        var draft = Keeper?.Draft;
        Forgets++;
        if (Keeper is not null)
            await Keeper.ForgetAsync();
        (Keeper, _restored) = (null, null);
        return draft;
    }

    /// <summary>The task is left: what was typed is kept.</summary>
    public void Leave()
    {
        Keeper?.Leave();
        (Keeper, Editing, _restored) = (null, null, null);
    }

    public void Dispose() => Leave();
}
