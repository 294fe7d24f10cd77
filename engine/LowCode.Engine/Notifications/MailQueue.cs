using System.Text.Json;
using LowCode.Jobs;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Notifications;

/// <summary>
/// The way of an inbox entry to a mail: it waits in the transaction that made it, beside one job per person; the job sends whatever waits by then
/// as one mail. <paramref name="isOn"/> false: no mail server is set, and nothing waits.
/// </summary>
public sealed class MailQueue(Workspace workspace, JobQueue jobs, bool isOn)
{
    /// <summary>Kind of the jobs; their payload is <c>{"user":7}</c>.</summary>
    public const string JobKind = "mail";

    /// <summary>How long the first entry waits for others.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    private const int MostTries = 8;
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Whether mail is sent at all.</summary>
    public bool IsOn => isOn;

    /// <summary>What the person gets by mail.</summary>
    public MailChoice ChoiceOf(long user) => workspace.Database.Read(unit => ChoiceOf(unit, user)).Value;

    /// <summary>Changes what the caller gets by mail; entries that wait follow the new choice.</summary>
    public Task<Outcome<Nothing>> ChooseAsync(Caller caller, MailChoice choice, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        if (choice.Muted.FirstOrDefault(kind => !NotificationKinds.All.Contains(kind)) is { } unknown)
            throw new RefusedException(ErrorKind.Invalid, "notifications.kind.unknown", $"There is no kind of notification '{unknown}'.", "muted");
        var store = unit.Store<IMailStore>();
        store.SaveChoice(caller.Id, choice);
        PlanWaiting(unit, caller.Id);
        return default(Nothing);
    }, cancel);

    /// <summary>Lets an entry wait for its mail, if its person wants it.</summary>
    internal void Add(IUnit unit, Notification notification)
    {
        if (isOn && ChoiceOf(unit, notification.UserId).Wants(notification.Kind) && unit.Store<IMailStore>().Add(notification.UserId, notification.Id))
            Plan(unit, notification.UserId);
    }

    /// <summary>Plans a mail when something waits for the person: what came while the last mail was on its way, or before a new choice.</summary>
    public void PlanWaiting(IUnit unit, long user)
    {
        if (isOn && unit.Store<IMailStore>().Waiting(user, 1).Count > 0)
            Plan(unit, user);
    }

    private static MailChoice ChoiceOf(IUnit unit, long user) => unit.Store<IMailStore>().Choice(user) ?? MailChoice.Default;

    private void Plan(IUnit unit, long user)
    {
        var due = ChoiceOf(unit, user).Pace == MailPace.Daily ? NextMorning(user) : workspace.Now + Window;
        jobs.Add(unit, new Job { Kind = JobKind, DueAt = due, Payload = JsonSerializer.Serialize(new { user }), MaxAttempts = MostTries });
    }

    private DateTime NextMorning(long user)
    {
        var zone = workspace.People.User(user) is { } person ? workspace.ZoneOf(person) : workspace.Zone;
        var local = TimeZoneInfo.ConvertTimeFromUtc(workspace.Now, zone);
        var morning = local.Date.Add(Morning.ToTimeSpan());
        if (morning <= local)
            morning = morning.AddDays(1);
        // Nine o'clock exists on every day of every zone but for a few in history; those are pushed on by an hour.
        while (zone.IsInvalidTime(morning))
            morning = morning.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(morning, zone);
    }
}
