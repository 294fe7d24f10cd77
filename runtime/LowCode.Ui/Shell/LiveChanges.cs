using System.Globalization;
using LowCode.Notifications;
using LowCode.Records;

namespace LowCode.Ui.Shell;

/// <summary>
/// What happens in the workspace, told to the screens of one circuit in their own language: the thread on which it happens has another one, or none,
/// and what a screen draws because of it would come out in that.
/// </summary>
public sealed class LiveChanges : IDisposable
{
    private readonly Workspace _workspace;
    private readonly Inbox _inbox;
    private readonly BatchRuns _batches;
    private readonly (CultureInfo Formats, CultureInfo Texts) _language = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public LiveChanges(Workspace workspace, Inbox inbox, BatchRuns batches)
    {
        (_workspace, _inbox, _batches) = (workspace, inbox, batches);
        workspace.Changed += OnChanged;
        inbox.Arrived += OnArrived;
        batches.Moved += OnMoved;
    }

    /// <summary>As <see cref="Workspace.Changed"/>.</summary>
    public event Action<RecordChanged>? Changed;

    /// <summary>As <see cref="Inbox.Arrived"/>.</summary>
    public event Action<IReadOnlyCollection<long>>? Arrived;

    /// <summary>As <see cref="BatchRuns.Moved"/>.</summary>
    public event Action<long>? Batches;

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _inbox.Arrived -= OnArrived;
        _batches.Moved -= OnMoved;
    }

    private void OnChanged(RecordChanged change) => Tell(() => Changed?.Invoke(change));

    private void OnArrived(IReadOnlyCollection<long> people) => Tell(() => Arrived?.Invoke(people));

    private void OnMoved(long person) => Tell(() => Batches?.Invoke(person));

    private void Tell(Action tell)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _language;
        try
        {
            tell();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
