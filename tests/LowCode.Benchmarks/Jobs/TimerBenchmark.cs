using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Measuring;
using LowCode.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Jobs;

/// <summary>A thousand timers of flows that are due within one minute, each handing out a task, while somebody reads and writes records.</summary>
internal static class TimerBenchmark
{
    private const int Timers = 1000;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    internal static async Task Run(Report report)
    {
        report.Begin("Timers: 1,000 due within one minute, on an embedded database");
        var product = new BenchProduct();
        await using var ended = product;
        var rep = await Deals.MakeAsync(product, Timers);
        var token = await product.TokenAsync(rep);
        await product.PublishAsync(new DefinitionChange(DefinitionKind.Flow, "remind", FlowJson.Write(Reminder(rep.Id))));
        var runner = product.Services.GetRequiredService<FlowRunner>();
        for (var id = 1; id <= Timers; id++)
            _ = (await runner.ExecuteAsync(product.CallerFor(rep), new StartFlow("remind", id))).Value;
        await product.CloseAsync();
        var begin = Now + Lead;
        Spread(product.Database, begin);

        using var server = await Child.StartAsync(await Published.ProgramAsync(), [], "/health", new Dictionary<string, string> { ["LowCode__DataFolder"] = product.Folder });
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        _ = await WorkAsync(http, TimeSpan.FromSeconds(5));
        var quiet = await WorkAsync(http, begin - Now);
        var busy = await WorkAsync(http, begin + Minute - Now);
        while (Waiting(product.Database) > 0 && Now < begin + 3 * Minute)
            await Task.Delay(100);
        report.Add("from the first that was due to the last that was done, s", (Now - begin).TotalSeconds, null, "<= 61");
        report.Add("not done after three minutes", Waiting(product.Database), null, "0");
        report.Add("reading and saving a record meanwhile beside before, 95th percentile, ms", Sampling.Percentile(busy, 0.95), Sampling.Percentile(quiet, 0.95), "<= 2.00");
    }

    private static FlowDefinition Reminder(long handler) => new()
    {
        Key = "remind",
        Form = "deal",
        Nodes =
        [
            new StartNode { Id = "start" }, new TimerNode { Id = "wait", Until = new WaitFor(TimeSpan.FromDays(3650)) },
            new ApproveNode { Id = "call", Label = new Label("call", "call"), Assignees = new AssigneeRule { From = [new FromUsers([handler])] } }, new EndNode { Id = "end" },
        ],
        Edges = [new FlowEdge { Id = "e1", From = "start", To = "wait" }, new FlowEdge { Id = "e2", From = "wait", To = "call" }, new FlowEdge { Id = "e3", From = "call", To = "end" }],
    };

    private static void Spread(string file, DateTime begin)
    {
        using var raw = Connect(file);
        using var command = raw.CreateCommand();
        command.CommandText = "WITH n AS (SELECT id, row_number() OVER (ORDER BY id) AS i, count(*) OVER () AS all_of_them FROM job WHERE kind = 'flow.timer') "
            + "UPDATE job SET due_at = strftime('%Y-%m-%d %H:%M:%f', $begin, '+' || (60.0 * n.i / n.all_of_them) || ' seconds') FROM n WHERE n.id = job.id";
        command.Parameters.AddWithValue("$begin", begin.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }

    private static long Waiting(string file)
    {
        using var raw = Connect(file);
        using var command = raw.CreateCommand();
        command.CommandText = "SELECT count(*) FROM job WHERE kind = 'flow.timer' AND state = 0";
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Connect(string file)
    {
        var raw = new SqliteConnection($"Data Source={file};Pooling=False");
        raw.Open();
        return raw;
    }

    // As a person does: one call after the other with a pause between.
    private static async Task<List<double>> WorkAsync(HttpClient http, TimeSpan time)
    {
        var (times, clock) = (new List<double>(), Stopwatch.StartNew());
        for (var i = 0; clock.Elapsed < time; i++)
        {
            var at = new Uri($"/api/forms/deal/records/{i % Timers + 1}", UriKind.Relative);
            var begin = Stopwatch.GetTimestamp();
            using var answer = i % 2 == 0 ? await http.GetAsync(at) : await http.PatchAsJsonAsync(at, new { city = $"C{i}" });
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            await Task.Delay(20);
        }
        return times;
    }
}
