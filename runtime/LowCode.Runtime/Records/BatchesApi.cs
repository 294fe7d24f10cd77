using System.Text.Json;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Records;

/// <summary>
/// <c>/api/forms/{form}/records/batch</c>: some operations in one request, or one change of many records as a run that goes on by itself, whatever becomes of
/// the request. A small run is waited for (200); a large one, or with <c>Prefer: respond-async</c> any, is answered at once (202) with where to look.
/// </summary>
public static class BatchesApi
{
    private const string Path = "/api/forms/{form}/records/batch";

    public static WebApplication MapBatches(this WebApplication app)
    {
        var batches = app.MapGroup(Path).WithTags("Records");
        batches.MapPost("/", PostAsync)
            .WithSummary("Many operations, all or nothing or each by itself; or one change of many records.")
            .WithDescription("With `operations`: up to 500, done within the request. With `change`: the same values for (or the deletion of) the records named by `ids`, or all that match "
                + "`filter`, `search` and `view` now, up to 100,000; it goes on after a closed connection or a restart, each record once. Up to 50 records are waited for (200); else, or with "
                + "`Prefer: respond-async`, 202 and a Location to ask. A change takes Idempotency-Key.");
        batches.MapGet("/", (string form, Caller caller, BatchRuns runs) => Results.Ok(new { items = runs.Recent(caller, form).Select(RunAnswers.Shape) })).WithSummary("Changes of many records in the last 30 days, newest first: one's own, for administrators all.");
        batches.MapGet("/{run:long}", (string form, long run, Caller caller, BatchRuns runs, int after = -1, int limit = 100) => Found(caller, runs, form, run).ToResult(found => RunAnswers.Report(caller, runs, found, after, limit)))
            .WithSummary("How far a change of many records is, and which records were refused, a page at a time.");
        batches.MapPost("/{run:long}/cancel", async (string form, long run, Caller caller, BatchRuns runs, CancellationToken cancel) =>
            Found(caller, runs, form, run).Refusal is { } unknown ? ApiResults.Problem(unknown) : (await runs.CancelAsync(caller, run, cancel)).ToResult(RunAnswers.Shape)).WithSummary("Stop it; what was done stays done.");
        batches.MapPost("/{run:long}/undo", (string form, long run, Caller caller, BatchRuns runs, HttpContext context) => FollowAsync(runs.UndoAsync, form, run, caller, runs, context))
            .WithSummary("Take back what it has changed, but for records that were changed since; another run.");
        batches.MapPost("/{run:long}/retry", (string form, long run, Caller caller, BatchRuns runs, HttpContext context) => FollowAsync(runs.RetryAsync, form, run, caller, runs, context))
            .WithSummary("Try once more what was refused or left over; another run.");
        return app;
    }

    private static async Task<IResult> PostAsync(string form, BatchBody body, Caller caller, Workspace workspace, RecordBatch batch, BatchRuns runs, HttpContext context)
    {
        if (body.Operations is null == body.Change is null)
            return ApiResults.Problem(ErrorKind.Malformed, "records.batch.body", "Give either operations or a change.");
        if (body.Change is { } wanted)
            return await RunAnswers.AnswerAsync(await runs.AskAsync(caller, wanted.ToChange(form, workspace, caller), IdempotencyKey.Of(context), context.RequestAborted), PathOf(form), caller, runs, context);

        var target = workspace.Catalog.Form(form);
        var operations = body.Operations!.Select(operation => new BatchOperation(operation.Op, operation.Id, operation.Version,
            operation.Op == BatchKind.Delete ? null : RecordInput.Parse(target, operation.Values))).ToList();
        return (await batch.RunAsync(caller, form, operations, body.Mode == BatchMode.All, context.RequestAborted)).ToResult(results => new
        {
            results = results.Select(result => result.Saved is { } saved
                ? (object)new { ok = true, saved.Id, saved.Version }
                : new { ok = false, status = (int)result.Refusal!.Kind, errors = result.Refusal.Errors }),
        });
    }

    private static async Task<IResult> FollowAsync(Func<Caller, long, CancellationToken, Task<Outcome<BatchRun>>> ask, string form, long run, Caller caller, BatchRuns runs, HttpContext context) =>
        Found(caller, runs, form, run).Refusal is { } unknown ? ApiResults.Problem(unknown) : await RunAnswers.AnswerAsync(await ask(caller, run, context.RequestAborted), PathOf(form), caller, runs, context);

    private static string PathOf(string form) => $"/api/forms/{form}/records/batch";

    private static Outcome<BatchRun> Found(Caller caller, BatchRuns runs, string form, long run) =>
        runs.Find(caller, run) is { Ok: true, Value: var found } && found.Form == form ? found : new Refusal(ErrorKind.NotFound, "records.batch.unknown", $"There is no run {run} of yours over '{form}'.");

    internal sealed record BatchBody(IReadOnlyList<BatchItem>? Operations = null, BatchMode Mode = BatchMode.All, ChangeBody? Change = null);

    internal sealed record BatchItem(BatchKind Op, long? Id = null, long? Version = null, JsonElement Values = default);

    /// <summary>The same for many: <c>{"op":"update","filter":"stage == \"open\"","values":{"stage":"won"}}</c>.</summary>
    internal sealed record ChangeBody(BatchKind Op, IReadOnlyList<long>? Ids = null, JsonElement Filter = default, string? Search = null, string? View = null, IReadOnlyList<long>? Except = null, JsonElement Values = default)
    {
        internal BatchChange ToChange(string form, Workspace workspace, Caller caller)
        {
            var condition = RecordQueryBody.Condition(Filter, workspace, caller);
            if (Op == BatchKind.Create)
                throw new RefusedException(ErrorKind.Malformed, "records.batch.op", "A change updates or deletes.", "change.op");
            // All records of a form are meant only by who says so.
            if (Ids is null && condition is null && Search is null && View is null)
                throw new RefusedException(ErrorKind.Malformed, "records.batch.which", "Say which records: ids, or a filter, search or view; the filter \"true\" means all.", "change");
            return new BatchChange
            {
                Form = form,
                Ids = Ids,
                Matching = Ids is null ? RecordQueryBody.Make(form, condition, [], null, Search, View, null, null, null, null, false) : null,
                Except = (Except ?? []).ToHashSet(),
                Edits = Op == BatchKind.Delete ? null : RecordInput.Parse(workspace.Catalog.Form(form), Values),
            };
        }
    }

    internal enum BatchMode
    {
        All,
        Each,
    }
}
