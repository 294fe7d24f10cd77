using System.Globalization;
using System.Net.Mail;
using LowCode.Audit;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Mail;

/// <summary>What an administrator sees and tries of outgoing mail. Passwords are never part of it.</summary>
public sealed class MailDesk(Workspace workspace, ProductSettings settings, MailServer server, Letters letters)
{
    /// <summary>How mail stands; 403 for others than administrators.</summary>
    public MailState State(Caller caller)
    {
        Check(caller);
        var (backlog, sentAt) = workspace.Database.Read(unit => (unit.Store<IMailStore>().Backlog(), unit.Store<ISettingStore>().Get(MailJobs.SentAt))).Value;
        var smtp = settings.Smtp;
        return new MailState(server.IsOn, server.IsOn ? server.Address : null, smtp.Tls, !string.IsNullOrEmpty(smtp.User), smtp.From, settings.BaseUrl,
            backlog.Waiting, backlog.Failing, backlog.LastError, sentAt is null ? null : DateTime.Parse(sentAt, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
    }

    /// <summary>Sends a mail to the caller at once; a refusal carries what the mail server said.</summary>
    public async Task<Outcome<Nothing>> TestAsync(Caller caller, CancellationToken cancel = default)
    {
        Check(caller);
        if (!server.IsOn)
            return new Refusal(ErrorKind.Conflict, "mail.off", "No mail server is set.");
        try
        {
            using var mail = letters.Test(caller.User);
            await server.SendAsync(mail, cancel);
        }
        catch (Exception failure) when (failure is SmtpException or TimeoutException or FormatException)
        {
            return new Refusal(ErrorKind.Invalid, [new Error("mail.failed", $"The mail did not leave: {failure.Message}", null, new Dictionary<string, object?> { ["reason"] = failure.Message })]);
        }
        return await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Audit(workspace, caller.Id, "mail.tested");
            return default(Nothing);
        }, cancel);
    }

    private static void Check(Caller caller)
    {
        if (!caller.IsAdmin)
            throw new RefusedException(PeopleErrors.AdminsOnly);
        if (caller.Looking is { } refusal)
            throw new RefusedException(refusal);
    }
}

/// <summary>How mail stands. <paramref name="SentAt"/> is UTC, null: none has left yet.</summary>
public sealed record MailState(bool IsOn, string? Server, bool Tls, bool SignsIn, string From, string? BaseUrl, int Waiting, int Failing, string? LastError, DateTime? SentAt);
