using System.Globalization;
using System.Net.Http.Json;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>Nodes end, told to or by accident: nobody's request fails, nothing happens twice or never.</summary>
public sealed class EndingNodesTests
{
    /// <summary><c>LOWCODE_TEST_TIMERS=1000</c> for the long form.</summary>
    private static int Timers => int.Parse(Environment.GetEnvironmentVariable("LOWCODE_TEST_TIMERS") ?? "100", CultureInfo.InvariantCulture);

    private const string Flow = """
        {"schema":1,"key":"remind","form":"deal","nodes":[{"id":"start","type":"start"},{"id":"wait","type":"timer","until":{"kind":"field","field":"due","offset":"PT0S"}},{"id":"end","type":"end"}],
         "edges":[{"id":"e1","from":"start","to":"wait"},{"id":"e2","from":"wait","to":"end"}],"settings":{"start":{"on":"onCreate"}}}
        """;

    [PostgresFact]
    public async Task Every_timer_fires_once_when_a_node_is_killed_between()
    {
        await using var nodes = await ProcessPair.StartAsync(PostgresServer.NewSchema());
        await nodes.PublishAsync("flow", "remind", Flow);
        foreach (var some in Enumerable.Range(0, Timers).Chunk(50))
            await Task.WhenAll(some.Select(i => SaveAsync(nodes.One, $"deal {i}")));
        // All are due from now on; saving another one has each node look.
        Assert.Equal(Timers, await nodes.CountAsync("WITH moved AS (UPDATE job SET due_at = now() WHERE kind = 'flow.timer' RETURNING id) SELECT count(*) FROM moved"));
        await Task.WhenAll(SaveAsync(nodes.One, "wakes"), SaveAsync(nodes.Other, "wakes"));

        await Until(async () => await Fired() >= Timers / 10);
        nodes.Other.Kill();
        await Until(async () => await nodes.CountAsync("SELECT count(*) FROM job WHERE kind = 'flow.timer' AND state = 0 AND due_at <= now()") == 0);

        Assert.Equal(Timers, await Fired());
        Assert.Equal(Timers, await nodes.CountAsync("SELECT count(DISTINCT instance_id) FROM flow_event WHERE type = 'timerDue'"));
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
