using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using LowCode.Nodes;
using Microsoft.Data.Sqlite;

namespace LowCode.Crashes;

/// <summary>The product on its embedded database is killed while people save.</summary>
public sealed class KilledProductTests
{
    private const int Writers = 8;

    private const string Order = """
        {"key":"order","app":"test","label":"Order","titleField":"name","fields":[{"key":"name","type":"text","required":true},{"key":"no","type":"serial"},
          {"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"},{"key":"price","type":"number"}]}}]}
        """;

    [Fact]
    public async Task What_was_acknowledged_outlives_a_kill_and_nothing_is_there_by_half()
    {
        await using var product = await ProcessPair.StartAsync(schema: null);
        await product.PublishAsync("form", "order", Order);
        var acknowledged = new ConcurrentDictionary<string, byte>();
        for (var round = 0; round < Rounds.Of(2, 100); round++)
        {
            var enough = acknowledged.Count + 40;
            var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(product, $"{round}.{writer}", acknowledged))).ToList();
            using (var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
            {
                while (acknowledged.Count < enough)
                    await Task.Delay(5, patience.Token);
            }
            product.One.Kill();
            await Task.WhenAll(writers);

            var clock = Stopwatch.StartNew();
            await product.RestartAsync(0);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10 * Slowness));
            var found = await NamesAsync(product);
            Assert.Equal([], acknowledged.Keys.Except(found));
            Assert.Equal(found.Count, found.Distinct().Count());
            CheckWhole(product.Database(0));
        }
    }

    /// <summary>A loaded test machine starts processes more slowly than one that serves people.</summary>
    private static double Slowness => Rounds.Of(4, 1);

    private static async Task WriteAsync(ProcessPair product, string who, ConcurrentDictionary<string, byte> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var answer = await product.Admin.PostAsJsonAsync(new Uri(product.One.Address, "/api/forms/order/records"),
                    new { name = $"{who}.{i}", lines = new[] { new { what = "a", price = 1 }, new { what = "b", price = 2 } } });
                if (answer.IsSuccessStatusCode)
                    acknowledged[$"{who}.{i}"] = 0;
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static async Task<List<string>> NamesAsync(ProcessPair product)
    {
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = await NodePair.Ok(await product.Admin.GetAsync(new Uri(product.One.Address, $"/api/forms/order/records?limit=500&fields=name{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}")));
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("values").GetProperty("name").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        return names;
    }

    private static void CheckWhole(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.CreateCollation("zh", CultureInfo.GetCultureInfo("zh-CN").CompareInfo.Compare);
        connection.Open();
        var form = Scalar("SELECT id FROM definition WHERE key = 'order'");
        var rows = Scalar("SELECT substr(name, 3) FROM sqlite_master WHERE type = 'table' AND name GLOB 's_[0-9]*'");
        Assert.Equal("0", Scalar($"SELECT count(*) FROM f_{form} r WHERE (SELECT count(*) FROM history h WHERE h.form_id = {form} AND h.record_id = r.id) <> 1"));
        Assert.Equal("0", Scalar($"SELECT count(*) FROM f_{form} r WHERE (SELECT count(*) FROM s_{rows} l WHERE l.rec_id = r.id) <> 2"));
        Assert.Equal("0", Scalar($"SELECT count(*) FROM history h WHERE h.form_id = {form} AND NOT EXISTS (SELECT 1 FROM f_{form} r WHERE r.id = h.record_id)"));
        Assert.Equal("ok", Scalar("PRAGMA quick_check"));

        string Scalar(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
        }
    }
}
