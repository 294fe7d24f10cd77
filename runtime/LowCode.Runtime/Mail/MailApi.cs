using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Notifications;

namespace LowCode.Runtime.Mail;

/// <summary>Outgoing mail: <c>/api/me/mail</c> for everybody, <c>/api/mail</c> for administrators.</summary>
public static class MailApi
{
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<MailServer>().AddSingleton<Letters>().AddSingleton<MailDesk>().AddSingleton<InboxWords>();
        services.AddSingleton(provider => new MailQueue(provider.GetRequiredService<Workspace>(), provider.GetRequiredService<JobQueue>(), provider.GetRequiredService<MailServer>().IsOn));
        services.AddSingleton<IJobHandler, MailJobs>();
        return builder;
    }

    public static WebApplication MapMail(this WebApplication app)
    {
        var me = app.MapGroup("/api/me/mail").WithTags("Me");
        me.MapGet("", (Caller caller, MailQueue queue) => Results.Ok(queue.ChoiceOf(caller.Id))).WithSummary("What I get by mail.");
        me.MapPut("", async (MailBody body, Caller caller, MailQueue queue, CancellationToken cancel) =>
            (await queue.ChooseAsync(caller, new MailChoice(body.Pace, body.Muted ?? []), cancel)).ToResult()).WithSummary("Choose: pace soon, daily or none; muted: kinds that never come by mail.");

        var mail = app.MapGroup("/api/mail").WithTags("Administration");
        mail.MapGet("", (Caller caller, MailDesk desk) => Results.Ok(desk.State(caller))).WithSummary("How outgoing mail stands.");
        mail.MapPost("/test", async (Caller caller, MailDesk desk, CancellationToken cancel) => (await desk.TestAsync(caller, cancel)).ToResult()).WithSummary("Send me a mail at once.");
        return app;
    }

    /// <summary>What a person wants to get by mail.</summary>
    public sealed record MailBody(MailPace Pace, IReadOnlyList<string>? Muted = null);
}
