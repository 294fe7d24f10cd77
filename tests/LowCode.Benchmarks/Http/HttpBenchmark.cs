using System.Text.Json;
using LowCode.Measuring;
using LowCode.Running;

namespace LowCode.Http;

/// <summary>The running product over HTTP with 10 connections, as a salesperson with a permission group, beside a bare endpoint that runs the same SQL: 100,000 records of 12 fields.</summary>
internal static class HttpBenchmark
{
    private const int Rows = 100_000;
    private const int Connections = 10;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);

    internal static async Task Run(Report report)
    {
        var product = new BenchProduct();
        await using var ended = product;
        var token = await product.TokenAsync(await Deals.MakeAsync(product, Rows));
        var random = new Random(1);
        var form = product["deal"];
        await product.CloseAsync();

        var statements = Path.Combine(product.Folder, "statements.json");
        var copy = Path.Combine(product.Folder, "bare.db");
        File.Copy(product.Database, copy);
        await File.WriteAllTextAsync(statements, JsonSerializer.Serialize(BareStatements.For(form)));
        var settings = new Dictionary<string, string> { ["LowCode__DataFolder"] = product.Folder, ["LowCode__ApiCallsPerMinute"] = "0" };
        using var ours = await Child.StartAsync(await Published.ProgramAsync(), [], "/health", settings);
        using var bare = await Child.StartAsync(Path.Combine(AppContext.BaseDirectory, "LowCode.Benchmarks.dll"), ["bare", copy, statements]);
        report.Begin($"Over HTTP, {Connections} connections, {Rows:N0} records of 12 fields, a caller with a permission group");
        Console.WriteLine($"{"memory after start, MB",-64} {ours.Megabytes,12:N0}");

        Func<byte[]> Get(string prefix, string? who, string suffix = "") => () => LoadDriver.Request("GET", $"{prefix}{random.Next(1, Rows)}{suffix}", who);
        Func<byte[]> Always(byte[] request) => () => request;
        await Compare("get by id, per s", "NocoBase x 30 = 12,510; >= 0.60", Get("/api/forms/deal/records/", token), Get("/get/", null));
        await Compare("list of 20: two filters and a sort with an index, per s", "NocoBase x 20 = 960",
            Always(LoadDriver.Request("GET", $"/api/forms/deal/records?limit=20&filter={Uri.EscapeDataString("stage == \"won\" && amount > 5000")}&sort=-amount", token)), Get("/list/", null));
        await Compare("aggregate by stage, per s", "NocoBase 45",
            Always(LoadDriver.Request("POST", "/api/forms/deal/aggregate", token, """{"groupBy":[{"field":"stage"}],"measures":[{"function":"count"},{"function":"sum","field":"amount"}]}""")), Get("/sum/", null));
        var made = 0;
        await Compare("create (rules, permission, history, event), per s", "NocoBase x 15 = 4,215; >= 0.50",
            () => LoadDriver.Request("POST", "/api/forms/deal/records", token, Deals.Body(Interlocked.Increment(ref made))), () => LoadDriver.Request("POST", "/insert", null, Deals.Body(Interlocked.Increment(ref made))));
        await Compare("update one field, per s", "NocoBase x 15 = 3,675",
            () => LoadDriver.Request("PATCH", $"/api/forms/deal/records/{random.Next(1, Rows)}", token, $$"""{"city":"C{{Interlocked.Increment(ref made)}}"}"""), null);
        Console.WriteLine($"{"memory afterwards, MB",-64} {ours.Megabytes,12:N0}");

        // In turns, twice each: a noisy minute should not hit one side only.
        async Task Compare(string what, string wanted, Func<byte[]> request, Func<byte[]>? limit)
        {
            if (!report.Wants(what))
                return;
            var (mine, theirs) = (new List<Load>(), new List<Load>());
            // A server that has run for a while is what people meet: the just-in-time compiler takes some twenty seconds of full load to settle.
            foreach (var (server, call) in new[] { (ours, request), (bare, limit) })
            {
                if (call is not null)
                    _ = await LoadDriver.RunAsync(server, Connections, WarmUp, call);
            }
            for (var turn = 0; turn < 2; turn++)
            {
                mine.Add(await LoadDriver.RunAsync(ours, Connections, Time, request));
                if (limit is not null)
                    theirs.Add(await LoadDriver.RunAsync(bare, Connections, Time, limit));
            }
            double? Limit(Func<Load, double> figure) => theirs.Count == 0 ? null : theirs.Average(figure);
            report.Add(what, mine.Average(each => each.PerSecond), Limit(each => each.PerSecond), wanted);
            report.Add("    processor time of a call, us", mine.Average(each => each.Processor), Limit(each => each.Processor));
            report.Add("    95th percentile, ms", mine.Average(each => each.P95), Limit(each => each.P95));
        }
    }
}
