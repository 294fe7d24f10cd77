namespace LowCode.Notifications;

/// <summary>Which entries still have to be mailed, and what people chose; one unit of work.</summary>
public interface IMailStore
{
    /// <summary>What the person chose; null: nothing yet.</summary>
    MailChoice? Choice(long user);

    /// <summary>Keeps what the person chose.</summary>
    void SaveChoice(long user, MailChoice choice);

    /// <summary>Lets an entry wait; true when it is the only one that waits for this person.</summary>
    bool Add(long user, long notification);

    /// <summary>The person's waiting entries, oldest first.</summary>
    IReadOnlyList<Notification> Waiting(long user, int limit);

    /// <summary>These entries wait no longer.</summary>
    void Remove(IReadOnlyCollection<long> notifications);

    /// <summary>How mail stands.</summary>
    MailBacklog Backlog();
}

/// <summary>How mail stands.</summary>
/// <param name="Waiting">Entries that wait.</param>
/// <param name="Failing">Mails that have failed at least once and are tried again.</param>
/// <param name="LastError">What the mail server said last; null for nothing.</param>
public sealed record MailBacklog(int Waiting, int Failing, string? LastError);
