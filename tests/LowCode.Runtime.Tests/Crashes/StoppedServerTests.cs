using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using LowCode.Nodes;

namespace LowCode.Crashes;

/// <summary>The PostgreSQL server is stopped at once, as a power cut would, while people save.</summary>
public sealed class StoppedServerTests
{
    [PostgresFact]
    public async Task The_product_goes_on_when_a_stopped_server_is_back_and_has_lost_nothing()
    {
        using var server = new OwnPostgres();
        server.Start();
        await using var product = await ProcessPair.StartAsync(server.Schema, nodes: 1);
        var acknowledged = new ConcurrentDictionary<string, byte>();
        using var stop = new CancellationTokenSource();
        var others = new ConcurrentBag<HttpStatusCode>();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var name = $"{writer}.{i}";
                using var answer = await product.Admin.PostAsJsonAsync(new Uri(product.One.Address, "/api/forms/deal/records"), new { name });
                if (answer.IsSuccessStatusCode)
                    acknowledged[name] = 0;
                else
                    others.Add(answer.StatusCode);
            }
        })).ToList();

        for (var round = 0; round < Rounds.Of(1, 20); round++)
        {
            await More();
            server.Kill();
            server.Start();
            var clock = Stopwatch.StartNew();
            await More();
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        Assert.All(others, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        var form = await product.CountAsync("SELECT id FROM definition WHERE key = 'deal'");
        Assert.InRange(await product.CountAsync($"SELECT count(*) FROM f_{form}"), acknowledged.Count, acknowledged.Count + others.Count);
        Assert.Equal(0, await product.CountAsync($"SELECT count(*) FROM f_{form} r WHERE (SELECT count(*) FROM history h WHERE h.form_id = {form} AND h.record_id = r.id) <> 1"));

        async Task More()
        {
            var enough = acknowledged.Count + 20;
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (acknowledged.Count < enough)
                await Task.Delay(10, patience.Token);
        }
    }
}
