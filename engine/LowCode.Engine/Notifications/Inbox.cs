using LowCode.People;
using LowCode.Records;

namespace LowCode.Notifications;

/// <summary>The inbox inside the product: features send into it, screens list it and listen for what arrives.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="mail">Mails what arrives to those who want it; null: nothing is mailed.</param>
public sealed class Inbox(Workspace workspace, MailQueue? mail = null)
{
    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 100;

    /// <summary>Raised after the commit with the people who got something; handlers must be quick and must not throw.</summary>
    public event Action<IReadOnlyCollection<long>>? Arrived;

    /// <summary>Sends entries within a unit; people that don't exist or are inactive get none.</summary>
    public void Send(IUnit unit, IReadOnlyCollection<Notification> notifications)
    {
        var store = unit.Store<INotificationStore>();
        var reached = new HashSet<long>();
        foreach (var notification in notifications.Where(each => workspace.People.User(each.UserId) is { Active: true }))
        {
            var id = store.Add(notification);
            mail?.Add(unit, notification with { Id = id });
            reached.Add(notification.UserId);
        }
        if (reached.Count > 0)
            unit.AfterCommit(() => Arrived?.Invoke(reached));
    }

    /// <summary>The caller's entries, newest first; <paramref name="before"/> is the last id of the page before.</summary>
    public Outcome<IReadOnlyList<Notification>> List(Caller caller, bool unreadOnly = false, long before = long.MaxValue, int limit = 30) =>
        workspace.Database.Read(unit => unit.Store<INotificationStore>().List(caller.Id, unreadOnly, before, Math.Clamp(limit, 1, MaxPage)));

    /// <summary>Number of the caller's unread entries; stops at 100.</summary>
    public Outcome<int> Unread(Caller caller) => workspace.Database.Read(unit => unit.Store<INotificationStore>().Unread(caller.Id, 100));

    /// <summary>Marks entries as read; null for all.</summary>
    public async Task<Outcome<Nothing>> MarkReadAsync(Caller caller, IReadOnlyCollection<long>? ids, CancellationToken cancel = default)
    {
        var outcome = await workspace.Database.WriteAsync(unit =>
        {
            unit.Store<INotificationStore>().MarkRead(caller.Id, ids, workspace.Now);
            return default(Nothing);
        }, cancel);
        if (outcome.Ok)
            Arrived?.Invoke([caller.Id]);
        return outcome;
    }
}
