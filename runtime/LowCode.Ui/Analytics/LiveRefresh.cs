namespace LowCode.Ui.Analytics;

/// <summary>
/// Keeps a screen of numbers fresh: when records of a form it shows have changed, it refreshes once, a few seconds later, however many changed.
/// </summary>
public sealed class LiveRefresh : IDisposable
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly Workspace _workspace;
    private readonly Func<string, bool> _shows;
    private readonly ITimer _timer;
    private int _waiting;

    public LiveRefresh(Workspace workspace, TimeProvider clock, Func<string, bool> shows, Func<Task> refresh)
    {
        (_workspace, _shows) = (workspace, shows);
        _timer = clock.CreateTimer(_ =>
        {
            Interlocked.Exchange(ref _waiting, 0);
            _ = refresh();
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        workspace.Changed += OnChanged;
    }

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _timer.Dispose();
    }

    private void OnChanged(RecordChanged change)
    {
        if (_shows(change.Form) && Interlocked.Exchange(ref _waiting, 1) == 0) _timer.Change(Calm, Timeout.InfiniteTimeSpan);
    }
}
