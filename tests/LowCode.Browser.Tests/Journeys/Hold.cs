using LowCode.Jobs;
using LowCode.Records;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>Long work that waits until it is released, and with it all other long work of the host that it was registered in.</summary>
internal sealed class Hold : IJobHandler
{
    private readonly TaskCompletionSource _holds = new(TaskCreationOptions.RunContinuationsAsynchronously), _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => "test.hold";

    public JobLane Lane => JobLane.Long;

    public async Task BeginAsync(TestHost host)
    {
        _ = (await host.Workspace.Database.WriteAsync(unit =>
        {
            host.Services.GetRequiredService<JobQueue>().Add(unit, new Job { Kind = Kind, DueAt = host.Workspace.Now });
            return default(Nothing);
        })).Value;
        await _holds.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Release() => _released.TrySetResult();

    public async Task<object?> PrepareAsync(Job job, CancellationToken cancel)
    {
        _holds.TrySetResult();
        await _released.Task.WaitAsync(cancel);
        return null;
    }

    public void Run(IUnit unit, Job job, object? prepared)
    {
    }
}
