using LowCode.People;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records.Batches;

/// <summary>
/// This person's runs of one sort on one screen: asked for there, going on by themselves whatever becomes of the page, found again by whoever comes back.
/// Knows no markup.
/// </summary>
public abstract class BatchWatch(BatchRuns runs, CurrentCaller caller, Texts texts, Toasts toasts)
{
    // Runs that went on under the eyes of the person, and those whose end this screen has told.
    private readonly HashSet<long> _watched = [], _told = [];

    /// <summary>True while the items that are meant are looked up.</summary>
    public bool Asking { get; private set; }

    /// <summary>The run that goes on; null when none does.</summary>
    public BatchRun? Running { get; private set; }

    /// <summary>A run that is over and has something to tell; null when there is nothing.</summary>
    public BatchRun? Ended { get; private set; }

    /// <summary>Why items were refused in <see cref="Ended"/>; null while nobody has asked.</summary>
    public IReadOnlyList<RefusedGroup>? Reasons { get; private set; }

    /// <summary>Whether the person has to wait before asking for another one.</summary>
    public bool IsBusy => Asking || Running is not null;

    /// <summary>Raised when something of this has changed.</summary>
    public event Action? Changed;

    protected BatchRuns Runs => runs;

    /// <summary>The person's runs of this sort that go on, or are over and not put away.</summary>
    protected abstract IReadOnlyList<BatchRun> Mine(Caller person);

    /// <summary>Whether a run is of this sort.</summary>
    protected abstract bool Owns(BatchRun run);

    /// <summary>A run has ended under the eyes of the person: the screen takes over what it has done. Gives the way back; null when there is none.</summary>
    protected abstract Func<Task>? Finished(BatchRun run);

    /// <summary>What is said when nothing was done and nothing refused.</summary>
    protected abstract string Nothing(BatchRun run);

    /// <summary>Shows a run that a notification led to.</summary>
    public void Show(long run)
    {
        if (runs.Find(caller.Caller, run) is not { Ok: true, Value: { Runs: false } over } || !Owns(over))
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
        var mine = Mine(person);
        Running = mine.FirstOrDefault(run => run.Runs);
        if (Running is not null)
            _watched.Add(Running.Id);
        foreach (var over in mine.Where(run => !run.Runs && _watched.Remove(run.Id)).Reverse())
            Finish(over);
        // While one is asked for, it may be over before this screen knows that it is its own.
        if (!Asking && Ended is null && mine.FirstOrDefault(run => !run.Runs && run.Total > 0 && !_told.Contains(run.Id)) is { } found)
            Tell(found);
        Changed?.Invoke();
    }

    /// <summary>Asks again for what the ended run has not done.</summary>
    public Task RetryAsync() => AskAsync(person => runs.RetryAsync(person, Ended!.Id));

    /// <summary>Stops the run; what was done stays done.</summary>
    public async Task StopAsync()
    {
        if (Running is { } run && (await runs.CancelAsync(caller.Caller, run.Id)).Refusal is { } refusal)
            toasts.Fail(texts.Of(refusal));
    }

    /// <summary>Looks up why items were refused.</summary>
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

    /// <summary>Nothing is watched any more; another screen is open.</summary>
    protected void Leave()
    {
        (Running, Ended, Reasons) = (null, null, null);
        _watched.Clear();
    }

    protected async Task AskAsync(Func<Caller, Task<Outcome<BatchRun>>> ask)
    {
        if (IsBusy)
            return;
        Asking = true;
        // Off the circuit's own thread: what is meant may have to be looked up page by page.
        var person = caller.Caller;
        var asking = Task.Run(() => ask(person));
        Outcome<BatchRun> asked;
        try
        {
            await ForgetAsync();
            asked = await asking;
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
        var back = Finished(run);
        if (run.Refused > 0 || run.State == BatchRunState.Failed)
        {
            Tell(run);
            return;
        }
        if (run.Changed > 0)
            toasts.Done(BatchWords.Result(texts, run), back);
        else
            toasts.Tell(Nothing(run));
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
