using System.Diagnostics;
using LowCode.Records;

namespace LowCode.Runtime.Operations;

/// <summary>
/// The workspace's database, watched: how long writes wait and take, whether the last one failed, and a span for each in the trace of the request that asked,
/// although another thread writes it.
/// </summary>
public sealed class MeasuredDatabase(IWorkspaceDatabase inner) : IWorkspaceDatabase
{
    public event Action<News>? Told { add => inner.Told += value; remove => inner.Told -= value; }

    /// <summary>Why the last write failed; null when it was committed or refused.</summary>
    public Exception? LastFailure { get; private set; }

    public Outcome<T> Read<T>(Func<IUnit, T> work) => inner.Read(work);

    public async Task<Outcome<T>> WriteAsync<T>(Func<IUnit, T> work, CancellationToken cancel = default)
    {
        var asked = Stopwatch.GetTimestamp();
        using var span = Telemetry.Spans.StartActivity("store.write");
        try
        {
            var outcome = await inner.WriteAsync(unit =>
            {
                Telemetry.Began(asked);
                var before = Activity.Current;
                Activity.Current = span;
                try
                {
                    return work(unit);
                }
                finally
                {
                    Activity.Current = before;
                }
            }, cancel);
            LastFailure = null;
            Telemetry.Ended(asked, failed: false);
            return outcome;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LastFailure = failure;
            span?.SetStatus(ActivityStatusCode.Error);
            Telemetry.Ended(asked, failed: true);
            throw;
        }
    }
}
