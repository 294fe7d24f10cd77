using LowCode.People;
using LowCode.Records;

namespace LowCode.Notifications;

/// <summary>The inbox inside the product: features send into it, screens list it and listen for what arrives.</summary>
public sealed class Inbox
{
    private readonly Workspace _workspace;
    private readonly MailQueue? _mail;

    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 100;

    /// <param name="workspace">The workspace.</param>
    /// <param name="mail">Mails what arrives to those who want it; null: nothing is mailed.</param>
    public Inbox(Workspace workspace, MailQueue? mail = null)
    {
        (_workspace, _mail) = (workspace, mail);
        workspace.Database.Told += Hear;
    }

    /// <summary>Raised after the commit with the people who got something or whose tasks are others now; handlers must be quick and must not throw.</summary>
    public event Action<IReadOnlyCollection<long>>? Arrived;

    /// <summary>Sends entries within a unit; people that don't exist or are inactive get none.</summary>
    public void Send(IUnit unit, IReadOnlyCollection<Notification> notifications)
    {
        var store = unit.Store<INotificationStore>();
        var reached = new HashSet<long>();
        foreach (var notification in notifications.Where(each => _workspace.People.User(each.UserId) is { Active: true }))
        {
            var id = store.Add(notification);
            _mail?.Add(unit, notification with { Id = id });
            reached.Add(notification.UserId);
        }
        foreach (var user in reached)
            unit.Tell(new InboxChanged(user));
    }

    /// <summary>The caller's entries, newest first; <paramref name="before"/> is the last id of the page before.</summary>
    public Outcome<IReadOnlyList<Notification>> List(Caller caller, bool unreadOnly = false, long before = long.MaxValue, int limit = 30) =>
        _workspace.Database.Read(unit => unit.Store<INotificationStore>().List(caller.Id, unreadOnly, before, Math.Clamp(limit, 1, MaxPage)));

    /// <summary>Number of the caller's unread entries; stops at 100.</summary>
    public Outcome<int> Unread(Caller caller) => _workspace.Database.Read(unit => unit.Store<INotificationStore>().Unread(caller.Id, 100));

    /// <summary>Marks entries as read; null for all.</summary>
    public Task<Outcome<Nothing>> MarkReadAsync(Caller caller, IReadOnlyCollection<long>? ids, CancellationToken cancel = default) =>
        _workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Store<INotificationStore>().MarkRead(caller.Id, ids, _workspace.Now);
            unit.Tell(new InboxChanged(caller.Id));
            return default(Nothing);
        }, cancel);

    private void Hear(News news)
    {
        if (news is InboxChanged { UserId: var user })
            Arrived?.Invoke([user]);
        else if (news is NewsMissed)
            Arrived?.Invoke([.. _workspace.People.Users.Select(each => each.Id)]);
    }
}
