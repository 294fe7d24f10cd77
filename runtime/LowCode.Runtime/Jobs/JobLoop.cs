using LowCode.Jobs;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Jobs;

/// <summary>Runs due jobs for as long as the host lives: at once when woken, else when the next one is due. Each lane (<see cref="JobLane"/>) runs beside the others.</summary>
public sealed class JobLoop(IEnumerable<IJobHandler> handlers, JobQueue queue, Workspace workspace, WorkspaceLoading loading, ProductSettings settings, ILogger<JobLoop> log) : BackgroundService
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private DateTime _purgedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await loading.SucceedsAsync())
            return;
        // Whoever held a lease on an embedded database died with the process before this one: nobody need wait until it ends.
        if (!settings.IsShared)
            await workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().ReleaseAll(), stoppingToken);
        await Task.WhenAll(Enum.GetValues<JobLane>().Select(lane => RunAsync(NewWorker(lane), stoppingToken)));
    }

    private JobWorker NewWorker(JobLane lane) => new(workspace, handlers, lane) { Lease = TimeSpan.FromSeconds(Math.Max(1, settings.JobLeaseSeconds)) };

    private async Task RunAsync(JobWorker worker, CancellationToken stoppingToken)
    {
        await LoopAsync(worker, stoppingToken);
        try
        {
            await worker.ReleaseAsync();
        }
        catch (System.Data.Common.DbException problem)
        {
            log.LogWarning(problem, "The leases of jobs could not be handed back; they end by themselves");
        }
    }

    private async Task LoopAsync(JobWorker worker, CancellationToken stoppingToken)
    {
        worker.Failed += (job, error) => log.LogWarning("Job {Id} ({Kind}), try {Attempt} of {Most}, failed: {Error}", job.Id, job.Kind, job.Attempts, job.MaxAttempts, error);
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = queue.Woken;
            try
            {
                await worker.RunDueAsync(stoppingToken);
                await PurgeAsync(stoppingToken);
                await queue.WaitAsync(woken, worker.Idle(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // A database that is away for a moment must not end the loop for ever.
            catch (Exception problem)
            {
                log.LogError(problem, "The job loop stumbled; it goes on in a moment");
                await Task.Delay(AfterFailure, workspace.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PurgeAsync(CancellationToken cancel)
    {
        if (workspace.Now - _purgedAt < TimeSpan.FromHours(1))
            return;
        _purgedAt = workspace.Now;
        await workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().Purge(workspace.Now - Keep) + unit.Store<IBatchStore>().Purge(workspace.Now.AddDays(-BatchRuns.KeptDays)), cancel);
    }
}
