using System.Data.Common;
using LowCode.Notifications;
using LowCode.Storage.Units;

namespace LowCode.Storage.Notifications;

/// <summary>Inboxes.</summary>
internal sealed class NotificationStore(Session session) : INotificationStore
{
    public long Add(Notification notification) => session.Insert(
        "INSERT INTO notification (user_id, at, kind, form, record_id, payload) VALUES (@0, @1, @2, @3, @4, @5)",
        notification.UserId, notification.At, notification.Kind, notification.Form, notification.RecordId, notification.Payload);

    public IReadOnlyList<Notification> List(long user, bool unreadOnly, long before, int limit) => session.Query(
        """
        SELECT id, at, kind, form, record_id, payload, read_at FROM notification
        WHERE user_id = @0 AND id < @1 AND (NOT @2 OR read_at IS NULL) ORDER BY id DESC LIMIT @3
        """,
        row => Read(row, user),
        user, before, unreadOnly, limit);

    public int Unread(long user, int limit) =>
        session.Scalar<int>("SELECT count(*) FROM (SELECT 1 FROM notification WHERE user_id = @0 AND read_at IS NULL LIMIT @1) few", user, limit);

    public bool HasUnread(long user, string kind, string form, long record) => session.Scalar<long>(
        "SELECT 1 FROM notification WHERE user_id = @0 AND read_at IS NULL AND kind = @1 AND form = @2 AND record_id = @3 LIMIT 1", user, kind, form, record) == 1;

    public void MarkRead(long user, IReadOnlyCollection<long>? ids, DateTime at)
    {
        if (ids is null)
            session.Execute("UPDATE notification SET read_at = @1 WHERE user_id = @0 AND read_at IS NULL", user, at);
        else
            session.Execute($"UPDATE notification SET read_at = @1 WHERE user_id = @0 AND read_at IS NULL AND {session.Dialect.In("id", "@2")}", user, at, ids.ToArray());
    }

    /// <summary>A row of id, at, kind, form, record_id, payload, read_at.</summary>
    internal static Notification Read(DbDataReader row, long user) => new()
    {
        Id = row.GetInt64(0),
        UserId = user,
        At = row.Instant(1),
        Kind = row.GetString(2),
        Form = row.TextOrNull(3),
        RecordId = row.LongOrNull(4),
        Payload = row.GetString(5),
        ReadAt = row.InstantOrNull(6),
    };
}
