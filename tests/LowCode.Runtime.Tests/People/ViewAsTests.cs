using System.Net;
using System.Text;
using System.Text.Json;
using LowCode.Audit;
using LowCode.People.Places;
using LowCode.Permissions;
using LowCode.Runtime.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.People;

/// <summary>An administrator looks as somebody else: sees what they see, changes nothing, and it is logged.</summary>
public class ViewAsTests(DealHost host) : IClassFixture<DealHost>
{
    private static async Task<HttpResponseMessage> LookAsync(HttpClient browser, string whom, string returnTo = "/") =>
        await browser.PostFormAsync("/view-as/begin", await browser.TokenAsync("/account"), ("whom", whom), ("returnTo", returnTo));

    private static async Task<HttpResponseMessage> EndAsync(HttpClient browser) => await browser.PostFormAsync("/view-as/end", await browser.TokenAsync("/account"), ("returnTo", "/"));

    private static async Task<JsonElement> MeAsync(HttpClient browser) => await (await browser.GetAsync("/api/me")).JsonAsync();

    private static async Task<long[]> DealsAsync(HttpClient browser) =>
        [.. (await (await browser.GetAsync("/api/forms/deal/records")).JsonAsync()).GetProperty("items").EnumerateArray().Select(deal => deal.GetProperty("id").GetInt64())];

    private async Task GroupAsync(string key, string role, string rows) => (await host.GroupAsync(key, new
    {
        key,
        form = "deal",
        members = new { roles = new[] { role } },
        actions = new[] { "view", "create", "edit", "delete", "comment", "import", "export", "batchEdit" },
        rows,
        otherFields = "editable",
    })).EnsureSuccessStatusCode();

    private List<(string Kind, string? Subject)> Log() =>
        [.. host.Services.GetRequiredService<AuditReader>().List(host.AdminCaller, new AuditFilter("view_as", null, null, null), 500).Value.Select(entry => (entry.Kind, entry.Subject)).Reverse()];

