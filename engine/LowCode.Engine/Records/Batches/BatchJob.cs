using System.Text.Json;
using LowCode.Jobs;

namespace LowCode.Records;

/// <summary>
/// Works on the runs, a portion at a time, so that several go on side by side and a small one doesn't wait for a large one. Each item is done in a unit of its own
/// together with its result, so that whatever is killed in between, none is done twice and none is left out; several units at a time share commits.
/// </summary>
public sealed class BatchJob(Workspace workspace, IEnumerable<IBatchWork> works, JobQueue jobs) : IJobHandler
{
    /// <summary>Most items of one portion.</summary>
    public const int Portion = 400;

    private const string JobKind = "records.batch";
    // As many units as the writer lane likes to commit at once, without keeping a single save waiting for long.
    private const int Wave = 40;
    private const int MostTries = 4;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Long;

    /// <summary>The job for a run's next portion, from this place on.</summary>
    internal static Job For(long run, int from, DateTime now) => new() { Kind = JobKind, DueAt = now, Payload = JsonSerializer.Serialize(new Payload(run, from)), MaxAttempts = MostTries };

    /// <inheritdoc/>
    public async Task<object?> PrepareAsync(Job job, CancellationToken cancel)
    {
        var (id, from) = JsonSerializer.Deserialize<Payload>(job.Payload!)!;
        var began = workspace.Clock.GetTimestamp();
        for (var done = 0; done < Portion && workspace.Clock.GetElapsedTime(began) < Turn && !cancel.IsCancellationRequested;)
        {
            var (run, items) = workspace.Database.Read(unit => (unit.Store<IBatchStore>().Get(id), unit.Store<IBatchStore>().Pending(id, from, Wave))).Value;
            if (run is not { Runs: true } || items.Count == 0)
                return new Left(from, Over: true);
            var outcomes = await Task.WhenAll(items.Select(item => workspace.Database.WriteAsync(unit => Decide(unit, run, item, tells: item == items[^1]), CancellationToken.None)));
            // It was stopped, or another node was faster: that is found out at the next look.
            if (outcomes.All(outcome => outcome.Ok))
                from = items[^1].Position + 1;
            done += items.Count;
        }
        return new Left(from, Over: false);
    }

    /// <inheritdoc/>
    public void Run(IUnit unit, Job job, object? prepared)
    {
        var left = (Left)prepared!;
        var store = unit.Store<IBatchStore>();
        if (store.Get(JsonSerializer.Deserialize<Payload>(job.Payload!)!.Run) is not { Runs: true } run)
            return;
        if (left.Over && store.Pending(run.Id, 0, 1).Count == 0)
            BatchEnd.Write(unit, workspace, jobs, run, BatchRunState.Done);
        else
            jobs.Add(unit, For(run.Id, left.Over ? 0 : left.From, workspace.Now));
    }

    /// <inheritdoc/>
    public void Died(IUnit unit, Job job, string error)
    {
        if (unit.Store<IBatchStore>().Get(JsonSerializer.Deserialize<Payload>(job.Payload!)!.Run) is { } run)
            BatchEnd.Write(unit, workspace, jobs, run, BatchRunState.Failed);
    }

    private Nothing Decide(IUnit unit, BatchRun run, BatchItem item, bool tells)
    {
        var outcome = unit.Part(() => Do(unit, run, item));
        var (state, result) = outcome switch
        {
            { Ok: false } => (BatchItemState.Refused, item),
            { Value: var done } => (done.Changed ? BatchItemState.Changed : BatchItemState.Unchanged, item with { Before = done.Before, After = done.After }),
        };
        if (!unit.Store<IBatchStore>().Decide(run.Id, result, state, outcome.Refusal))
            throw new RefusedException(ErrorKind.Conflict, "records.batch.over", "The run has ended, or somebody else goes on with it.");
        if (tells)
            unit.Tell(new BatchMoved(run.Id, run.UserId));
        return default;
    }

    // The person as they are now: rights that were taken away meanwhile no longer hold.
    private BatchItemDone Do(IUnit unit, BatchRun run, BatchItem item) => workspace.People.User(run.UserId) is { Active: true } user
        ? works.First(work => work.Does(run.Kind)).Do(unit, run, workspace.CallerOf(user, run.Source, run.Language), item)
        : throw new RefusedException(ErrorKind.Forbidden, "records.batch.person", "Whoever asked for it may no longer work here.");

    private sealed record Payload(long Run, int From);

    private sealed record Left(int From, bool Over);
}
