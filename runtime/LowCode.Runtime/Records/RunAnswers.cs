using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Records;

/// <summary>What is answered of a run over many records or tasks.</summary>
internal static class RunAnswers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A small run is waited for; of a large one, or when that is preferred, it is said where to ask: under <paramref name="path"/>.</summary>
    internal static async Task<IResult> AnswerAsync(Outcome<BatchRun> asked, string path, Caller caller, BatchRuns runs, HttpContext context)
    {
        if (asked.Refusal is { } refusal)
            return ApiResults.Problem(refusal);
        var run = asked.Value;
        var leaves = run.IsLarge || context.Request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase);
        if (!leaves)
            run = await runs.WaitAsync(run, Patience, context.RequestAborted);
        return run.Runs ? Results.Accepted($"{path}/{run.Id}", Shape(run)) : Results.Ok(Report(caller, runs, run, -1, 100));
    }

    internal static RunBody Shape(BatchRun run) => new(run.Id, run.Word, run.State, run.Total, run.Changed, run.Unchanged, run.Refused, run.Undoes, run.AskedAt, run.EndedAt);

    internal static RunBody Report(Caller caller, BatchRuns runs, BatchRun run, int after, int limit)
    {
        // As far as a page goes at most: asked for more, the page would look like the last one.
        limit = Math.Clamp(limit, 1, BatchRuns.MostRefused);
        var page = runs.Refused(caller, run.Id, after, limit).Value;
        return Shape(run) with
        {
            Refusals = [.. page.Select(item => new RefusedBody(item.Subject, (int)item.Refusal.Kind, item.Refusal.Errors))],
            Next = page.Count == limit ? page[^1].Position : null,
        };
    }

    /// <summary>A run; its refused items only where it is asked for alone.</summary>
    internal sealed record RunBody(long Id, string Op, BatchRunState State, int Total, int Changed, int Unchanged, int Refused, long? Undoes, DateTime AskedAt, DateTime? EndedAt,
        IReadOnlyList<RefusedBody>? Refusals = null, int? Next = null);

    internal sealed record RefusedBody(long Id, int Status, IReadOnlyList<Error> Errors);
}
