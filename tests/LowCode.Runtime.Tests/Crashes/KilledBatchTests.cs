using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Nodes;
using Microsoft.Data.Sqlite;

namespace LowCode.Crashes;

/// <summary>The product is killed in the middle of a change of many records.</summary>
public sealed class KilledBatchTests
{
    [Fact]
    public async Task A_killed_change_of_many_goes_on_after_the_start_and_changes_each_record_once()
    {
        await using var product = await ProcessPair.StartAsync(schema: null);
        var count = Rounds.Of(1200, 5000);
        await MakeAsync(product, count);
        var form = Scalar(product.Database(0), "SELECT id FROM definition WHERE key = 'deal'");

        // A round that was over before the kill proves nothing: there is another one then.
        var (rounds, inTheMiddle) = (0, 0);
        while (inTheMiddle < Rounds.Of(1, 20) && rounds < Rounds.Of(10, 40))
        {
            var id = await BeginAsync(product, $"round {rounds++}");
            product.One.Kill();
            var before = Scalar(product.Database(0), $"SELECT changed FROM batch_run WHERE id = {id}");
            Assert.Equal(before, Scalar(product.Database(0), $"SELECT count(*) FROM batch_item WHERE run_id = {id} AND state = 'changed'"));
            inTheMiddle += before < count ? 1 : 0;

            await product.RestartAsync(0);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while ((await StateAsync(product, product.One, id)).GetProperty("state").GetString() == "running")
                await Task.Delay(50, patience.Token);

            Assert.Equal(count, Changed(await StateAsync(product, product.One, id)));
            Assert.Equal(count, Scalar(product.Database(0), $"SELECT count(*) FROM (SELECT record_id FROM history WHERE form_id = {form} AND version = {rounds + 1} GROUP BY record_id HAVING count(*) = 1) once"));
            Assert.Equal(0, Scalar(product.Database(0), $"SELECT count(*) FROM history WHERE form_id = {form} AND version > {rounds + 1}"));
        }
    }

    [PostgresFact]
    public async Task When_a_node_dies_another_one_goes_on_and_each_record_is_changed_once()
    {
        await using var product = await ProcessPair.StartAsync(PostgresServer.NewSchema());
        const int Count = 600;
        await MakeAsync(product, Count);
        var id = await BeginAsync(product, "changed");
        product.One.Kill();

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await StateAsync(product, product.Other, id)).GetProperty("state").GetString() == "running")
            await Task.Delay(50, patience.Token);

        Assert.Equal(Count, Changed(await StateAsync(product, product.Other, id)));
        var form = await product.CountAsync("SELECT id FROM definition WHERE key = 'deal'");
        Assert.Equal(Count, await product.CountAsync($"SELECT count(*) FROM (SELECT record_id FROM history WHERE form_id = {form} AND version = 2 GROUP BY record_id HAVING count(*) = 1) once"));
        Assert.Equal(0, await product.CountAsync($"SELECT count(*) FROM history WHERE form_id = {form} AND version > 2"));
    }

    private static async Task MakeAsync(ProcessPair product, int count)
    {
        for (var made = 0; made < count; made += 300)
            await NodePair.Ok(await product.Admin.PostAsJsonAsync(Batch(product.One), new { operations = Enumerable.Range(0, 300).Select(i => new { op = "create", values = new { name = $"deal {i}" } }) }));
    }

    /// <summary>Begins a change of all records, and waits until the first ones are changed.</summary>
    private static async Task<long> BeginAsync(ProcessPair product, string name)
    {
        var run = await NodePair.Ok(await product.Admin.PostAsJsonAsync(Batch(product.One), new { change = new { op = "update", filter = "true", values = new { name } } }));
        var id = run.GetProperty("id").GetInt64();
        while (Changed(await StateAsync(product, product.One, id)) == 0)
            await Task.Delay(1);
        return id;
    }

    private static Uri Batch(NodeProcess node) => new(node.Address, "/api/forms/deal/records/batch");

    private static async Task<JsonElement> StateAsync(ProcessPair product, NodeProcess node, long run) => await NodePair.Ok(await product.Admin.GetAsync(new Uri(node.Address, $"/api/forms/deal/records/batch/{run}")));

    private static int Changed(JsonElement run) => run.GetProperty("changed").GetInt32();

    private static long Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.CreateCollation("zh", CultureInfo.GetCultureInfo("zh-CN").CompareInfo.Compare);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
