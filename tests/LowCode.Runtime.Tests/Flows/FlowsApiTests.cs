using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Runtime.Flows;

public class FlowsApiTests(FlowHost host) : IClassFixture<FlowHost>
{
    [Fact]
    public async Task A_task_keeps_a_draft_with_the_fields_that_it_opens()
    {
        var task = await host.TaskAsync();

        var made = await host.Boss.Client.PostAsJsonAsync("/api/drafts", new { task, note = "Ask first", values = new { note = "half", secret = "guess", title = "read only" } });
        var text = await (await host.Boss.Client.GetAsync(made.Headers.Location)).Content.ReadAsStringAsync();

        Assert.Contains("\"note\":\"half\"", text, StringComparison.Ordinal);
        Assert.Contains("Ask first", text, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", text, StringComparison.Ordinal);
        Assert.Equal("flows.task.unknown", await (await host.Stranger.Client.PostAsJsonAsync("/api/drafts", new { task, values = new { note = "x" } })).CodeAsync());
    }

    [Fact]
    public async Task A_request_goes_from_start_to_its_end_over_the_api()
    {
        var record = await host.RecordAsync("Paper");
        var started = await host.Asker.Client.PostAsync($"/api/forms/leave/records/{record}/flow/leave/start", null);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal("boss", (await started.JsonAsync()).GetProperty("nodes")[0].GetString());

        var queue = await (await host.Boss.Client.GetAsync("/api/tasks?queue=todo")).JsonAsync();
        var task = queue.GetProperty("items").EnumerateArray().First(item => item.GetProperty("record").GetInt64() == record);
        Assert.Equal("Paper", task.GetProperty("title").GetString());
        var id = task.GetProperty("id").GetInt64();
        var view = await (await host.Boss.Client.GetAsync($"/api/tasks/{id}")).JsonAsync();
        Assert.Equal(["approve", "reject", "return", "transfer", "delegate", "addSign", "cc"], view.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("action").GetString()));

        var approved = await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{id}/approve", new { comment = "fine", values = new { note = "seen" } });
        Assert.Equal("completed", (await approved.JsonAsync()).GetProperty("state").GetString());
        var again = await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{id}/approve", new { });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("flows.task.done", await again.CodeAsync());

        var inbox = await (await host.Asker.Client.GetAsync("/api/notifications")).JsonAsync();
        Assert.Equal("flow.ended", inbox.GetProperty("items")[0].GetProperty("kind").GetString());
        var instance = task.GetProperty("instance").GetInt64();
        var events = await (await host.Asker.Client.GetAsync($"/api/instances/{instance}/events")).JsonAsync();
        Assert.Equal(["started", "approved", "copied", "ended"], events.GetProperty("items").EnumerateArray().Select(told => told.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task An_idempotency_key_decides_once()
    {
        var task = await host.TaskAsync();
        using var first = Post(task);
        using var second = Post(task);

        var answers = new[] { await host.Boss.Client.SendAsync(first), await host.Boss.Client.SendAsync(second) };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(await answers[0].Content.ReadAsStringAsync(), await answers[1].Content.ReadAsStringAsync());

        static HttpRequestMessage Post(long task) => new(HttpMethod.Post, $"/api/tasks/{task}/approve") { Content = JsonContent.Create(new { }), Headers = { { "Idempotency-Key", $"once-{task}" } } };
    }

    [Theory]
    [InlineData("asker", "approve", "{}", 403, "flows.task.notYours")]
    [InlineData("stranger", "approve", "{}", 404, "flows.task.unknown")]
    [InlineData("nobody", "approve", "{}", 401, null)]
    [InlineData("boss", "submit", "{}", 422, "flows.action.wrong")]
    [InlineData("boss", "explode", "{}", 400, "http.value")]
    [InlineData("boss", "return", """{"mode":"Direct"}""", 400, "http.value")]
    [InlineData("boss", "return", """{"target":"boss"}""", 422, "flows.return.target")]
    [InlineData("boss", "transfer", "{}", 400, "http.value")]
    [InlineData("boss", "transfer", """{"to":999999}""", 422, "flows.person")]
    [InlineData("boss", "approve", """{"values":{"secret":"x"}}""", 400, "records.field.unknown")]
    [InlineData("boss", "approve", """{"values":{"title":"x"}}""", 403, "records.field.readOnly")]
    [InlineData("boss", "addSigners", """{"place":"before","users":[]}""", 400, "flows.people.empty")]
    public async Task Refusals_say_why(string who, string action, string body, int status, string? code)
    {
        var task = await host.TaskAsync();
        var client = who switch { "asker" => host.Asker.Client, "boss" => host.Boss.Client, "stranger" => host.Stranger.Client, _ => host.NewClient() };

        var answer = await client.PostAsync($"/api/tasks/{task}/{action}", new StringContent(body, null, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        if (code is not null)
            Assert.Equal(code, await answer.CodeAsync());
    }

    [Fact]
    public async Task Lists_are_paged_without_gaps_or_doubles()
    {
        for (var i = 0; i < 5; i++)
            await host.TaskAsync();
        foreach (var queue in new[] { "todo", "initiated", "handled", "copied", "overdue" })
        {
            var client = queue == "initiated" ? host.Asker.Client : host.Boss.Client;
            var all = await IdsAsync(client, $"/api/tasks?queue={queue}&limit=100");
            var paged = new List<string>();
            string? after = null;
            do
            {
                var page = await (await client.GetAsync($"/api/tasks?queue={queue}&limit=2{(after is null ? "" : $"&after={after}")}")).JsonAsync();
                paged.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
                after = page.GetProperty("next").GetString();
            }
            while (after is not null);
            Assert.Equal(all, paged);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Boss.Client.GetAsync("/api/tasks?queue=everything")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Boss.Client.GetAsync("/api/tasks?after=x")).StatusCode);
    }

    [Fact]
    public async Task A_record_tells_its_flows_and_what_can_be_started()
    {
        var record = await host.RecordAsync("Chair");
        var before = await (await host.Asker.Client.GetAsync($"/api/forms/leave/records/{record}/flows")).JsonAsync();
        await host.Asker.Client.PostAsync($"/api/forms/leave/records/{record}/flow/leave/start", null);

        var after = await (await host.Asker.Client.GetAsync($"/api/forms/leave/records/{record}/flows")).JsonAsync();

        Assert.Equal("leave", before.GetProperty("startable")[0].GetProperty("key").GetString());
        Assert.Empty(after.GetProperty("startable").EnumerateArray());
        Assert.Equal("running", after.GetProperty("items")[0].GetProperty("state").GetString());
        Assert.Equal("flows.start.running", await (await host.Asker.Client.PostAsync($"/api/forms/leave/records/{record}/flow/leave/start", null)).CodeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Asker.Client.PostAsync($"/api/forms/leave/records/{record}/flow/nothing/start", null)).StatusCode);
    }

    [Fact]
    public async Task The_inbox_counts_and_forgets_what_was_read()
    {
        await host.TaskAsync();
        var unread = (await (await host.Boss.Client.GetAsync("/api/notifications/count")).JsonAsync()).GetProperty("unread").GetInt32();
        Assert.True(unread > 0);

        Assert.Equal(HttpStatusCode.NoContent, (await host.Boss.Client.PostAsJsonAsync("/api/notifications/read", new { })).StatusCode);

        Assert.Equal(0, (await (await host.Boss.Client.GetAsync("/api/notifications/count")).JsonAsync()).GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task Designers_learn_all_that_is_wrong_with_a_drawing()
    {
        var flow = await (await host.Admin.GetAsync("/api/flows/leave")).Content.ReadAsStringAsync();
        var sound = await (await host.Admin.PostAsync("/api/flows/check", new StringContent(flow, null, "application/json"))).JsonAsync();
        var broken = await (await host.Admin.PostAsync("/api/flows/check", new StringContent(flow.Replace("\"to\":\"end\"", "\"to\":\"copy\"", StringComparison.Ordinal), null, "application/json"))).JsonAsync();

        Assert.DoesNotContain(sound.GetProperty("items").EnumerateArray(), problem => problem.GetProperty("isError").GetBoolean());
        Assert.Contains(broken.GetProperty("items").EnumerateArray(), problem => problem.GetProperty("code").GetString() == "flows.check.stuck");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Boss.Client.PostAsync("/api/flows/check", new StringContent(flow, null, "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Boss.Client.GetAsync("/api/flows/leave")).StatusCode);
    }

    private static async Task<List<string>> IdsAsync(HttpClient client, string url) =>
        [.. (await (await client.GetAsync(url)).JsonAsync()).GetProperty("items").EnumerateArray().Select(Id)];

    private static string Id(JsonElement item) => $"{item.GetProperty("id")}/{item.GetProperty("instance")}";
}
