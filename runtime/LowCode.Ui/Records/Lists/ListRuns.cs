using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>
/// This person's changes of many records of a list: asked for here, going on by themselves whatever becomes of the page, found again by whoever comes back.
/// Knows no markup.
/// </summary>
public sealed class ListRuns(BatchRuns runs, CurrentCaller caller, ListSteps steps, Texts texts, Toasts toasts)
{
    // Runs that went on under the eyes of the person, and those whose end this list has told.
    private readonly HashSet<long> _watched = [], _told = [];
    private ListDesk _desk = null!;

    /// <summary>True while the records that are meant are looked up.</summary>
    public bool Asking { get; private set; }

    /// <summary>The run that goes on; null when none does.</summary>
    public BatchRun? Running { get; private set; }

    /// <summary>A run that is over and has something to tell; null when there is nothing.</summary>
    public BatchRun? Ended { get; private set; }

    /// <summary>Why records were refused in <see cref="Ended"/>; null while nobody has asked.</summary>
    public IReadOnlyList<RefusedGroup>? Reasons { get; private set; }

    /// <summary>Whether the person has to wait before asking for another one.</summary>
    public bool IsBusy => Asking || Running is not null;

    /// <summary>Raised when something of this has changed.</summary>
    public event Action? Changed;

    /// <summary>Another list is open.</summary>
    public void Open(ListDesk desk)
    {
        (_desk, Running, Ended, Reasons) = (desk, null, null, null);
        _watched.Clear();
        Look();
    }

    /// <summary>Shows a run that a notification led to.</summary>
    public void Show(long run)
    {
        if (runs.Find(caller.Caller, run) is not { Ok: true, Value: { Runs: false } over } || over.Form != _desk.Form.Key)
            return;
        Ended = over;
        if (over.Refused > 0)
            Explain();
        Changed?.Invoke();
    }

    /// <summary>Looks how far the person's runs are.</summary>
    public void Look()
    {
        if (caller.Find() is not { } person)
            return;
        var mine = runs.Unseen(person, _desk.Form.Key);
        Running = mine.FirstOrDefault(run => run.Runs);
        if (Running is not null)
            _watched.Add(Running.Id);
        foreach (var over in mine.Where(run => !run.Runs && _watched.Remove(run.Id)).Reverse())
            Finish(over);
        // While one is asked for, it may be over before this list knows that it is its own.
        if (!Asking && Ended is null && mine.FirstOrDefault(run => !run.Runs && run.Total > 0 && !_told.Contains(run.Id)) is { } found)
            Tell(found);
        Changed?.Invoke();
    }

    /// <summary>Does one thing with the selected records. <paramref name="edits"/> null puts them into the recycle bin.</summary>
    public Task RunAsync(RecordEdits? edits)
    {
        var change = _desk.Selected(edits);
        return AskAsync(person => runs.AskAsync(person, change));
    }

    /// <summary>Asks again for what the ended run has not done.</summary>
    public Task RetryAsync() => AskAsync(person => runs.RetryAsync(person, Ended!.Id));

    /// <summary>Takes back what the ended run has changed.</summary>
    public Task UndoAsync() => UndoAsync(Ended!.Id);

    /// <summary>Stops the run; what was done stays done.</summary>
    public async Task StopAsync()
    {
        if (Running is { } run && (await runs.CancelAsync(caller.Caller, run.Id)).Refusal is { } refusal)
            toasts.Fail(texts.Of(refusal));
    }

    /// <summary>Looks up why records were refused.</summary>
    public void Explain()
    {
        if (Ended is { } run && runs.Reasons(caller.Caller, run.Id) is { Ok: true, Value: var reasons })
            Reasons = reasons;
        Changed?.Invoke();
    }

    /// <summary>The reasons were read; the result stays.</summary>
    public void CloseReasons()
    {
        Reasons = null;
        Changed?.Invoke();
    }

    /// <summary>Puts the result away.</summary>
    public async Task ForgetAsync()
    {
        var over = Ended;
        (Ended, Reasons) = (null, null);
        Changed?.Invoke();
        if (over is not null && caller.Find() is { } person && over.UserId == person.Id)
            await runs.MarkAsync(person, over.Id, seen: true);
    }

    private Task UndoAsync(long run) => AskAsync(person => runs.UndoAsync(person, run));

    private async Task AskAsync(Func<People.Caller, Task<Outcome<BatchRun>>> ask)
    {
        if (IsBusy)
            return;
        Asking = true;
        await ForgetAsync();
        Outcome<BatchRun> asked;
        try
        {
            // Off the circuit's own thread: the records of a long list are looked up page by page.
            var person = caller.Caller;
            asked = await Task.Run(() => ask(person));
        }
        finally
        {
            Asking = false;
        }
        if (asked.Ok)
            _watched.Add(asked.Value.Id);
        else
            toasts.Fail(texts.Of(asked.Refusal!));
        Look();
    }

    // Ended under the eyes of the person: what went well needs no more than a word.
    private void Finish(BatchRun run)
    {
        _told.Add(run.Id);
        _desk.Refresh();
        if (run.State == BatchRunState.Done)
            _desk.Selection.Clear();
        var back = run.Changed > 0 && run.Kind != BatchRunKind.Undo ? steps.Add(() => UndoAsync(run.Id)) : null;
        if (run.Refused > 0 || run.State == BatchRunState.Failed)
        {
            Tell(run);
            return;
        }
        if (run.Changed > 0)
            toasts.Done(BatchWords.Result(texts, run), back);
        else
            toasts.Tell(texts[run.State == BatchRunState.Done && run.Total > 0 ? "grid.batch.unchanged" : "batch.none"]);
        _ = runs.MarkAsync(caller.Caller, run.Id, seen: true);
    }

    private void Tell(BatchRun run)
    {
        (Ended, Reasons) = (run, null);
        _told.Add(run.Id);
        if (!run.Told)
            _ = runs.MarkAsync(caller.Caller, run.Id, seen: false);
    }
}
