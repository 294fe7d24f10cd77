using LowCode.Flows;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Records;

namespace LowCode.Runtime.Flows;

/// <summary><c>/api/tasks/batch</c>: one decision on many tasks as a run that goes on by itself, told as changes of many records are (<see cref="BatchesApi"/>).</summary>
public static class TaskBatchApi
{
    private const string Path = "/api/tasks/batch";

    public static WebApplication MapTaskBatches(this WebApplication app)
    {
        var batches = app.MapGroup(Path).WithTags("Flows");
        batches.MapPost("/", async (TasksRequest request, Caller caller, TaskBatch batch, BatchRuns runs, HttpContext context) =>
            await RunAnswers.AnswerAsync(await batch.AskAsync(caller, new TaskDecision(request.Action ?? "", request.Comment, request.To), request.Ids ?? [], IdempotencyKey.Of(context), context.RequestAborted), Path, caller, runs, context))
            .WithSummary("approve, submit, reject or transfer many tasks, each for itself.")
            .WithDescription("Each task is decided as if alone, with the caller's rights by then; it goes on after a closed connection or a restart, each task once. Up to 50 tasks are waited for (200); "
                + "else, or with `Prefer: respond-async`, 202 and a Location to ask. Takes Idempotency-Key. Decisions are not taken back together.");
        batches.MapGet("/", (Caller caller, BatchRuns runs) => Results.Ok(new { items = runs.Recent(caller, "").Select(RunAnswers.Shape) })).WithSummary("Decisions on many tasks in the last 30 days, newest first: one's own, for administrators all.");
        batches.MapGet("/{run:long}", (long run, Caller caller, BatchRuns runs, int after = -1, int limit = 100) => Found(caller, runs, run).ToResult(found => RunAnswers.Report(caller, runs, found, after, limit)))
            .WithSummary("How far it is, and which tasks were refused, a page at a time.");
        batches.MapPost("/{run:long}/cancel", async (long run, Caller caller, BatchRuns runs, CancellationToken cancel) =>
            Found(caller, runs, run).Refusal is { } unknown ? ApiResults.Problem(unknown) : (await runs.CancelAsync(caller, run, cancel)).ToResult(RunAnswers.Shape)).WithSummary("Stop it; what is decided stays decided.");
        batches.MapPost("/{run:long}/retry", async (long run, Caller caller, BatchRuns runs, HttpContext context) =>
            Found(caller, runs, run).Refusal is { } unknown ? ApiResults.Problem(unknown) : await RunAnswers.AnswerAsync(await runs.RetryAsync(caller, run, context.RequestAborted), Path, caller, runs, context))
            .WithSummary("Try once more what was refused or left over; another run.");
        return app;
    }

    private static Outcome<BatchRun> Found(Caller caller, BatchRuns runs, long run) =>
        runs.Find(caller, run) is { Ok: true, Value: { Kind: BatchRunKind.Decide } found } ? found : new Refusal(ErrorKind.NotFound, "records.batch.unknown", $"There is no run {run} of yours over tasks.");
}
