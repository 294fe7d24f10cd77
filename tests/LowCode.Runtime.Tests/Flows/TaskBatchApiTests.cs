using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Ui.Account;
using LowCode.Ui.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Runtime.Flows;

/// <summary>Decisions over many tasks through HTTP.</summary>
public sealed class TaskBatchApiTests(FlowHost host) : IClassFixture<FlowHost>
{
    private const string Batch = "/api/tasks/batch";

    [Fact]
    public async Task A_few_are_answered_with_what_became_of_each()
    {
        var tasks = await TasksAsync(3);
        await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{tasks[1]}/approve", new { });

        var answer = await host.Boss.Client.PostAsJsonAsync(Batch, new { action = "reject", ids = tasks, comment = "Not this year" });
        var body = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("reject", "done", 3, 2, 1), (body.GetProperty("op").GetString(), body.GetProperty("state").GetString(), Number(body, "total"), Number(body, "changed"), Number(body, "refused")));
        var refusal = Assert.Single(body.GetProperty("refusals").EnumerateArray());
        Assert.Equal((tasks[1], 409, "flows.task.done"), (refusal.GetProperty("id").GetInt64(), refusal.GetProperty("status").GetInt32(), refusal.GetProperty("errors")[0].GetProperty("code").GetString()));
        var open = (await (await host.Boss.Client.GetAsync("/api/tasks?limit=100")).JsonAsync()).GetProperty("items").EnumerateArray().Select(task => task.GetProperty("id").GetInt64());
        Assert.Empty(tasks.Intersect(open));
    }

    [Fact]
    public async Task Many_are_accepted_asked_about_and_once_begun_not_begun_again()
    {
        var tasks = await TasksAsync(60);

        var accepted = await PostAsync(new { action = "approve", ids = tasks }, "many");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var path = accepted.Headers.Location!.ToString();
        Assert.Equal(path, (await PostAsync(new { action = "approve", ids = tasks }, "many")).Headers.Location?.ToString() ?? path);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        JsonElement run;
        while ((run = await (await host.Boss.Client.GetAsync(path, patience.Token)).JsonAsync()).GetProperty("state").GetString() == "running")
            await Task.Delay(20, patience.Token);

        Assert.Equal((60, 60), (Number(run, "total"), Number(run, "changed")));
        Assert.Equal(run.GetProperty("id").GetInt64(), (await (await host.Boss.Client.GetAsync(Batch)).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal("done", (await (await host.Boss.Client.PostAsync($"{path}/cancel", null)).JsonAsync()).GetProperty("state").GetString());
        // Nobody else's, no run over records, and no way back.
        Assert.Equal(HttpStatusCode.NotFound, (await host.Stranger.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Boss.Client.GetAsync(path.Replace("/tasks/", "/forms/leave/records/", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Boss.Client.PostAsync($"{path}/undo", null)).StatusCode);
    }

    [Fact]
    public async Task Many_decisions_in_a_row_reach_the_screens_of_a_person_as_little_news()
    {
        var tasks = await TasksAsync(80);
        using var screen = host.Services.CreateScope();
        screen.ServiceProvider.GetRequiredService<CurrentCaller>().Set(new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.UserId, host.Boss.Id.ToString(CultureInfo.InvariantCulture))])), Source.Screen);
        var (looks, news) = (0, 0);
        screen.ServiceProvider.GetRequiredService<LiveChanges>().Arrived += () => Interlocked.Increment(ref looks);
        var inbox = host.Services.GetRequiredService<Inbox>();
        inbox.Arrived += people => Interlocked.Add(ref news, people.Count(person => person == host.Boss.Id));
        var took = Stopwatch.StartNew();

        var path = (await PostAsync(new { action = "approve", ids = tasks }, "news")).Headers.Location!.ToString();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await (await host.Boss.Client.GetAsync(path, patience.Token)).JsonAsync()).GetProperty("state").GetString() == "running")
            await Task.Delay(20, patience.Token);

        // Each decision is news to the decider; the screens look a few times a second.
        Assert.True(news >= 80, $"{news} pieces of news");
        Assert.InRange(looks, 1, 2 + (int)(took.Elapsed / TimeSpan.FromMilliseconds(250)));
    }

    [Fact]
    public async Task What_was_refused_is_tried_again_as_another_run()
    {
        var first = await (await host.Stranger.Client.PostAsJsonAsync(Batch, new { action = "approve", ids = await TasksAsync(2) })).JsonAsync();
        Assert.Equal((0, 2), (Number(first, "changed"), Number(first, "refused")));

        var again = await (await host.Stranger.Client.PostAsync($"{Batch}/{first.GetProperty("id").GetInt64()}/retry", null)).JsonAsync();

        Assert.NotEqual(first.GetProperty("id").GetInt64(), again.GetProperty("id").GetInt64());
        Assert.Equal((2, "flows.task.unknown"), (Number(again, "refused"), again.GetProperty("refusals")[0].GetProperty("errors")[0].GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("""{"action":"explode","ids":[1]}""", "action")]
    [InlineData("""{"action":"transfer","ids":[1]}""", "to")]
    [InlineData("""{"action":"approve","ids":[]}""", "ids")]
    [InlineData("""{"action":"approve"}""", "ids")]
    [InlineData("""{"ids":[1]}""", "action")]
    public async Task What_cannot_be_meant_is_refused_as_a_whole(string body, string path)
    {
        var answer = await host.Boss.Client.PostAsync(Batch, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{path}\"", await answer.Content.ReadAsStringAsync());
    }

    private async Task<List<long>> TasksAsync(int count)
    {
        var tasks = new List<long>();
        while (tasks.Count < count)
            tasks.Add(await host.TaskAsync());
        return tasks;
    }

    private static int Number(JsonElement run, string name) => run.GetProperty(name).GetInt32();

    private async Task<HttpResponseMessage> PostAsync(object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Batch) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await host.Boss.Client.SendAsync(request);
    }
}
