using System.Net.Http.Json;
using LowCode.Crashes;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>Nodes end, told to or by accident: nobody's request fails, nothing happens twice or never.</summary>
public sealed class EndingNodesTests
{
    private const string Waits = "kind = 'flow.timer' AND state = 0 AND due_at > now()";

    private const string Flow = """
        {"schema":1,"key":"remind","form":"deal","nodes":[{"id":"start","type":"start"},{"id":"wait","type":"timer","until":{"kind":"field","field":"due","offset":"PT0S"}},{"id":"end","type":"end"}],
         "edges":[{"id":"e1","from":"start","to":"wait"},{"id":"e2","from":"wait","to":"end"}],"settings":{"start":{"on":"onCreate"}}}
        """;

    [PostgresFact]
    public async Task Every_timer_fires_once_although_nodes_are_killed_between()
    {
        var (timers, kills) = (Rounds.Of(100, 1000), Rounds.Of(1, 50));
        await using var nodes = await ProcessPair.StartAsync(PostgresServer.NewSchema());
        await nodes.PublishAsync("flow", "remind", Flow);
        foreach (var some in Enumerable.Range(0, timers).Chunk(50))
            await Task.WhenAll(some.Select(i => SaveAsync(nodes.One, $"deal {i}")));
        for (var kill = 0; kill < kills; kill++)
        {
            // A share of them is due from now on; saving another one has each node look.
            var before = await Fired();
            await nodes.CountAsync($"WITH due AS (UPDATE job SET due_at = now() WHERE id IN (SELECT id FROM job WHERE {Waits} ORDER BY id LIMIT {timers / kills}) RETURNING id) SELECT count(*) FROM due");
            await Task.WhenAll(SaveAsync(nodes.One, "wakes"), SaveAsync(nodes.Other, "wakes"));
            await Until(async () => await Fired() > before);
            nodes.Other.Kill();
            await Until(async () => await nodes.CountAsync("SELECT count(*) FROM job WHERE kind = 'flow.timer' AND state = 0 AND due_at <= now()") == 0);
            if (kill + 1 < kills)
                await nodes.RestartAsync(1);
        }

        var still = await nodes.CountAsync($"SELECT count(*) FROM job WHERE {Waits}");
        Assert.Equal(timers + 2 * kills - still, await Fired());
        Assert.InRange(await Fired(), timers, timers + 2 * kills);
        Assert.Equal(await Fired(), await nodes.CountAsync("SELECT count(DISTINCT instance_id) FROM flow_event WHERE type = 'timerDue'"));
        Assert.Equal(0, await nodes.CountAsync("SELECT count(*) FROM job WHERE state = 2"));

        async Task SaveAsync(NodeProcess node, string name) => await Ok(await nodes.Admin.PostAsJsonAsync(new Uri(node.Address, "/api/forms/deal/records"), new { name, due = "2999-01-01T00:00:00Z" }));

        Task<long> Fired() => nodes.CountAsync("SELECT count(*) FROM flow_event WHERE type = 'timerDue'");
    }

    [PostgresFact]
    public async Task A_node_that_is_told_to_end_fails_no_request_and_leaves_its_jobs_to_the_other()
    {
        await using var nodes = await ProcessPair.StartAsync(PostgresServer.NewSchema());
        TimeSpan took;
        RoundRobin people;
        await using (people = new RoundRobin(nodes.Admin, "/api/forms/deal/records", nodes.One.Address, nodes.Other.Address))
        {
            await people.MoreAsync(50);
            took = await nodes.Other.TerminateAsync();
            await people.MoreAsync(20);
            Assert.True(people.IsOut(nodes.Other.Address));
        }

        Assert.Empty(people.Failed);
        Assert.InRange(took, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(15));
        Assert.Equal(people.Saved.Count, await nodes.CountAsync($"SELECT count(*) FROM f_{await Form(nodes)}"));
        Assert.Equal(0, await nodes.CountAsync("SELECT count(*) FROM job WHERE lease_owner IS NOT NULL AND state = 0"));
    }

    [Fact]
    public async Task A_single_node_that_is_told_to_end_answers_what_it_has_taken()
    {
        await using var nodes = await ProcessPair.StartAsync(schema: null);
        RoundRobin people;
        await using (people = new RoundRobin(nodes.Admin, "/api/forms/deal/records", nodes.One.Address))
        {
            await people.MoreAsync(50);
            Assert.InRange(await nodes.One.TerminateAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        }

        Assert.Empty(people.Failed);
        Assert.True(people.IsOut(nodes.One.Address));
    }

    private static async Task<long> Form(ProcessPair nodes) => await nodes.CountAsync("SELECT id FROM definition WHERE key = 'deal'");

    private static async Task Until(Func<Task<bool>> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await met())
            await Task.Delay(20, patience.Token);
    }
}
