using LowCode.Notifications;
using LowCode.Records;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Shell;

/// <summary>What happens in the workspace, told to the screens of one circuit in their own language.</summary>
public sealed class LiveChanges : IDisposable
{
    private readonly Workspace _workspace;
    private readonly Inbox _inbox;
    private readonly BatchRuns _batches;
    private readonly ScreenLanguage _language = new();

    public LiveChanges(Workspace workspace, Inbox inbox, BatchRuns batches)
    {
        (_workspace, _inbox, _batches) = (workspace, inbox, batches);
        workspace.Changed += OnChanged;
        workspace.Database.Told += OnTold;
        inbox.Arrived += OnArrived;
        batches.Moved += OnMoved;
    }

    /// <summary>As <see cref="Workspace.Changed"/>.</summary>
    public event Action<RecordChanged>? Changed;

    /// <summary>Something was published, or people have changed, on whatever node.</summary>
    public event Action? Moved;

    /// <summary>As <see cref="Inbox.Arrived"/>.</summary>
    public event Action<IReadOnlyCollection<long>>? Arrived;

    /// <summary>As <see cref="BatchRuns.Moved"/>.</summary>
    public event Action<long>? Batches;

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _workspace.Database.Told -= OnTold;
        _inbox.Arrived -= OnArrived;
        _batches.Moved -= OnMoved;
    }

    private void OnChanged(RecordChanged change) => _language.Hear(() => Changed?.Invoke(change));

    private void OnTold(News news)
    {
        if (news is WorkspaceMoved)
            _language.Hear(() => Moved?.Invoke());
    }

    private void OnArrived(IReadOnlyCollection<long> people) => _language.Hear(() => Arrived?.Invoke(people));

    private void OnMoved(long person) => _language.Hear(() => Batches?.Invoke(person));
}
