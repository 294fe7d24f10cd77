using LowCode.People;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Batches;

namespace LowCode.Ui.Records;

/// <summary>This person's changes of many records of a list.</summary>
public sealed class ListRuns(BatchRuns runs, CurrentCaller caller, ListSteps steps, Texts texts, Toasts toasts) : BatchWatch(runs, caller, texts, toasts)
{
    private readonly Texts _texts = texts;
    private ListDesk _desk = null!;

    /// <summary>Another list is open.</summary>
    public void Open(ListDesk desk)
    {
        Leave();
        _desk = desk;
        Look();
    }

    /// <summary>Does one thing with the selected records. <paramref name="edits"/> null puts them into the recycle bin.</summary>
    public Task RunAsync(RecordEdits? edits)
    {
        var change = _desk.Selected(edits);
        return AskAsync(person => Runs.AskAsync(person, change));
    }

    /// <summary>Takes back what the ended run has changed.</summary>
    public Task UndoAsync() => UndoAsync(Ended!.Id);

    protected override IReadOnlyList<BatchRun> Mine(Caller person) => Runs.Unseen(person, _desk.Form.Key);

    protected override bool Owns(BatchRun run) => run.Form == _desk.Form.Key;

    protected override Func<Task>? Finished(BatchRun run)
    {
        _desk.Refresh();
        if (run.State == BatchRunState.Done)
            _desk.Selection.Clear();
        return run.Changed > 0 && run.Kind != BatchRunKind.Undo ? steps.Add(() => UndoAsync(run.Id)) : null;
    }

    protected override string Nothing(BatchRun run) => _texts[run.State == BatchRunState.Done && run.Total > 0 ? "grid.batch.unchanged" : "batch.none"];

    private Task UndoAsync(long run) => AskAsync(person => Runs.UndoAsync(person, run));
}
