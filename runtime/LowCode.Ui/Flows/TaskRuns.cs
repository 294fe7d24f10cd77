using LowCode.Flows;
using LowCode.People;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Batches;

namespace LowCode.Ui.Flows;

/// <summary>This person's decisions over many tasks. What is decided stays decided: none is taken back together with others.</summary>
public sealed class TaskRuns(TaskBatch batch, TaskReader reader, BatchRuns runs, CurrentCaller caller, Texts texts, Toasts toasts, Action finished) : BatchWatch(runs, caller, texts, toasts)
{
    private readonly Texts _texts = texts;
    private readonly CurrentCaller _caller = caller;
    private IReadOnlyList<RefusedGroup>? _known;
    private IReadOnlyDictionary<long, TaskSubject> _about = new Dictionary<long, TaskSubject>();

    /// <summary>Decides these tasks.</summary>
    public Task DecideAsync(TaskDecision decision, IReadOnlyList<long> tasks) => AskAsync(person => batch.AskAsync(person, decision, tasks));

    /// <summary>What a task is called.</summary>
    public string Name(long task) => About(task) switch
    {
        { Title.Length: > 0 } some => some.Title,
        { } other => $"{other.Form?.Definition.Label.Current} #{other.RecordId}",
        null => $"#{task}",
    };

    /// <summary>Why tasks were refused; what a step asks for reads as in the task itself: "fill in the owner".</summary>
    public string Words(RefusedGroup reason) => string.Join("\n", reason.Refusal.Errors
        .Select(error => reason.Subjects.Count > 0 && About(reason.Subjects[0])?.Form is { } form ? FlowTexts.Missing(_texts, form, error) : _texts.Of(error)).Distinct());

    protected override IReadOnlyList<BatchRun> Mine(Caller person) => Runs.Unseen(person, "");

    protected override bool Owns(BatchRun run) => run.Kind == BatchRunKind.Decide;

    protected override Func<Task>? Finished(BatchRun run)
    {
        finished();
        return null;
    }

    protected override string Nothing(BatchRun run) => BatchWords.Result(_texts, run);

    private TaskSubject? About(long task)
    {
        if (_known != Reasons)
        {
            _known = Reasons;
            _about = Reasons is { } reasons ? reader.About(_caller.Caller, [.. reasons.SelectMany(reason => reason.Subjects)]) : new Dictionary<long, TaskSubject>();
        }
        return _about.GetValueOrDefault(task);
    }
}
