using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.People;

public class FirstVisitTests(FreshHost host) : IClassFixture<FreshHost>
{
    private string Code => host.Services.GetRequiredService<FirstVisit>().Code;

    private static object Request(string code, string email = "first@example.com") => new { code, workspace = "W", name = "N", email, password = TestHost.Password };

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/people")]
    [InlineData("/sign-in")]
    public async Task Every_page_leads_to_the_setup_while_nobody_is_there(string page)
    {
        var answer = await host.NewClient().GetAsync(page);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/setup", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_api_answers_401_before_the_setup()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewClient().GetAsync("/api/users")).StatusCode);
    }

    [Fact]
    public async Task Without_the_code_of_the_console_nobody_gets_in()
    {
        var answer = await host.NewClient().PostAsJsonAsync("/api/setup", Request("aaaa-aaaa-aaaa"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("people.setup.code", await answer.CodeAsync());
    }

    [Fact]
    public async Task Guessing_the_code_changes_it()
    {
        var before = Code;

        for (var i = 0; i < 20; i++)
            await host.NewClient().PostAsJsonAsync("/api/setup", Request($"aaaa-aaaa-aa{i:00}"));

        Assert.NotEqual(before, Code);
        Assert.Equal("people.setup.code", await (await host.NewClient().PostAsJsonAsync("/api/setup", Request(before))).CodeAsync());
    }

    [Fact]
    public async Task Of_many_at_the_same_time_one_becomes_administrator_and_then_it_is_closed_for_ever()
    {
        var own = new FreshHost();
        await own.InitializeAsync();
        var code = own.Services.GetRequiredService<FirstVisit>().Code;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => own.NewClient().PostAsJsonAsync("/api/setup", Request(code, $"racer{i}@example.com"))));
        var again = await own.NewClient().PostAsJsonAsync("/api/setup", Request(code, "late@example.com"));
        var page = await own.NewClient().GetAsync("/setup");

        Assert.NotEqual(Code, code);
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(own.Workspace.People.Users, user => user.IsAdmin);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("/", page.Headers.Location?.OriginalString);
        await own.DisposeAsync();
    }
}
