using System.Net;
using System.Net.Http.Json;

namespace LowCode.People;

public class TokenTests(TestHost host) : IClassFixture<TestHost>
{
    private async Task<(HttpClient Client, long Id, string Secret)> TokenAsync(object draft)
    {
        var answer = await host.Admin.PostAsJsonAsync("/api/tokens", draft);
        answer.EnsureSuccessStatusCode();
        var made = await answer.JsonAsync();
        var secret = made.GetProperty("secret").GetString()!;
        var client = host.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return (client, made.GetProperty("token").GetProperty("id").GetInt64(), secret);
    }

    [Fact]
    public async Task A_token_that_only_reads_changes_nothing()
    {
        var (program, _, _) = await TokenAsync(new { name = "reader" });

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/users")).StatusCode);
        var refused = await program.PostAsJsonAsync("/api/departments", new { name = "D" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("people.token.scope", await refused.CodeAsync());
    }

    [Fact]
    public async Task A_token_that_writes_does_what_its_owner_may()
    {
        var (program, _, _) = await TokenAsync(new { name = "writer", write = true });

        Assert.Equal(HttpStatusCode.Created, (await program.PostAsJsonAsync("/api/departments", new { name = "Made by a program" })).StatusCode);
    }

    [Fact]
    public async Task A_revoked_token_is_dead_at_once()
    {
        var (program, id, _) = await TokenAsync(new { name = "short" });
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/me")).StatusCode);

        (await host.Admin.DeleteAsync($"/api/tokens/{id}")).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task The_token_of_somebody_who_is_deactivated_is_dead_at_once_and_lives_again_with_them()
    {
        var person = await host.PersonAsync("Leaver");
        var made = await (await person.Client.PostAsJsonAsync("/api/tokens", new { name = "theirs" })).JsonAsync();
        var program = host.NewClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("secret").GetString());
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/me")).StatusCode);

        (await host.Admin.PostAsync($"/api/users/{person.Id}/deactivate", null)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);

        (await host.Admin.PostAsync($"/api/users/{person.Id}/activate", null)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task The_secret_is_never_shown_again_and_not_kept()
    {
        var (_, _, secret) = await TokenAsync(new { name = "secretive" });

        var list = await host.Admin.GetStringAsync("/api/tokens");

        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Contains(secret[..9], list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lc_0000000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    [InlineData("")]
    public async Task A_made_up_token_opens_nothing(string secret)
    {
        var client = host.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {secret}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        var (program, _, _) = await TokenAsync(new { name = "pages" });

        Assert.NotEqual(HttpStatusCode.OK, (await program.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Nobody_revokes_the_token_of_another()
    {
        var (_, id, _) = await TokenAsync(new { name = "mine" });
        var person = await host.PersonAsync("Curious");

        Assert.Equal(HttpStatusCode.NotFound, (await person.Client.DeleteAsync($"/api/tokens/{id}")).StatusCode);
    }
}
