namespace LowCode.Notifications;

/// <summary>What a person wants to get by mail of what lands in their inbox. JSON: <c>{"pace":"soon","muted":["flow.ended"]}</c>.</summary>
/// <param name="Pace">How soon.</param>
/// <param name="Muted">Kinds (<see cref="NotificationKinds"/>) that never come by mail.</param>
public sealed record MailChoice(MailPace Pace, IReadOnlyList<string> Muted)
{
    /// <summary>Of people who chose nothing: everything, soon.</summary>
    public static MailChoice Default { get; } = new(MailPace.Soon, []);

    /// <summary>Whether an entry of this kind comes by mail.</summary>
    public bool Wants(string kind) => Pace != MailPace.None && !Muted.Contains(kind);
}

/// <summary>How soon mail comes.</summary>
public enum MailPace
{
    /// <summary>Within two minutes; what comes in that time goes as one mail.</summary>
    Soon,
    /// <summary>Once a day, at nine in the person's zone.</summary>
    Daily,
    /// <summary>Never.</summary>
    None,
}
