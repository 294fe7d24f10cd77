using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Crashes;

/// <summary>Many people at once on one running product, on either database: who wins is told so, who loses is told why, nothing is there twice.</summary>
internal sealed class Crowd(TestHost host)
{
    private const string Form = """
        {"key":"visit","app":"crowd","titleField":"name","fields":[
          {"key":"name","type":"text","required":true},
          {"key":"no","type":"serial","settings":{"pattern":"V-{00000}"}},
          {"key":"hours","type":"number","settings":{"scale":2}},
          {"key":"cost","type":"number","computed":"hours * 80"},
          {"key":"level","type":"text","computed":"IF(hours > 8, 'long', 'short')"}],
         "validations":[{"check":"hours <= 1000","message":"Too long"}]}
        """;

    private static FlowDefinition Flow(long handler) => new()
    {
        Key = "check",
        Form = "visit",
        Nodes = [new StartNode { Id = "start" }, new ApproveNode { Id = "look", Assignees = new AssigneeRule { From = [new FromUsers([handler])] } }, new EndNode { Id = "end" }],
        Edges = [new FlowEdge { Id = "e1", From = "start", To = "look" }, new FlowEdge { Id = "e2", From = "look", To = "end" }],
        Settings = new FlowSettings { Start = new FlowStart { On = FlowStartTrigger.OnCreate } },
    };

    internal static async Task<Crowd> GatherAsync(TestHost host)
    {
        if (!host.Workspace.Catalog.Forms.ContainsKey("visit"))
        {
            var published = await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller,
                [new(DefinitionKind.App, "crowd", """{"key":"crowd","label":"Crowd"}"""), new(DefinitionKind.Form, "visit", Form), new(DefinitionKind.Flow, "check", FlowJson.Write(Flow(host.AdminCaller.Id)))]);
            Assert.True(published.Ok, published.Refusal?.ToString());
        }
        return new Crowd(host);
    }

    /// <summary>Of many who change the version that they all saw, one is told that it is saved and the others that somebody was faster.</summary>
    internal async Task EditAtOnceAsync()
    {
        for (var round = 0; round < Rounds.Of(1, 20); round++)
        {
            var id = await CreateAsync($"shared {round}");
            var version = (await (await host.Admin.GetAsync($"/api/forms/visit/records/{id}")).JsonAsync()).GetProperty("version").GetInt64();
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/forms/visit/records/{id}") { Content = JsonContent.Create(new { name = $"by {i}" }) };
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
                using var answer = await host.Admin.SendAsync(request);
                return (i, answer.StatusCode);
            }));

            var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode));
            var now = await (await host.Admin.GetAsync($"/api/forms/visit/records/{id}")).JsonAsync();
            Assert.Equal($"by {winner.i}", now.GetProperty("values").GetProperty("name").GetString());
        }
    }

    /// <summary>A request that is sent three times with one key, all at once, makes one record.</summary>
    internal async Task RepeatAsync()
    {
        var before = await CountAsync();
        var requests = Rounds.Of(20, 500);
        var ids = new ConcurrentDictionary<int, ConcurrentBag<long>>();
        await Parallel.ForEachAsync(Enumerable.Range(0, requests * 3), new ParallelOptions { MaxDegreeOfParallelism = 30 }, async (i, cancel) =>
        {
            var key = i % requests;
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/forms/visit/records") { Content = JsonContent.Create(new { name = $"once {key}" }) };
            request.Headers.Add("Idempotency-Key", $"key {key}");
            using var answer = await host.Admin.SendAsync(request, cancel);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            ids.GetOrAdd(key, _ => []).Add((await answer.JsonAsync()).GetProperty("id").GetInt64());
        });

        Assert.All(ids.Values, same => Assert.Single(same.Distinct()));
        Assert.Equal(requests, await CountAsync() - before);
    }

    /// <summary>Numbers that many draw at once have no twins and no gaps.</summary>
    internal async Task NumberAsync()
    {
        var (clients, each) = (20, Rounds.Of(15, 500));
        var numbers = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (var i = 0; i < each; i++)
            {
                using var answer = await host.Admin.PostAsJsonAsync("/api/forms/visit/records", new { name = $"client {client} {i}" });
                numbers.Add((await answer.JsonAsync()).GetProperty("values").GetProperty("no").GetString()!);
            }
        }));

        Assert.Equal(clients * each, numbers.Distinct().Count());
        var drawn = numbers.Select(number => int.Parse(number[2..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(clients * each - 1, drawn[^1] - drawn[0]);
    }

    /// <summary>Fifty saves with a calculation, a rule and a flow that starts all finish, each with its task.</summary>
    internal async Task SaveAtOnceAsync()
    {
        for (var round = 0; round < Rounds.Of(1, 20); round++)
        {
            var saved = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
            {
                using var answer = await host.Admin.PostAsJsonAsync("/api/forms/visit/records", new { name = $"save {i}", hours = i }).WaitAsync(TimeSpan.FromMinutes(1));
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                return await answer.JsonAsync();
            }));

            Assert.All(saved, (record, i) =>
            {
                var values = record.GetProperty("values");
                Assert.Equal(i * 80m, values.GetProperty("cost").GetDecimal());
                Assert.Equal(i > 8 ? "long" : "short", values.GetProperty("level").GetString());
            });
            foreach (var record in saved)
            {
                var instances = await (await host.Admin.GetAsync($"/api/forms/visit/records/{record.GetProperty("id").GetInt64()}/flows")).JsonAsync();
                Assert.Single(instances.GetProperty("items").EnumerateArray());
            }
        }
    }

    private async Task<long> CreateAsync(string name) => (await (await host.Admin.PostAsJsonAsync("/api/forms/visit/records", new { name })).JsonAsync()).GetProperty("id").GetInt64();

    private async Task<long> CountAsync() => (await (await host.Admin.GetAsync("/api/forms/visit/records?limit=1&count=exact")).JsonAsync()).GetProperty("total").GetInt64();
}
