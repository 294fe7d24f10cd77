using System.Net;
using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Runtime.Flows;

/// <summary>Two people at one task, a flow that is retired while it runs.</summary>
public sealed class TwoAtOnceTests(FlowHost host) : IClassFixture<FlowHost>
{
    [Fact]
    public async Task Of_two_who_decide_at_once_one_does_and_the_other_is_told_who()
    {
        await PublishAsync(Pair());
        var (boss, stranger) = (await StartAsync("pair", host.Boss), await TaskAsync(host.Stranger));

        var answers = await Task.WhenAll(
            host.Boss.Client.PostAsJsonAsync($"/api/tasks/{boss}/approve", new { }),
            host.Stranger.Client.PostAsJsonAsync($"/api/tasks/{stranger}/reject", new { comment = "no" }));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        var late = answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict);
        Assert.Equal("flows.task.closed", await late.CodeAsync());
        Assert.DoesNotContain(boss, await OpenAsync(host.Boss));
        Assert.DoesNotContain(stranger, await OpenAsync(host.Stranger));
    }

    [Fact]
    public async Task A_flow_that_is_retired_ends_what_it_has_begun_and_begins_nothing_more()
    {
        await PublishAsync(Pair());
        var task = await StartAsync("pair", host.Boss);

        var kept = await Services<MetadataEditor>().DeleteAsync(host.AdminCaller, DefinitionKind.Flow, "pair");
        Assert.Equal(ErrorKind.Conflict, kept.Refusal!.Kind);
        var pair = Pair();
        await PublishAsync(pair with { Settings = pair.Settings with { Start = pair.Settings.Start with { On = FlowStartTrigger.Never } } });

        var again = await host.Asker.Client.PostAsync(new Uri($"/api/forms/leave/records/{await host.RecordAsync("More")}/flow/pair/start", UriKind.Relative), null);
        Assert.False(again.IsSuccessStatusCode);
        var decided = await (await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{task}/approve", new { })).JsonAsync();
        Assert.Equal("completed", decided.GetProperty("state").GetString());
    }

    private T Services<T>() where T : notnull => host.Services.GetRequiredService<T>();

    private FlowDefinition Pair() => new()
    {
        Key = "pair",
        Form = "leave",
        Label = new Label("会签", "Either"),
        Nodes =
        [
            new StartNode { Id = "start" },
            new ApproveNode { Id = "either", Label = new Label("任一人", "Either"), Assignees = new AssigneeRule { From = [new FromUsers([host.Boss.Id, host.Stranger.Id])] } },
            new EndNode { Id = "end" },
        ],
        Edges = [new FlowEdge { Id = "e1", From = "start", To = "either" }, new FlowEdge { Id = "e2", From = "either", To = "end" }],
    };

    private async Task PublishAsync(FlowDefinition flow)
    {
        var published = await Services<Publisher>().PublishAsync(host.AdminCaller, [new(DefinitionKind.Flow, flow.Key, FlowJson.Write(flow))]);
        Assert.True(published.Ok, published.Refusal?.ToString());
    }

    private async Task<long> StartAsync(string flow, TestPerson handler)
    {
        var started = await Services<FlowRunner>().ExecuteAsync(host.CallerFor(host.Asker.Id), new StartFlow(flow, await host.RecordAsync("Either")));
        Assert.True(started.Ok, started.Refusal?.ToString());
        return await TaskAsync(handler);
    }

    private static async Task<long> TaskAsync(TestPerson handler) => (await OpenAsync(handler)).Max();

    private static async Task<IReadOnlyList<long>> OpenAsync(TestPerson handler) =>
        [.. (await (await handler.Client.GetAsync(new Uri("/api/tasks", UriKind.Relative))).JsonAsync()).GetProperty("items").EnumerateArray().Select(task => task.GetProperty("id").GetInt64())];
}
