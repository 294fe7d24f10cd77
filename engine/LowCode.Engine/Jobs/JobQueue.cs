using System.Threading.Channels;
using LowCode.Records;

namespace LowCode.Jobs;

/// <summary>Where features put work that is due later, and what wakes the worker when something may be due now.</summary>
public sealed class JobQueue(Workspace workspace)
{
    private readonly Channel<byte> _signal = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Adds a job within a unit; the worker is woken after the commit.</summary>
    public void Add(IUnit unit, Job job)
    {
        unit.Store<IJobStore>().Add(job, workspace.Now);
        unit.AfterCommit(Wake);
    }

    /// <summary>Wakes the worker.</summary>
    public void Wake() => _signal.Writer.TryWrite(0);

    /// <summary>Waits until woken, at most this long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        var woken = _signal.Reader.WaitToReadAsync(cancel).AsTask();
        await Task.WhenAny(woken, Task.Delay(atMost, workspace.Clock, cancel));
        _signal.Reader.TryRead(out _);
    }
}
