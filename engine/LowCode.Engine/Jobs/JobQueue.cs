using LowCode.Records;

namespace LowCode.Jobs;

/// <summary>Where features put work that is due later, and what wakes the workers when something may be due now.</summary>
public sealed class JobQueue(Workspace workspace)
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next wake. Take it before looking for jobs: what comes while looking is not missed then.</summary>
    public Task Woken => Volatile.Read(ref _next).Task;

    /// <summary>Adds a job within a unit; the workers are woken after the commit.</summary>
    public void Add(IUnit unit, Job job)
    {
        unit.Store<IJobStore>().Add(job, workspace.Now);
        unit.AfterCommit(Wake);
    }

    /// <summary>Wakes the workers.</summary>
    public void Wake() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Waits until <paramref name="woken"/> completes, at most this long.</summary>
    public async Task WaitAsync(Task woken, TimeSpan atMost, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(woken, Task.Delay(atMost, workspace.Clock, enough.Token));
        await enough.CancelAsync();
    }
}
