using LowCode.Notifications;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Shell;

/// <summary>What happens in the workspace, told to the screens of one circuit in their own language.</summary>
public sealed class LiveChanges : IDisposable
{
    // A decision over a thousand tasks is a thousand pieces of news to whoever has the next step.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    private readonly Workspace _workspace;
    private readonly Inbox _inbox;
    private readonly BatchRuns _batches;
    private readonly CurrentCaller _caller;
    private readonly ScreenLanguage _language = new();
    private readonly Breather _arrivals;

    public LiveChanges(Workspace workspace, Inbox inbox, BatchRuns batches, CurrentCaller caller)
    {
        (_workspace, _inbox, _batches, _caller) = (workspace, inbox, batches, caller);
        _arrivals = new Breather(workspace.Clock, Breath, () => _language.Hear(() => Arrived?.Invoke()));
        workspace.Changed += OnChanged;
        workspace.Database.Told += OnTold;
        inbox.Arrived += OnArrived;
        batches.Moved += OnMoved;
    }

    /// <summary>As <see cref="Workspace.Changed"/>.</summary>
    public event Action<RecordChanged>? Changed;

    /// <summary>Something was published, or people have changed, on whatever node.</summary>
    public event Action? Moved;

    /// <summary>Something has come for the person of this screen, or their tasks are others now: at once, but what comes in a row is told together.</summary>
    public event Action? Arrived;

    /// <summary>As <see cref="BatchRuns.Moved"/>.</summary>
    public event Action<long>? Batches;

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _workspace.Database.Told -= OnTold;
        _inbox.Arrived -= OnArrived;
        _batches.Moved -= OnMoved;
        _arrivals.Dispose();
    }

    private void OnChanged(RecordChanged change) => _language.Hear(() => Changed?.Invoke(change));

    private void OnTold(News news)
    {
        if (news is WorkspaceMoved)
            _language.Hear(() => Moved?.Invoke());
    }

    private void OnArrived(IReadOnlyCollection<long> people)
    {
        if (_caller.Find() is { } caller && people.Contains(caller.Id))
            _arrivals.Hear();
    }

    private void OnMoved(long person) => _language.Hear(() => Batches?.Invoke(person));
}
