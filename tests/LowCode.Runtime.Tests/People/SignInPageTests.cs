using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace LowCode.People;

/// <summary>The pages by which people get in and out, as a browser sends them.</summary>
public partial class SignInPageTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Signing_in_leads_to_the_page_that_was_asked_for_and_signing_out_ends_it()
    {
        var browser = host.NewClient();
        var page = "/sign-in?returnUrl=%2Faccount";

        var signedIn = await browser.PostFormAsync(page, await browser.TokenAsync(page), ("_handler", "sign-in"), ("Form.Email", TestHost.AdminEmail), ("Form.Password", TestHost.Password));
        var account = await browser.GetAsync("/account");
        var forged = await browser.PostFormAsync("/sign-out", "not the token");
        var signedOut = await browser.PostFormAsync("/sign-out", await browser.TokenAsync("/account"));
        var after = await browser.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/account", new Uri(host.Address, signedIn.Headers.Location!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_is_said_on_the_page_and_not_shown_again()
    {
        var browser = host.NewClient();

        var answer = await browser.PostFormAsync("/sign-in", await browser.TokenAsync("/sign-in"), ("_handler", "sign-in"), ("Form.Email", "who@example.com"), ("Form.Password", "my secret guess"));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("邮箱或密码不正确", html, StringComparison.Ordinal);
        Assert.Contains("who@example.com", html, StringComparison.Ordinal);
        Assert.DoesNotContain("my secret guess", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_with_a_one_time_password_begins_to_type_the_new_one()
    {
        var made = await (await host.Admin.PostAsJsonAsync("/api/users", new { email = "first@example.com", name = "First" })).JsonAsync();
        var browser = host.NewClient();

        var answer = await browser.PostFormAsync("/sign-in", await browser.TokenAsync("/sign-in"), ("_handler", "sign-in"), ("Form.Email", "first@example.com"), ("Form.Password", made.GetProperty("oneTimePassword").GetString()!));
        var focused = AutoFocus().Matches(await answer.Content.ReadAsStringAsync()).Select(input => input.Value).ToList();

        Assert.Contains("Form.NewPassword", Assert.Single(focused), StringComparison.Ordinal);
    }

    [GeneratedRegex("<input[^>]*\\bautofocus\\b[^>]*>")]
    private static partial Regex AutoFocus();
}
