using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Catalog;
using LowCode.Records;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Permissions;

/// <summary>A host with one form, <c>deal</c>, in the app <c>crm</c>, and the roles <c>rep</c> and <c>boss</c>.</summary>
public sealed class DealHost : TestHost
{
    private const string Deal = """
        {"key":"deal","app":"crm","label":{"en":"Deal","zh-CN":"商机"},"titleField":"name","fields":[
          {"key":"name","type":"text","required":true},{"key":"amount","type":"number"},{"key":"cost","type":"number"}]}
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller,
        [
            new(DefinitionKind.App, "crm", """{"key":"crm","label":"CRM","menu":[{"label":"Sales","items":[{"form":"deal"}]}]}"""),
            new(DefinitionKind.Form, "deal", Deal),
            new(DefinitionKind.Role, "rep", """{"key":"rep","label":"Rep"}"""),
            new(DefinitionKind.Role, "boss", """{"key":"boss","label":"Boss"}"""),
            new(DefinitionKind.Role, "idle", """{"key":"idle","label":"Idle"}"""),
        ])).Value;
    }

    public async Task<long> DealAsync(long owner, int amount)
    {
        var edits = RecordInput.Parse(Workspace.Catalog.Form("deal"), JsonDocument.Parse($$"""{"name":"D","amount":{{amount}},"cost":7,"owner":{{owner}}}""").RootElement);
        return (await Services.GetRequiredService<RecordSaver>().SaveAsync(AdminCaller, new SaveRequest { Form = "deal", Edits = edits })).Value.Id;
    }

    /// <summary>Does something to the database behind the product's back.</summary>
    public async Task SqlAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(DataFolder, "workspace.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public Task<HttpResponseMessage> GroupAsync(string key, object body) => Admin.PutAsJsonAsync($"/api/groups/{key}", body);
}

public class PermissionsApiTests(DealHost host) : IClassFixture<DealHost>
{
    private Outcome<RecordView> Read(TestPerson person, long id) => host.Services.GetRequiredService<RecordReader>().Get(host.CallerFor(person.Id), "deal", id);

    [Fact]
    public async Task A_saved_group_acts_at_once_and_a_removed_one_no_more()
    {
        var rep = await host.PersonAsync("Acting", ["rep"]);
        var id = await host.DealAsync(rep.Id, 1);
        Assert.False(Read(rep, id).Ok);

        (await host.GroupAsync("g_acts", new { key = "g_acts", form = "deal", members = new { users = new[] { rep.Id } }, actions = new[] { "view" }, rows = "owner == $user", fields = new { cost = "hidden" }, otherFields = "readOnly" })).EnsureSuccessStatusCode();
        var seen = Read(rep, id);
        (await host.Admin.DeleteAsync("/api/groups/g_acts")).EnsureSuccessStatusCode();

        Assert.True(seen.Ok);
        Assert.True(seen.Value.Values[seen.Value.Form["cost"]!.Position].IsNull);
        Assert.False(Read(rep, id).Ok);
    }

    [Fact]
    public async Task Everything_wrong_with_a_group_is_said_with_its_path()
    {
        var answer = await host.GroupAsync("g_wrong", new { key = "g_wrong", form = "deal", members = new { roles = new[] { "ghost" } }, actions = new[] { "view", "fly" }, rows = "owner == ", fields = new { nothing = "hidden" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var paths = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()).ToList();
        Assert.Contains("members.roles[0]", paths);
        Assert.Contains("actions[1]", paths);
        Assert.Contains("rows", paths);
        Assert.Contains("fields.nothing", paths);
    }

    [Fact]
    public async Task An_explanation_names_groups_conditions_and_values()
    {
        var rep = await host.PersonAsync("Explained", ["boss"]);
        (await host.GroupAsync("g_big", new { key = "g_big", form = "deal", members = new { roles = new[] { "boss" } }, actions = new[] { "view" }, rows = "amount > 100", otherFields = "readOnly" })).EnsureSuccessStatusCode();
        var small = await host.DealAsync(1, 50);
        var big = await host.DealAsync(1, 500);

        var no = await (await host.Admin.GetAsync($"/api/explain?user={rep.Id}&form=deal&record={small}")).JsonAsync();
        var yes = await (await host.Admin.GetAsync($"/api/explain?user={rep.Id}&form=deal&record={big}")).JsonAsync();

        var group = no.GetProperty("groups").EnumerateArray().First(each => each.GetProperty("key").GetString() == "g_big");
        Assert.Equal("role:boss", group.GetProperty("memberBy").GetString());
        Assert.Equal("amount > 100", group.GetProperty("rows").GetString());
        Assert.False(group.GetProperty("covers").GetBoolean());
        Assert.Equal("50", group.GetProperty("reads").GetProperty("amount").GetString());
        Assert.Empty(no.GetProperty("actions").EnumerateArray());
        Assert.Contains("view", yes.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        Assert.Equal("readOnly", yes.GetProperty("fields").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task The_menu_shows_only_what_one_may_open()
    {
        var without = await host.PersonAsync("Without");
        var with = await host.PersonAsync("With");
        (await host.GroupAsync("g_menu", new { key = "g_menu", form = "deal", members = new { users = new[] { with.Id } }, actions = new[] { "create" } })).EnsureSuccessStatusCode();

        var nothing = await (await without.Client.GetAsync("/api/me")).JsonAsync();
        var deal = await (await with.Client.GetAsync("/api/me")).JsonAsync();

        Assert.Empty(nothing.GetProperty("apps").EnumerateArray());
        Assert.Contains("\"form\":\"deal\"", deal.GetProperty("apps").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_somebody_out_of_a_role_ends_their_sessions_and_their_rights()
    {
        var person = await host.PersonAsync("Moved", ["idle"]);

        (await host.Admin.PutAsJsonAsync("/api/roles/idle/members", new { members = Array.Empty<long>() })).EnsureSuccessStatusCode();

        Assert.Empty(host.Workspace.People.User(person.Id)!.Roles);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task The_description_of_the_api_is_for_administrators()
    {
        var person = await host.PersonAsync("Reader");

        var described = await host.Admin.GetAsync("/openapi/v1.json");
        var refused = await person.Client.GetAsync("/openapi/v1.json");
        var page = await host.Admin.GetAsync("/api-docs/index.html");
        var closed = await person.Client.GetAsync("/api-docs/index.html");
        var strange = await host.NewClient().GetAsync("/api-docs/index.html");

        Assert.Equal(HttpStatusCode.OK, described.StatusCode);
        Assert.True((await described.JsonAsync()).GetProperty("paths").TryGetProperty("/api/users", out _));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, strange.StatusCode);
    }
}
