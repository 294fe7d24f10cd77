using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Catalog;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Runtime.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Runtime.Mail;

/// <summary>From an inbox to a mail server and no further.</summary>
public sealed class MailTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task What_comes_within_the_window_goes_as_one_mail_in_the_persons_language_with_links()
    {
        var reader = await host.ReaderAsync("Anna", "en");
        var first = await host.NoteAsync("Paper <b>first</b>");
        var second = await host.NoteAsync("Paper second");

        foreach (var note in new[] { first, second })
            (await host.Admin.PostAsJsonAsync($"/api/forms/note/records/{note}/comments", new { text = "have a look & tell", mentions = new[] { reader.Id } })).EnsureSuccessStatusCode();
        await host.PassAsync(MailQueue.Window);
        var mail = await host.Smtp.NextAsync();

        Assert.Equal([reader.Email], mail.Recipients);
        Assert.Equal("2 notifications: Admin mentioned you in Paper <b>first</b>", mail.Subject);
        Assert.Contains($"Admin mentioned you in Paper second\r\nhave a look & tell\r\nhttps://work.example.com/apps/test/forms/note/{second}", mail.Text.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.Contains("Paper &lt;b&gt;first&lt;/b&gt;", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>first", mail.Html, StringComparison.Ordinal);
        Assert.Contains("https://work.example.com/account", mail.Html, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("Test", mail.Headers["From"], StringComparison.Ordinal);
        await host.NothingMoreAsync();
    }

    [Fact]
    public async Task A_name_or_title_can_not_write_headers()
    {
        var reader = await host.ReaderAsync("Bea\r\nBcc: victim@example.com\u2028X: y", "zh-CN");
        var note = await host.NoteAsync("Evil\r\nBcc: victim@example.com\r\n\r\n<script>");

        await host.TellAsync(reader.Id, note, "Evil\r\nBcc: victim@example.com\r\n\r\n<script>");
        await host.PassAsync(MailQueue.Window);
        var mail = await host.Smtp.NextAsync();

        Assert.Equal([reader.Email], mail.Recipients);
        Assert.DoesNotContain("Bcc", mail.Headers.Keys);
        Assert.DoesNotContain("X", mail.Headers.Keys);
        Assert.Contains("Evil Bcc: victim@example.com <script>", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_the_server_puts_off_is_tried_again_and_leaves_once()
    {
        var reader = await host.ReaderAsync("Cleo", "zh-CN");
        host.Smtp.RefuseNext(2);

        await host.TellAsync(reader.Id, await host.NoteAsync("Later"), "Later");
        await host.PassAsync(MailQueue.Window);
        var failed = (await (await host.Admin.GetAsync("/api/mail")).JsonAsync()).GetProperty("failing").GetInt32();
        await host.PassAsync(TimeSpan.FromSeconds(15));
        Assert.False(host.Smtp.HasMore);
        await host.PassAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, failed);
        Assert.Equal([reader.Email], (await host.Smtp.NextAsync()).Recipients);
        await host.NothingMoreAsync();
    }

    [Fact]
    public async Task A_mail_that_never_leaves_is_given_up_and_stays_in_the_inbox()
    {
        var reader = await host.ReaderAsync("Carl", "zh-CN");
        host.Smtp.RefuseNext(100);

        await host.TellAsync(reader.Id, await host.NoteAsync("Never"), "Never");
        for (var tries = 0; tries < 9; tries++)
            await host.PassAsync(TimeSpan.FromDays(1));
        host.Smtp.RefuseNext(0);

        Assert.Equal(0, host.Workspace.Database.Read(unit => unit.Store<IMailStore>().Backlog()).Value.Waiting);
        Assert.Equal(1, host.Workspace.Database.Read(unit => unit.Store<INotificationStore>().Unread(reader.Id, 10)).Value);
        await host.NothingMoreAsync();
    }

    [Fact]
    public async Task People_choose_what_comes_by_mail()
    {
        var (none, muted, all) = (await host.ReaderAsync("Dora", "en"), await host.ReaderAsync("Egon", "en"), await host.ReaderAsync("Finn", "en"));
        Assert.Equal(HttpStatusCode.NoContent, (await none.Client.PutAsJsonAsync("/api/me/mail", new { pace = "none" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await muted.Client.PutAsJsonAsync("/api/me/mail", new { pace = "soon", muted = new[] { NotificationKinds.FlowCommented } })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await muted.Client.PutAsJsonAsync("/api/me/mail", new { pace = "soon", muted = new[] { "gossip" } })).StatusCode);
        var note = await host.NoteAsync("Choice");

        foreach (var person in new[] { none, muted, all })
            await host.TellAsync(person.Id, note, "Choice");
        await host.PassAsync(MailQueue.Window);

        Assert.Equal([all.Email], (await host.Smtp.NextAsync()).Recipients);
        await host.NothingMoreAsync();
    }

    [Fact]
    public async Task A_daily_mail_waits_for_the_morning()
    {
        var (daily, soon) = (await host.ReaderAsync("Gela", "en"), await host.ReaderAsync("Hans", "en"));
        await daily.Client.PutAsJsonAsync("/api/me/mail", new { pace = "daily" });
        var note = await host.NoteAsync("Digest");

        await host.TellAsync(daily.Id, note, "Digest");
        await host.TellAsync(daily.Id, note, "Digest again");
        await host.TellAsync(soon.Id, note, "Digest");
        await host.PassAsync(MailQueue.Window);
        Assert.Equal([soon.Email], (await host.Smtp.NextAsync()).Recipients);
        await host.NothingMoreAsync();
        await host.PassAsync(TimeSpan.FromDays(1));

        var mail = await host.Smtp.NextAsync();
        Assert.Equal([daily.Email], mail.Recipients);
        Assert.Equal("Today: 2 notifications", mail.Subject);
    }

    [Fact]
    public async Task A_mail_says_nothing_of_what_its_receiver_may_not_see()
    {
        var stranger = await host.PersonAsync("Ida");
        var note = await host.NoteAsync("Top secret");

        await host.TellAsync(stranger.Id, note, "Top secret", "between us");
        await host.PassAsync(MailQueue.Window);
        var mail = await host.Smtp.NextAsync();

        Assert.Equal([stranger.Email], mail.Recipients);
        Assert.Equal("你有一条新消息，请登录查看", mail.Subject);
        Assert.DoesNotContain("secret", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("between us", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_in_time_is_not_mailed()
    {
        var (read, unread) = (await host.ReaderAsync("Jan", "en"), await host.ReaderAsync("Kim", "en"));
        var note = await host.NoteAsync("Read");

        await host.TellAsync(read.Id, note, "Read");
        await host.TellAsync(unread.Id, note, "Read");
        (await read.Client.PostAsJsonAsync("/api/notifications/read", new { })).EnsureSuccessStatusCode();
        await host.PassAsync(MailQueue.Window);

        Assert.Equal([unread.Email], (await host.Smtp.NextAsync()).Recipients);
        await host.NothingMoreAsync();
    }

    [Fact]
    public async Task An_administrator_sees_that_mail_works_and_never_its_password()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.PostAsync("/api/mail/test", null)).StatusCode);
        var mail = await host.Smtp.NextAsync();
        var state = await (await host.Admin.GetAsync("/api/mail")).Content.ReadAsStringAsync();
        var person = await host.PersonAsync("Lena");

        Assert.Equal([TestHost.AdminEmail], mail.Recipients);
        Assert.Contains("\"isOn\":true", state, StringComparison.Ordinal);
        Assert.DoesNotContain(MailHost.SmtpPassword, state, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.GetAsync("/api/mail")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.PostAsync("/api/mail/test", null)).StatusCode);
    }
}

/// <summary>The same on PostgreSQL. Started inside the test, since there may be no server.</summary>
public sealed class PostgresMailTests
{
    [PostgresFact]
    public async Task Mail_waits_leaves_and_is_given_up_as_on_the_embedded_database()
    {
        var host = new PostgresMailHost();
        await host.InitializeAsync();
        try
        {
            var mail = new MailTests(host);
            await mail.What_comes_within_the_window_goes_as_one_mail_in_the_persons_language_with_links();
            await mail.A_mail_that_the_server_puts_off_is_tried_again_and_leaves_once();
            await mail.A_mail_that_never_leaves_is_given_up_and_stays_in_the_inbox();
            await mail.People_choose_what_comes_by_mail();
            await mail.A_daily_mail_waits_for_the_morning();
            await mail.A_mail_says_nothing_of_what_its_receiver_may_not_see();
            await mail.What_was_read_in_time_is_not_mailed();
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private sealed class PostgresMailHost : MailHost
    {
        private readonly string _schema = PostgresServer.NewSchema();

        protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. base.Settings, new("LowCode:Database", _schema)];
    }
}

/// <summary>The product's own loop sends too.</summary>
public sealed class MailLoopTests(LoopingMailHost host) : IClassFixture<LoopingMailHost>
{
    [Fact]
    public async Task The_running_product_sends_by_itself()
    {
        var reader = await host.ReaderAsync("Nora", "en");
        await host.TellAsync(reader.Id, await host.NoteAsync("Loop"), "Loop");

        await host.PassAsync(MailQueue.Window);

        Assert.Equal("Admin mentioned you in Loop", (await host.Smtp.NextAsync()).Subject);
    }
}

/// <summary>Without a mail server nothing waits.</summary>
public sealed class NoMailTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Without_a_mail_server_nothing_waits_and_a_test_says_why()
    {
        var person = await host.PersonAsync("Mia");
        await host.Workspace.Database.WriteAsync(unit =>
        {
            host.Services.GetRequiredService<Inbox>().Send(unit, [new Notification { UserId = person.Id, At = host.Workspace.Now, Kind = NotificationKinds.Message }]);
            return default(Nothing);
        });

        Assert.Equal(0, host.Workspace.Database.Read(unit => unit.Store<IMailStore>().Backlog()).Value.Waiting);
        Assert.Equal("mail.off", await (await host.Admin.PostAsync("/api/mail/test", null)).CodeAsync());
    }
}

/// <summary>A product with a mail server, a form, and a clock that the test moves on.</summary>
public class MailHost : TestHost
{
    public const string SmtpPassword = "smtp-horse-7";

    private readonly LateClock _clock = new();

    public SmtpTestServer Smtp { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings => base.Settings.Concat(
    [
        new("LowCode:BaseUrl", "https://work.example.com/"),
        new("LowCode:Smtp:Host", "127.0.0.1"),
        new("LowCode:Smtp:Port", $"{Smtp.Port}"),
        new("LowCode:Smtp:Tls", "false"),
        new("LowCode:Smtp:Password", SmtpPassword),
        new("LowCode:Smtp:From", "lowcode@example.com"),
    ]);

    /// <summary>Whether the product's own loop does the jobs; else the test does.</summary>
    protected virtual bool Loops => false;

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(_clock);
        if (!Loops)
            services.Remove(services.Single(service => service.ImplementationType == typeof(JobLoop)));
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller,
        [
            new(DefinitionKind.App, "test", """{"key":"test","label":"Test"}"""),
            new(DefinitionKind.Role, "reader", """{"key":"reader","label":"Reader"}"""),
            new(DefinitionKind.Form, "note", """{"key":"note","app":"test","label":"Note","titleField":"name","fields":[{"key":"name","type":"text","label":"Name"}]}"""),
            new(DefinitionKind.Group, "readers", """{"key":"readers","form":"note","label":"Readers","members":{"roles":["reader"]},"actions":["view","comment"],"otherFields":"readOnly"}"""),
        ])).Value;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    public async Task<TestPerson> ReaderAsync(string name, string language)
    {
        var person = await PersonAsync(name.Split('\r')[0], ["reader"]);
        await Workspace.Database.WriteAsync(unit =>
        {
            var store = unit.Store<IPeopleStore>();
            store.SaveUser(store.User(person.Id)! with { Name = name, Language = language });
            return default(Nothing);
        });
        Workspace.People = Workspace.Database.Read(unit => unit.Store<IPeopleStore>().Directory()).Value;
        return person;
    }

    public async Task<long> NoteAsync(string name)
    {
        var answer = await (await Admin.PostAsJsonAsync("/api/forms/note/records", new { name = name.Replace("\r\n", " ", StringComparison.Ordinal) })).JsonAsync();
        return answer.GetProperty("id").GetInt64();
    }

    /// <summary>Puts a mention into a person's inbox.</summary>
    public async Task TellAsync(long user, long note, string title, string comment = "")
    {
        var payload = JsonSerializer.Serialize(new { title, actor = AdminCaller.Id, comment });
        await Workspace.Database.WriteAsync(unit =>
        {
            Services.GetRequiredService<Inbox>().Send(unit, [new Notification { UserId = user, At = Workspace.Now, Kind = NotificationKinds.FlowCommented, Form = "note", RecordId = note, Payload = payload }]);
            return default(Nothing);
        });
    }

    /// <summary>Lets time pass and does the mail that is due by then.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        _clock.Late += time + TimeSpan.FromSeconds(1);
        await WorkAsync();
    }

    /// <summary>Does all mail that is due and sees that none is left.</summary>
    public async Task NothingMoreAsync()
    {
        await WorkAsync();
        Assert.False(Smtp.HasMore);
    }

    protected virtual async Task WorkAsync() => await new JobWorker(Workspace, Services.GetServices<IJobHandler>(), JobLane.Calls).RunDueAsync();

    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
    }
}

/// <summary>The same, but jobs are done by the product's own loop.</summary>
public sealed class LoopingMailHost : MailHost
{
    protected override bool Loops => true;

    protected override Task WorkAsync()
    {
        Services.GetRequiredService<JobQueue>().Wake();
        return Task.CompletedTask;
    }
}
