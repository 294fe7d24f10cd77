using LowCode.Ui.Components;

namespace LowCode.Ui.Notifications;

/// <summary>One thing that has come: what it says and where it leads.</summary>
public sealed record PieceOfNews(long Id, string Text, Func<Task> Open);

/// <summary>
/// Tells a person of what comes: one thing in its own words, several at once as a number, and when they don't stop coming as one message that goes on counting
/// instead of a pile of them. Knows no screen.
/// </summary>
public sealed class ToldNews(Toasts toasts, Func<int, string> several, Func<Task> openAll)
{
    private const int MostAtOnce = 3;
    private readonly Dictionary<long, IReadOnlyList<long>> _told = [];

    /// <summary>Tells what has come.</summary>
    public void Tell(IReadOnlyList<PieceOfNews> news)
    {
        if (news.Count == 0)
            return;
        var shown = toasts.Shown.Where(toast => _told.ContainsKey(toast.Id)).SelectMany(toast => _told[toast.Id]).ToList();
        if (shown.Count + news.Count > MostAtOnce)
            Forget(new HashSet<long>());
        else
            shown = [];
        if (shown.Count == 0 && news is [var one])
            _told[toasts.News(one.Text, one.Open)] = [one.Id];
        else
            _told[toasts.News(several(shown.Count + news.Count), openAll)] = [.. shown, .. news.Select(item => item.Id)];
    }

    /// <summary>What is not <paramref name="unread"/> any more is no news.</summary>
    public void Forget(IReadOnlySet<long> unread)
    {
        foreach (var (toast, _) in _told.Where(told => !told.Value.Any(unread.Contains)).ToList())
        {
            _told.Remove(toast);
            toasts.Close(toast);
        }
    }
}
