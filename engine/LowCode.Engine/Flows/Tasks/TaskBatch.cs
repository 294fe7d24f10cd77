using System.Text.Json;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>
/// The same decision on several tasks, as a run that goes on by itself (<see cref="BatchRuns"/>): each task is decided by the same command and with the same rights as
/// alone, in a unit of its own. One that is refused doesn't hold up the others, and none is taken back together with others.
/// </summary>
public sealed class TaskBatch(BatchRuns runs)
{
    /// <summary>Asks for a run over these tasks in this order, each once. The same <paramref name="key"/> again gives the run that it began.</summary>
    public async Task<Outcome<BatchRun>> AskAsync(Caller caller, TaskDecision decision, IEnumerable<long> tasks, string? key = null, CancellationToken cancel = default)
    {
        var ids = tasks.Distinct().ToList();
        if (decision.Problem(ids) is { } problem)
            return problem;
        return await runs.BeginAsync(caller, runs.New(caller, "", BatchRunKind.Decide) with { Decision = decision.Action, Change = decision.Write() }, ids, key, cancel);
    }
}

/// <summary>A decision that says the same for each task.</summary>
/// <param name="Action"><c>approve</c>, <c>submit</c>, <c>reject</c> or <c>transfer</c>; <c>reassign</c> by a manager of the flow.</param>
/// <param name="Comment">Said with each; null for nothing.</param>
/// <param name="To">The new assignee, where it goes to another one.</param>
public sealed record TaskDecision(string Action, string? Comment = null, long? To = null)
{
    /// <summary>The decisions that many tasks can take.</summary>
    public static IReadOnlyList<string> Actions { get; } = [FlowButtons.Approve, FlowButtons.Submit, FlowButtons.Reject, FlowButtons.Transfer, Reassign];

    /// <summary>A manager of the flow gives the task to somebody else.</summary>
    public const string Reassign = "reassign";

    /// <summary>The command for one of the tasks.</summary>
    internal FlowCommand For(long task) => Action switch
    {
        FlowButtons.Approve => new Approve(task, Comment),
        FlowButtons.Submit => new Submit(task, Comment),
        FlowButtons.Reject => new Reject(task, Comment),
        Reassign => new Reassign(task, To!.Value, Comment),
        _ => new Transfer(task, To!.Value, Comment),
    };

    internal string Write() => JsonSerializer.Serialize(new Said(Comment, To), JsonSerializerOptions.Web);

    internal static TaskDecision Read(BatchRun run)
    {
        var said = JsonSerializer.Deserialize<Said>(run.Change!, JsonSerializerOptions.Web)!;
        return new TaskDecision(run.Decision!, said.Comment, said.To);
    }

    internal Refusal? Problem(IReadOnlyCollection<long> tasks) =>
        !Actions.Contains(Action) ? new Refusal(ErrorKind.Malformed, "http.value", $"Expected one of {string.Join(", ", Actions)}.", "action")
        : Action is FlowButtons.Transfer or Reassign && To is null ? new Refusal(ErrorKind.Malformed, "http.value", "Expected the id of a user.", "to")
        : tasks.Count == 0 ? new Refusal(ErrorKind.Malformed, "http.value", "Expected at least one id.", "ids")
        : tasks.Count > BatchRuns.MaxRecords ? BatchRuns.TooMany()
        : null;

    private sealed record Said(string? Comment, long? To);
}
