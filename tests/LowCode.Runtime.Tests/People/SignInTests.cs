using System.Net;
using System.Net.Http.Json;

namespace LowCode.People;

public class SignInTests(TestHost host) : IClassFixture<TestHost>
{
    private Task<HttpResponseMessage> TryAsync(string email, string password) => host.NewClient().PostAsJsonAsync("/api/session", new { email, password });

    [Fact]
    public async Task The_cookie_is_for_the_server_alone_and_opens_the_api()
    {
        var client = host.NewClient();

        var answer = await client.PostAsJsonAsync("/api/session", new { email = " ADMIN@example.com ", password = TestHost.Password });

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), header => header.StartsWith("lowcode=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Admin", (await (await client.GetAsync("/api/me")).JsonAsync()).GetProperty("user").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_answer_the_same()
    {
        var person = await host.PersonAsync("Same");

        var name = await TryAsync("nobody-at-all@example.com", TestHost.Password);
        var password = await TryAsync(person.Email, "not the password");

        Assert.Equal(HttpStatusCode.Unauthorized, name.StatusCode);
        Assert.Equal(name.StatusCode, password.StatusCode);
        Assert.Equal(await name.CodeAsync(), await password.CodeAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fifty_tries_at_once_get_five_looks_at_the_password(bool exists)
    {
        var email = exists ? (await host.PersonAsync("Locked")).Email : "never-was@example.com";

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => TryAsync(i % 2 == 0 ? email : email.ToUpperInvariant(), $"guess number {i}")));

        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(45, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(email, TestHost.Password)).StatusCode);
    }

    [Fact]
    public async Task A_one_time_password_must_be_replaced_and_works_once()
    {
        var made = await (await host.Admin.PostAsJsonAsync("/api/users", new { email = "once@example.com", name = "Once" })).JsonAsync();
        var oneTime = made.GetProperty("oneTimePassword").GetString()!;

        var alone = await TryAsync("once@example.com", oneTime);
        var weak = await host.NewClient().PostAsJsonAsync("/api/session", new { email = "once@example.com", password = oneTime, newPassword = "password12" });
        var chosen = await host.NewClient().PostAsJsonAsync("/api/session", new { email = "once@example.com", password = oneTime, newPassword = TestHost.Password });
        var again = await TryAsync("once@example.com", oneTime);

        Assert.Equal("people.password.choose", await alone.CodeAsync());
        Assert.Equal("people.password.common", await weak.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        var person = await host.PersonAsync("Leaver");
        var sessions = host.Workspace.Database.Read(unit => unit.Store<ISignInStore>().Sessions(person.Id, host.Workspace.Now)).Value;

        (await person.Client.DeleteAsync("/api/session")).EnsureSuccessStatusCode();

        Assert.Single(sessions);
        Assert.Empty(host.Workspace.Database.Read(unit => unit.Store<ISignInStore>().Sessions(person.Id, host.Workspace.Now)).Value);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Deactivating_ends_sessions_and_tokens_at_the_next_request()
    {
        var person = await host.PersonAsync("Deactivated");
        var token = (await (await person.Client.PostAsJsonAsync("/api/tokens", new { name = "t", write = true })).JsonAsync()).GetProperty("secret").GetString();
        var program = host.NewClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/me")).StatusCode);

        (await host.Admin.PostAsync($"/api/users/{person.Id}/deactivate", null)).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(person.Email, TestHost.Password)).StatusCode);
    }

    [Fact]
    public async Task Another_right_ends_the_sessions_that_were_opened_with_the_old_one()
    {
        var person = await host.PersonAsync("Promoted");

        (await host.Admin.PutAsJsonAsync($"/api/users/{person.Id}", new { email = person.Email, name = "Promoted", isAdmin = true })).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Changing_the_password_ends_all_other_sessions()
    {
        var person = await host.PersonAsync("Changer");
        var other = await host.SignInAsync(person.Email);

        var wrong = await person.Client.PutAsJsonAsync("/api/me/password", new { password = "not it at all", newPassword = "a quite other one 9" });
        (await person.Client.PutAsJsonAsync("/api/me/password", new { password = TestHost.Password, newPassword = "a quite other one 9" })).EnsureSuccessStatusCode();

        Assert.Equal("people.password.wrong", await wrong.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task People_list_and_end_their_own_sessions_but_nobody_elses()
    {
        var one = await host.PersonAsync("One");
        var two = await host.PersonAsync("Two");
        var other = await host.SignInAsync(one.Email);
        var items = (await (await one.Client.GetAsync("/api/sessions")).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        var id = items.Single(item => !item.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();

        var foreign = await two.Client.DeleteAsync($"/api/sessions/{id}");
        var own = await one.Client.DeleteAsync($"/api/sessions/{id}");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/me")).StatusCode);
    }
}
