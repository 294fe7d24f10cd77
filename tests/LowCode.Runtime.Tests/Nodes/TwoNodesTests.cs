using System.Net;
using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>What is done on one node holds on the other: at once for calls, soon for open screens.</summary>
public sealed class TwoNodesTests(NodePair nodes) : IClassFixture<NodePair>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task A_save_uses_what_another_node_has_just_published()
    {
        for (var round = 1; round <= 5; round++)
        {
            // Each field comes before those of the round before, so that every position moves.
            var fields = string.Join(',', Enumerable.Range(1, round).Reverse().Select(i => $$"""{"key":"f{{i}}","type":"text"}"""));
            await nodes.PublishAsync("form", "growing", $$"""{"key":"growing","app":"test","label":"Deal","fields":[{{fields}}]}""");

            var values = Enumerable.Range(1, round).ToDictionary(i => $"f{i}", i => $"value {i}");
            var saved = await Ok(await OnOther(HttpMethod.Post, "/api/forms/growing/records", values));

            Assert.All(values, pair => Assert.Equal(pair.Value, saved.GetProperty("values").GetProperty(pair.Key).GetString()));
        }
        // The tables of the first node know what the second wrote.
        var page = await Ok(await nodes.One.Admin.GetAsync("/api/forms/growing/records?limit=50&sort=id"));
        Assert.Equal(["value 1", "value 1", "value 1", "value 1", "value 1"], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("values").GetProperty("f1").GetString()));
    }

    [PostgresFact]
    public async Task A_save_that_waits_while_another_node_publishes_goes_by_the_new_definition()
    {
        await nodes.PublishAsync("form", "waiting", """{"key":"waiting","app":"test","label":"Deal","fields":[{"key":"name","type":"text"}]}""");
        Task<HttpResponseMessage>? saving = null;

        var published = await nodes.One.Workspace.Database.WriteAsync(unit =>
        {
            saving = OnOther(HttpMethod.Post, "/api/forms/waiting/records", new { name = "Bridge" });
            while (Count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0)
                Thread.Yield();
            return nodes.One.Services.GetRequiredService<Publisher>().Apply(unit, nodes.One.AdminCaller,
                [new DefinitionChange(DefinitionKind.Form, "waiting", """{"key":"waiting","app":"test","label":"Deal","fields":[{"key":"code","type":"text","default":"'new'"},{"key":"name","type":"text"}]}""")]);
        });

        Assert.True(published.Ok, published.Refusal?.ToString());
        var values = (await Ok(await saving!)).GetProperty("values");
        Assert.Equal(("Bridge", "new"), (values.GetProperty("name").GetString(), values.GetProperty("code").GetString()));
    }

    [PostgresFact]
    public async Task Rights_people_and_sign_outs_act_on_all_nodes_at_once()
    {
        await nodes.PublishAsync("form", "guarded", """{"key":"guarded","app":"test","label":"Deal","fields":[{"key":"name","type":"text"}]}""");
        await nodes.PublishAsync("role", "rep", """{"key":"rep","label":"Rep"}""");
        var rep = await nodes.One.PersonAsync("Rep", ["rep"]);
        Assert.Equal(HttpStatusCode.NotFound, await Rep("/api/forms/guarded/records"));

        await Ok(await nodes.One.Admin.PutAsJsonAsync("/api/groups/reps", new { key = "reps", form = "guarded", label = "Reps", members = new { roles = new[] { "rep" } }, actions = new[] { "view" } }));
        Assert.Equal(HttpStatusCode.OK, await Rep("/api/forms/guarded/records"));

        await Ok(await nodes.One.Admin.PutAsJsonAsync("/api/roles/rep/members", new { members = Array.Empty<long>() }));
        Assert.NotEqual(HttpStatusCode.OK, await Rep("/api/forms/guarded/records"));

        var again = await nodes.One.SignInAsync(rep.Email);
        rep = rep with { Client = again };
        Assert.Equal(HttpStatusCode.OK, await Rep("/api/me"));
        await Ok(await again.DeleteAsync("/api/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Rep("/api/me"));

        rep = rep with { Client = await nodes.One.SignInAsync(rep.Email) };
        Assert.Equal(HttpStatusCode.OK, await Rep("/api/me"));
        await Ok(await nodes.One.Admin.PostAsync($"/api/users/{rep.Id}/deactivate", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await Rep("/api/me"));

        async Task<HttpStatusCode> Rep(string path) => (await rep.Client.GetAsync(new Uri(nodes.Other.Address, path))).StatusCode;
    }

    [PostgresFact]
    public async Task A_token_that_both_nodes_have_seen_is_dead_on_both_when_one_revokes_it()
    {
        var made = await Ok(await nodes.One.Admin.PostAsJsonAsync("/api/tokens", new { name = "program" }));
        using var program = nodes.One.NewClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("secret").GetString());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await OneAsync(), await OtherAsync()));

        await Ok(await nodes.One.Admin.DeleteAsync($"/api/tokens/{made.GetProperty("token").GetProperty("id").GetInt64()}"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (await OtherAsync(), await OneAsync()));

        async Task<HttpStatusCode> OneAsync() => (await program.GetAsync("/api/me")).StatusCode;
        async Task<HttpStatusCode> OtherAsync() => (await program.GetAsync(new Uri(nodes.Other.Address, "/api/me"))).StatusCode;
    }

    [PostgresFact]
    public async Task Open_screens_hear_of_what_happens_on_another_node_and_of_having_missed_it()
    {
        await nodes.PublishAsync("form", "watched", """{"key":"watched","app":"test","label":"Deal","fields":[{"key":"name","type":"text"}]}""");
        var heard = new Heard(nodes.Other);

        var id = (await Ok(await nodes.One.Admin.PostAsJsonAsync("/api/forms/watched/records", new { name = "A" }))).GetProperty("id").GetInt64();
        await heard.Of(() => heard.Changes.Contains(new RecordChanged("watched", id)));
        Assert.Equal(nodes.One.Workspace.Catalog.Version, nodes.Other.Workspace.Catalog.Version);

        var person = await nodes.One.PersonAsync("Ann");
        await nodes.One.Workspace.Database.WriteAsync(unit =>
        {
            nodes.One.Services.GetRequiredService<Inbox>().Send(unit, [new Notification { UserId = person.Id, Kind = "test", At = nodes.One.Workspace.Now }]);
            return default(Nothing);
        });
        await heard.Of(() => heard.People.Contains(person.Id));

        Assert.True(Count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'") > 0);
        await heard.Of(() => heard.Changes.Contains(new RecordChanged("watched", 0)));
        id = (await Ok(await nodes.One.Admin.PostAsJsonAsync("/api/forms/watched/records", new { name = "B" }))).GetProperty("id").GetInt64();
        await heard.Of(() => heard.Changes.Contains(new RecordChanged("watched", id)));
    }

    [PostgresFact]
    public async Task Attachments_are_there_on_all_nodes_and_a_node_that_looks_into_another_folder_does_not_start()
    {
        var file = (await Ok(await nodes.One.Admin.PostAsync("/api/files", new MultipartFormDataContent { { new StringContent("hello"), "file", "a.txt" } }))).GetProperty("id").GetString();
        Assert.Equal("hello", await (await OnOther(HttpMethod.Get, $"/api/files/{file}")).Content.ReadAsStringAsync());

        var elsewhere = Directory.CreateTempSubdirectory("lowcode-astray-").FullName;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeProcess.StartAsync(
            KeyValuePair.Create("LowCode:Database", nodes.Schema), KeyValuePair.Create("LowCode:DataFolder", elsewhere), KeyValuePair.Create("LowCode:FilesFolder", elsewhere)));
        Assert.Contains("LowCode__FilesFolder", refused.Message, StringComparison.Ordinal);
        Directory.Delete(elsewhere, recursive: true);
    }

    // The first node's browser goes to another node: the address differs in the port only, so it sends its cookie.
    private Task<HttpResponseMessage> OnOther(HttpMethod method, string path, object? body = null) =>
        nodes.One.Admin.SendAsync(new HttpRequestMessage(method, new Uri(nodes.Other.Address, path)) { Content = body is null ? null : JsonContent.Create(body) });

    private long Count(string sql)
    {
        using var connection = new NpgsqlConnection(nodes.Schema);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>What a node's screens heard so far.</summary>
    private sealed class Heard
    {
        private readonly Lock _lock = new();
        private readonly List<RecordChanged> _changes = [];
        private readonly List<long> _people = [];
        private TaskCompletionSource _more = new();

        public Heard(Node node)
        {
            node.Workspace.Changed += change => Add(() => _changes.Add(change));
            node.Services.GetRequiredService<Inbox>().Arrived += people => Add(() => _people.AddRange(people));
        }

        public IReadOnlyList<RecordChanged> Changes { get { lock (_lock) return [.. _changes]; } }

        public IReadOnlyList<long> People { get { lock (_lock) return [.. _people]; } }

        public async Task Of(Func<bool> heard)
        {
            while (true)
            {
                Task more;
                lock (_lock)
                    more = (_more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                if (heard())
                    return;
                await more.WaitAsync(Soon);
            }
        }

        private void Add(Action add)
        {
            lock (_lock)
            {
                add();
                _more.TrySetResult();
            }
        }
    }
}