    [Fact]
    public async Task What_somebody_sees_is_seen_until_it_is_over_and_both_are_logged()
    {
        var rep = await host.PersonAsync("Seen", ["rep"]);
        await GroupAsync("g_own", "rep", "owner == $user");
        var (own, other) = (await host.DealAsync(rep.Id, 1), await host.DealAsync(1, 2));
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        var before = Log().Count;

        var begun = await LookAsync(browser, $"user:{rep.Id}", "/apps/crm/forms/deal?view=1");
        var (me, deals, page) = (await MeAsync(browser), await DealsAsync(browser), WebUtility.HtmlDecode(await browser.GetStringAsync("/apps/crm/forms/deal")));
        var hidden = await browser.GetAsync($"/api/forms/deal/records/{other}");
        var ended = await EndAsync(browser);

        Assert.Equal("/apps/crm/forms/deal?view=1", begun.Headers.Location!.ToString());
        Assert.Equal((rep.Id, 1), (me.GetProperty("user").GetProperty("id").GetInt64(), me.GetProperty("viewer").GetInt64()));
        Assert.Equal([own], deals);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Contains("你正在以“Seen”的身份查看", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(1, (await MeAsync(browser)).GetProperty("user").GetProperty("id").GetInt64());
        Assert.Contains(other, await DealsAsync(browser));
        Assert.Equal([("view_as.began", $"user:{rep.Id}"), ("view_as.ended", $"user:{rep.Id}")], Log()[before..]);
    }

    [Fact]
    public async Task As_a_role_it_is_oneself_with_that_role_only()
    {
        await GroupAsync("g_boss", "boss", "amount > 1000");
        var (big, small) = (await host.DealAsync(1, 5000), await host.DealAsync(1, 5));
        var browser = await host.SignInAsync(TestHost.AdminEmail);

        await LookAsync(browser, "role:boss");
        var deals = await DealsAsync(browser);
        var log = await browser.GetAsync("/api/audit");

        Assert.Contains(big, deals);
        Assert.DoesNotContain(small, deals);
        Assert.Equal(HttpStatusCode.Forbidden, log.StatusCode);
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { "POST", "/api/forms/deal/records", """{"name":"N"}""" },
        { "PATCH", "/api/forms/deal/records/{own}", """{"amount":9}""" },
        { "DELETE", "/api/forms/deal/records/{own}", "" },
        { "POST", "/api/forms/deal/records/{own}/comments", """{"text":"hello"}""" },
        { "POST", "/api/forms/deal/records/batch", """{"change":{"op":"delete","ids":[1]}}""" },
        { "PUT", "/api/me", """{"name":"Other"}""" },
        { "POST", "/api/tokens", """{"name":"t","scope":"all"}""" },
        { "POST", "/api/notifications/read", "{}" },
        { "GET", "/api/forms/deal/export?format=csv", "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Nothing_is_changed_sent_or_exported_meanwhile(string method, string path, string body)
    {
        var rep = await host.PersonAsync("Watched", ["rep"]);
        await GroupAsync("g_own", "rep", "owner == $user");
        var own = await host.DealAsync(rep.Id, 1);
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        await LookAsync(browser, $"user:{rep.Id}");
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{own}", $"{own}", StringComparison.Ordinal));
        if (body.Length > 0)
            request.Content = new StringContent(body.Replace("[1]", $"[{own}]", StringComparison.Ordinal), Encoding.UTF8, "application/json");

        var answer = await browser.SendAsync(request);

        Assert.Equal("people.view_as.read_only", await answer.CodeAsync());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var deal = await (await host.Admin.GetAsync($"/api/forms/deal/records/{own}")).JsonAsync();
        Assert.Equal((1, 1), (deal.GetProperty("version").GetInt32(), deal.GetProperty("values").GetProperty("amount").GetInt32()));
    }

    [Fact]
    public async Task Many_changes_at_once_are_each_refused_and_no_file_is_kept()
    {
        var rep = await host.PersonAsync("Guarded", ["rep"]);
        await GroupAsync("g_own", "rep", "owner == $user");
        var own = await host.DealAsync(rep.Id, 1);
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        await LookAsync(browser, $"user:{rep.Id}");
        var files = Attachments();

        var batch = await browser.PostAsync("/api/forms/deal/records/batch", new StringContent($$"""{"mode":"each","operations":[{"op":"delete","id":{{own}}}]}""", Encoding.UTF8, "application/json"));
        using var upload = new MultipartFormDataContent { { new StringContent("text"), "file", "a.txt" } };
        var uploaded = await browser.PostAsync("/api/files", upload);

        Assert.Contains("people.view_as.read_only", await batch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("people.view_as.read_only", await uploaded.CodeAsync());
        Assert.Contains(own, await DealsAsync(browser));
        Assert.Equal(files, Attachments());

        int Attachments() => Directory.EnumerateFiles(host.Services.GetRequiredService<DataFolder>().Shared, "*", SearchOption.AllDirectories).Count(file => file.Contains("/files/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_looked_at_without_a_trace_in_what_the_person_opened_last()
    {
        var rep = await host.PersonAsync("Unmarked", ["rep"]);
        await GroupAsync("g_own", "rep", "owner == $user");
        var own = await host.DealAsync(rep.Id, 1);
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        await LookAsync(browser, $"user:{rep.Id}");

        (await browser.GetAsync($"/apps/crm/forms/deal/{own}")).EnsureSuccessStatusCode();

        Assert.Empty(host.Services.GetRequiredService<Places.Places>().List(host.CallerFor(rep.Id), PlaceMark.Recent));
    }

    [Theory]
    [InlineData("user:999999")]
    [InlineData("user:1")]
    [InlineData("role:nobody")]
    [InlineData("everybody")]
    [InlineData("")]
    public async Task There_must_be_somebody_else_to_look_as(string whom)
    {
        var browser = await host.SignInAsync(TestHost.AdminEmail);

        var answer = await LookAsync(browser, whom);

        Assert.Equal("people.view_as.unknown", await answer.CodeAsync());
        Assert.Equal(JsonValueKind.Null, (await MeAsync(browser)).GetProperty("viewer").ValueKind);
    }

    [Fact]
    public async Task Only_administrators_may_and_only_from_a_page_of_the_product()
    {
        var rep = await host.PersonAsync("Curious", ["rep"]);
        var browser = await host.SignInAsync(TestHost.AdminEmail);

        var asRep = await LookAsync(rep.Client, "user:1");
        var forged = await browser.PostFormAsync("/view-as/begin", "not the token", ("whom", $"user:{rep.Id}"));

        Assert.Equal("people.admins_only", await asRep.CodeAsync());
        Assert.Equal(rep.Id, (await MeAsync(rep.Client)).GetProperty("user").GetProperty("id").GetInt64());
        Assert.Equal("http.form", await forged.CodeAsync());
        Assert.Equal(1, (await MeAsync(browser)).GetProperty("user").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_language_that_is_chosen_meanwhile_is_ones_own()
    {
        var rep = await host.PersonAsync("Unchanged", ["rep"]);
        var chief = await host.PersonAsync("Reader", isAdmin: true);
        await LookAsync(chief.Client, $"user:{rep.Id}");

        await chief.Client.PostAsync("/ui/language", new FormUrlEncodedContent([new("language", "en")]));

        Assert.Equal(("en", null), (host.Workspace.People.User(chief.Id)!.Language, host.Workspace.People.User(rep.Id)!.Language));
        Assert.Contains("You are viewing as Unchanged", WebUtility.HtmlDecode(await chief.Client.GetStringAsync("/account")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("end")]
    public async Task What_is_no_form_is_refused_though_it_has_the_token(string what)
    {
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/view-as/{what}") { Content = new StringContent("""{"whom":"user:2"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", await browser.TokenAsync("/account"));

        var answer = await browser.SendAsync(request);

        Assert.Equal("http.form", await answer.CodeAsync());
    }

    [Fact]
    public async Task Not_even_what_another_administrator_may_take_out_is_taken_out()
    {
        var chief = await host.PersonAsync("Keeper", isAdmin: true);
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        await LookAsync(browser, $"user:{chief.Id}");

        foreach (var export in (string[])["/api/audit/export", "/api/dashboards/any/export", "/api/dashboards/any/widgets/any/export"])
            Assert.Equal("people.view_as.read_only", await (await browser.GetAsync(export)).CodeAsync());
    }

    [Fact]
    public async Task It_leads_to_no_other_site()
    {
        var rep = await host.PersonAsync("Target", ["rep"]);
        var browser = await host.SignInAsync(TestHost.AdminEmail);

        foreach (var elsewhere in (string[])["https://example.com/", "//example.com", "/\\example.com", "/apps\r\nSet-Cookie: a=b", "/\t/example.com", "/表单", "apps", ""])
            Assert.Equal("/", (await LookAsync(browser, $"user:{rep.Id}", elsewhere)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Another_one_is_looked_at_without_ending_first_and_signing_out_ends_the_session()
    {
        var (first, second) = (await host.PersonAsync("First"), await host.PersonAsync("Second"));
        var browser = await host.SignInAsync(TestHost.AdminEmail);

        await LookAsync(browser, $"user:{first.Id}");
        await LookAsync(browser, $"user:{second.Id}");
        var seen = (await MeAsync(browser)).GetProperty("user").GetProperty("id").GetInt64();
        await browser.PostFormAsync("/sign-out", await browser.TokenAsync("/account"));

        Assert.Equal(second.Id, seen);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_any_more_or_looks_as_somebody_who_left_is_themselves_again()
    {
        var (leaver, rep, chief) = (await host.PersonAsync("Leaver"), await host.PersonAsync("Stays"), await host.PersonAsync("Chief", isAdmin: true));
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        await LookAsync(browser, $"user:{leaver.Id}");
        await LookAsync(chief.Client, $"user:{rep.Id}");

        _ = (await host.Services.GetRequiredService<PeopleEditor>().SetActiveAsync(host.AdminCaller, leaver.Id, false)).Value;
        var self = (await MeAsync(browser)).GetProperty("user").GetProperty("id").GetInt64();
        _ = (await host.Services.GetRequiredService<PeopleEditor>().ChangeAsync(host.AdminCaller, chief.Id, UserDraft.Of(host.Workspace.People.User(chief.Id)!) with { IsAdmin = false })).Value;
        var former = await chief.Client.GetAsync("/api/me");

        Assert.Equal(1, self);
        // Other rights end the session, here as always.
        Assert.Equal(HttpStatusCode.Unauthorized, former.StatusCode);
    }
}
