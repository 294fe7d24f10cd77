using LowCode.People;

namespace LowCode.Flows;

/// <summary>The same decision on several tasks, each for itself: one that is refused doesn't hold up the others.</summary>
public sealed class TaskBatch(FlowRunner runner)
{
    /// <summary>Most tasks of one batch.</summary>
    public const int Most = 100;

    /// <summary>Decides one task after another, in the given order, each id once.</summary>
    /// <param name="caller">Whose tasks they are.</param>
    /// <param name="tasks">Ids.</param>
    /// <param name="decision">The command for a task.</param>
    /// <param name="done">Called after each task, for showing how far it is.</param>
    /// <param name="cancel">Ends the work between two tasks; what is decided stays so.</param>
    public async Task<IReadOnlyList<BatchResult>> RunAsync(Caller caller, IEnumerable<long> tasks, Func<long, FlowCommand> decision, Action<BatchResult>? done = null, CancellationToken cancel = default)
    {
        var results = new List<BatchResult>();
        foreach (var task in tasks.Distinct())
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = await runner.ExecuteAsync(caller, decision(task), cancel);
            results.Add(new BatchResult(task, outcome.Refusal));
            done?.Invoke(results[^1]);
        }
        return results;
    }
}

/// <summary>What became of one task of a batch; <paramref name="Refusal"/> null: decided.</summary>
public sealed record BatchResult(long TaskId, Refusal? Refusal);
