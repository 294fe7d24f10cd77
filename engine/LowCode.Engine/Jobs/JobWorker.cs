namespace LowCode.Jobs;

/// <summary>
/// Runs due jobs: leases a batch, then does each in its own transaction together with its completion. Any number of workers may run, on any number of nodes.
/// A worker that dies loses its lease after a minute; what it had half done was never committed.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="handlers">What there is for all kinds.</param>
/// <param name="callsOut">Does the jobs that wait for other servers (<see cref="IJobHandler.CallsOut"/>), else all others.</param>
public sealed class JobWorker(Workspace workspace, IEnumerable<IJobHandler> handlers, bool callsOut = false)
{
    /// <summary>Jobs leased at once.</summary>
    public const int Batch = 50;

    /// <summary>How long a job is held before another worker may take it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, IJobHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);
    private readonly JobKinds _kinds = new([.. handlers.Where(handler => handler.CallsOut).Select(handler => handler.Kind)], Except: !callsOut);
    private readonly string _owner = Guid.NewGuid().ToString("N");

    /// <summary>Told of each failed try, for the log.</summary>
    public event Action<Job, string>? Failed;

    /// <summary>Runs everything that is due, in order of due time, until nothing is; returns the number of jobs tried.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var tried = 0;
        while (!cancel.IsCancellationRequested)
        {
            var claimed = (await workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().Claim(_owner, workspace.Now, Lease, Batch, _kinds), cancel)).Value;
            foreach (var job in claimed)
                await TryAsync(job, cancel);
            tried += claimed.Count;
            if (claimed.Count == 0)
                break;
        }
        return tried;
    }

    /// <summary>How long the loop may sleep: until the next due job, between 50 ms and 15 s.</summary>
    public TimeSpan Idle()
    {
        var next = workspace.Database.Read(unit => unit.Store<IJobStore>().NextDue(_kinds)).Value;
        var wait = next is { } due ? due - workspace.Now : TimeSpan.MaxValue;
        return wait > TimeSpan.FromSeconds(15) ? TimeSpan.FromSeconds(15) : wait < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : wait;
    }

    private async Task TryAsync(Job job, CancellationToken cancel)
    {
        string? error;
        var lag = workspace.Now - job.DueAt;
        using var span = Telemetry.Spans.StartActivity("job.run")?.SetTag("kind", job.Kind);
        try
        {
            error = await RunAsync(job, cancel);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            error = problem.Message;
        }
        Telemetry.JobRan(job.Kind, lag, error is null);
        if (error is not null)
            await FailAsync(job, error, cancel);
    }

    private async Task<string?> RunAsync(Job job, CancellationToken cancel)
    {
        if (!_handlers.TryGetValue(job.Kind, out var handler))
            return $"Nothing handles jobs of kind '{job.Kind}'.";
        var prepared = await handler.PrepareAsync(job, cancel);
        var outcome = await workspace.Database.WriteAsync(unit =>
        {
            // Completed first: the effect may delete the jobs of what it closes, this one among them.
            if (unit.Store<IJobStore>().Finish(job))
                handler.Run(unit, job, prepared);
            return default(Nothing);
        }, cancel);
        return outcome.Refusal?.ToString();
    }

    private async Task FailAsync(Job job, string error, CancellationToken cancel)
    {
        Failed?.Invoke(job, error);
        var dead = job.Attempts >= job.MaxAttempts;
        await workspace.Database.WriteAsync(unit =>
        {
            unit.Store<IJobStore>().Fail(job, error, dead ? null : workspace.Now + Backoff(job));
            if (dead && _handlers.TryGetValue(job.Kind, out var handler))
                handler.Died(unit, job, error);
            return default(Nothing);
        }, cancel);
    }

    // 10 s, 40 s, 160 s ... with a fifth of spread, the same for the same job and attempt.
    private static TimeSpan Backoff(Job job)
    {
        var spread = (job.Id * 7919 + job.Attempts * 104729) % 400 / 1000.0 - 0.2;
        return TimeSpan.FromSeconds(10 * Math.Pow(4, job.Attempts - 1) * (1 + spread));
    }
}
