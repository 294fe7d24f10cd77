using System.Text.Json;
using LowCode.Notifications;
using LowCode.Storage.Units;

namespace LowCode.Storage.Notifications;

/// <summary>Tables <c>mail_waiting</c> and <c>mail_choice</c>.</summary>
internal sealed class MailStore(Session session) : IMailStore
{
    public MailChoice? Choice(long user) => session.First(
        "SELECT pace, muted FROM mail_choice WHERE user_id = @0",
        row => new MailChoice(Enum.Parse<MailPace>(row.GetString(0), ignoreCase: true), JsonSerializer.Deserialize<string[]>(row.GetString(1))!),
        user);

    public void SaveChoice(long user, MailChoice choice) => session.Execute(
        "INSERT INTO mail_choice (user_id, pace, muted) VALUES (@0, @1, @2) ON CONFLICT (user_id) DO UPDATE SET pace = excluded.pace, muted = excluded.muted",
        user, choice.Pace.ToString().ToLowerInvariant(), JsonSerializer.Serialize(choice.Muted));

    public bool Add(long user, long notification)
    {
        session.Execute("INSERT INTO mail_waiting (notification_id, user_id) VALUES (@0, @1)", notification, user);
        return session.Scalar<int>("SELECT count(*) FROM (SELECT 1 FROM mail_waiting WHERE user_id = @0 LIMIT 2) few", user) == 1;
    }

    public IReadOnlyList<Notification> Waiting(long user, int limit) => session.Query(
        """
        SELECT n.id, n.at, n.kind, n.form, n.record_id, n.payload, n.read_at FROM mail_waiting w JOIN notification n ON n.id = w.notification_id
        WHERE w.user_id = @0 ORDER BY w.notification_id LIMIT @1
        """,
        row => NotificationStore.Read(row, user), user, limit);

    public void Remove(IReadOnlyCollection<long> notifications) =>
        session.Execute($"DELETE FROM mail_waiting WHERE {session.Dialect.In("notification_id", "@0")}", notifications.ToArray());

    public MailBacklog Backlog() => new(
        session.Scalar<int>("SELECT count(*) FROM mail_waiting"),
        session.Scalar<int>("SELECT count(*) FROM job WHERE state = 0 AND kind = @0 AND last_error IS NOT NULL", MailQueue.JobKind),
        session.Scalar<string>("SELECT last_error FROM job WHERE kind = @0 AND state = 0 AND last_error IS NOT NULL ORDER BY id DESC LIMIT 1", MailQueue.JobKind));
}
