namespace LowCode.Notifications;

/// <summary>Reads and writes inboxes; one unit of work.</summary>
public interface INotificationStore
{
    /// <summary>Adds an entry; returns its id.</summary>
    long Add(Notification notification);

    /// <summary>A person's entries, newest first, below this id.</summary>
    IReadOnlyList<Notification> List(long user, bool unreadOnly, long before, int limit);

    /// <summary>Number of unread entries, counted up to <paramref name="limit"/>.</summary>
    int Unread(long user, int limit);

    /// <summary>Whether the person has an unread entry of this kind about this record.</summary>
    bool HasUnread(long user, string kind, string form, long record);

    /// <summary>Marks entries of this person as read; null for all.</summary>
    void MarkRead(long user, IReadOnlyCollection<long>? ids, DateTime at);
}
