using System.Globalization;
using LowCode.Notifications;

namespace LowCode.Ui.Shell;

/// <summary>
/// What happens in the workspace, told to the screens of one circuit in their own language: the thread on which it happens has another one, or none,
/// and what a screen draws because of it would come out in that.
/// </summary>
public sealed class LiveChanges : IDisposable
{
    private readonly Workspace _workspace;
    private readonly Inbox _inbox;
    private readonly (CultureInfo Formats, CultureInfo Texts) _language = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public LiveChanges(Workspace workspace, Inbox inbox)
    {
        (_workspace, _inbox) = (workspace, inbox);
        workspace.Changed += OnChanged;
        inbox.Arrived += OnArrived;
    }

    /// <summary>As <see cref="Workspace.Changed"/>.</summary>
    public event Action<RecordChanged>? Changed;

    /// <summary>As <see cref="Inbox.Arrived"/>.</summary>
    public event Action<IReadOnlyCollection<long>>? Arrived;

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _inbox.Arrived -= OnArrived;
    }

    private void OnChanged(RecordChanged change) => Tell(() => Changed?.Invoke(change));

    private void OnArrived(IReadOnlyCollection<long> people) => Tell(() => Arrived?.Invoke(people));

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
