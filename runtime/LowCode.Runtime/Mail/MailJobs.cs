using System.Text.Json;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Runtime.Mail;

/// <summary>
/// Sends what waits for a person as one mail. The lease is renewed right before the mail leaves, and the entries stop waiting in the transaction that
/// finishes the job: only when the product dies between the two can a mail go twice, and then with the same Message-ID.
/// </summary>
public sealed class MailJobs(Workspace workspace, MailQueue queue, MailServer server, Letters letters, ILogger<MailJobs> log) : IJobHandler
{
    /// <summary>Setting with the time of the last mail that left.</summary>
    public const string SentAt = "mail.sent_at";

    private const int MostEntries = 5000;

    public string Kind => MailQueue.JobKind;

    public JobLane Lane => JobLane.Calls;

    public async Task<object?> PrepareAsync(Job job, CancellationToken cancel)
    {
        var user = UserOf(job);
        var (waiting, choice) = workspace.Database.Read(unit =>
            (unit.Store<IMailStore>().Waiting(user, MostEntries), unit.Store<IMailStore>().Choice(user) ?? MailChoice.Default)).Value;
        var wanted = waiting.Where(entry => entry.ReadAt is null && choice.Wants(entry.Kind)).ToList();
        if (wanted.Count == 0 || !server.IsOn || workspace.People.User(user) is not { Active: true } person)
            return new Sent(waiting, false);
        using var mail = letters.Of(person, wanted, choice.Pace);
        mail.Headers.Add("Message-ID", $"<mail.{job.Id}.{wanted[0].Id}@{mail.From!.Host}>");
        if (!(await workspace.Database.WriteAsync(unit => unit.Store<IJobStore>().Renew(job, workspace.Now + JobWorker.UsualLease), cancel)).Value)
            return null;
        await server.SendAsync(mail, cancel);
        return new Sent(waiting, true);
    }

    public void Run(IUnit unit, Job job, object? prepared)
    {
        if (prepared is not Sent sent)
            return;
        unit.Store<IMailStore>().Remove([.. sent.Entries.Select(entry => entry.Id)]);
        if (sent.Left)
            unit.Store<ISettingStore>().Set(SentAt, workspace.Now.ToString("O"));
        queue.PlanWaiting(unit, UserOf(job));
    }

    public void Died(IUnit unit, Job job, string error)
    {
        var store = unit.Store<IMailStore>();
        var waiting = store.Waiting(UserOf(job), int.MaxValue);
        store.Remove([.. waiting.Select(entry => entry.Id)]);
        log.LogError("Mail to user {User} was given up after {Tries} tries; {Count} notifications stay in the inbox only: {Error}", UserOf(job), job.Attempts, waiting.Count, error);
    }

    private static long UserOf(Job job) => JsonDocument.Parse(job.Payload!).RootElement.GetProperty("user").GetInt64();

    private sealed record Sent(IReadOnlyList<Notification> Entries, bool Left);
}
