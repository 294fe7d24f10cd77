using System.Net;
using System.Net.Mail;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Mail;

/// <summary>The mail server of the settings: takes one mail at a time and says plainly what was wrong.</summary>
public sealed class MailServer(ProductSettings settings, TimeProvider clock)
{
    // Well below the lease of a job: a mail that hangs is over before anybody else may try it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether a mail server is set.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(settings.Smtp.Host);

    /// <summary>Where it is, for people: <c>smtp.example.com:587</c>.</summary>
    public string Address => $"{settings.Smtp.Host}:{settings.Smtp.Port}";

    public MailAddress From(string name)
    {
        var from = new MailAddress(settings.Smtp.From);
        return from.DisplayName.Length > 0 ? from : new MailAddress(from.Address, MailText.Line(name, 80));
    }

    /// <summary>Hands a mail over; returns once the server has taken it. Throws <see cref="SmtpException"/> or <see cref="TimeoutException"/> when it didn't.</summary>
    public async Task SendAsync(MailMessage mail, CancellationToken cancel)
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, enough.Token);
        using var client = new SmtpClient(settings.Smtp.Host, settings.Smtp.Port) { EnableSsl = settings.Smtp.Tls, DeliveryMethod = SmtpDeliveryMethod.Network };
        if (!string.IsNullOrEmpty(settings.Smtp.User))
            client.Credentials = new NetworkCredential(settings.Smtp.User, settings.Smtp.Password);
        try
        {
            await client.SendMailAsync(mail, either.Token);
        }
        catch (Exception stopped) when (enough.IsCancellationRequested && !cancel.IsCancellationRequested && stopped is OperationCanceledException or SmtpException)
        {
            throw new TimeoutException($"The mail server {Address} did not answer within {Patience.TotalSeconds:0} s.", stopped);
        }
        // "Failure sending mail." alone helps nobody.
        catch (SmtpException failure) when (failure.InnerException is { } inner && failure.StatusCode == SmtpStatusCode.GeneralFailure)
        {
            throw new SmtpException($"{Address}: {inner.GetBaseException().Message}", failure);
        }
    }
}
