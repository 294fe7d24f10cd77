namespace LowCode.Jobs;

/// <summary>
/// Runs due jobs: leases a batch, then does each in its own transaction together with its completion. Any number of workers may run, on any number of nodes.
/// A worker renews its leases while it works; one that dies loses them after <see cref="Lease"/>, and what it had half done was never committed.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="handlers">What there is for all kinds.</param>
/// <param name="lane">Does the jobs of this lane; those of kinds that nothing handles are in the first one.</param>
public sealed class JobWorker(Workspace workspace, IEnumerable<IJobHandler> handlers, JobLane lane = JobLane.Prompt)
{
    /// <summary>Jobs leased at once.</summary>
    public const int Batch = 50;

    /// <summary>The lease when nothing else is said.</summary>
    public static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(20);

    /// <summary>How long a finishing worker lets the job under way go on.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IJobHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);
    private readonly JobKinds _kinds = new([.. handlers.Where(handler => lane == JobLane.Prompt ? handler.Lane != lane : handler.Lane == lane).Select(handler => handler.Kind)], Except: lane == JobLane.Prompt);
    private readonly string _owner = Guid.NewGuid().ToString("N");

    /// <summary>How long a job is held, unless renewed, before another worker may take it.</summary>
    public TimeSpan Lease { get; init; } = UsualLease;

    /// <summary>Told of each failed try, for the log.</summary>
    public event Action<Job, string>? Failed;

    /// <summary>Runs everything that is due, in order of due time, until nothing is; returns the number of jobs tried. When cancelled it finishes the job under way.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var tried = 0;
        while (!cancel.IsCancellationRequested)
        {
            var claimed = (await workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().Claim(_owner, workspace.Now, Lease, Batch, _kinds), cancel)).Value;
            if (claimed.Count == 0)
                break;
            tried += await RunAsync(claimed, cancel);
        }
        return tried;
    }

    /// <summary>Hands back what is leased and not begun, so that another node need not wait for the leases to end. The worker is of no use after that.</summary>
    public Task<Outcome<int>> ReleaseAsync() => workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().Release(_owner));

    /// <summary>How long the loop may sleep: until a job is due or somebody's lease ends, between 50 ms and 15 s.</summary>
    public TimeSpan Idle()
    {
        var next = workspace.Database.Read(unit => unit.Store<IJobStore>().NextClaim(workspace.Now, _kinds)).Value;
        var wait = next is { } due ? due - workspace.Now : TimeSpan.MaxValue;
        return wait > TimeSpan.FromSeconds(15) ? TimeSpan.FromSeconds(15) : wait < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : wait;
    }

    private async Task<int> RunAsync(IReadOnlyList<Job> claimed, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource();
        using var grace = cancel.Register(() => late.CancelAfter(Grace));
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(over.Token);
        var tried = 0;
        try
        {
            foreach (var job in claimed)
            {
                if (cancel.IsCancellationRequested)
                    break;
                await TryAsync(job, late.Token);
                tried++;
            }
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
        }
        return tried;
    }

    private async Task RenewAsync(CancellationToken over)
    {
        while (true)
        {
            await Task.Delay(Lease / 3, workspace.Clock, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                return;
            try
            {
                await workspace.Database.WriteAsync(unit =>
                {
                    unit.Store<IJobStore>().Renew(_owner, workspace.Now + Lease);
                    return default(Nothing);
                }, CancellationToken.None);
            }
            // The database is away: the next one may get through, else the lease is lost and finishing says so.
            catch (System.Data.Common.DbException)
            {
            }
        }
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
