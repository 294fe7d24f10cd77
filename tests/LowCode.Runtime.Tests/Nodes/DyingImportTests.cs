using System.Net.Http.Json;
using System.Text;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>The node that imports a file dies in the middle of it.</summary>
public sealed class DyingImportTests
{
    private const int Rows = 8_000;

    [PostgresFact]
    public async Task The_other_node_goes_on_with_its_import_and_every_row_is_there_once()
    {
        await using var nodes = await ProcessPair.StartAsync(PostgresServer.NewSchema());
        var csv = new StringBuilder("name,due\n");
        for (var i = 0; i < Rows; i++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"Row {i},{(i == 5 ? "someday" : "2026-01-01")}\n");
        using var body = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv.ToString())), "file", "deals.csv" } };
        var id = (await Ok(await nodes.Admin.PostAsync(new Uri(nodes.Other.Address, "/api/forms/deal/imports"), body))).GetProperty("id").GetString();
        var table = "f_" + await nodes.CountAsync("SELECT id FROM definition WHERE kind = 'Form' AND key = 'deal'");
        await Until(async () => await nodes.CountAsync($"SELECT count(*) FROM {table}") > 100);

        nodes.Other.Kill();
        var saved = await nodes.CountAsync($"SELECT count(*) FROM {table}");
        await Until(async () => (await nodes.Admin.GetFromJsonAsync<System.Text.Json.JsonElement>(new Uri(nodes.One.Address, $"/api/imports/{id}"))).GetProperty("over").GetBoolean());

        Assert.InRange(saved, 101, Rows - 2);
        var end = await Ok(await nodes.Admin.GetAsync(new Uri(nodes.One.Address, $"/api/imports/{id}")));
        Assert.Equal((Rows - 1, 1), (end.GetProperty("created").GetInt32(), end.GetProperty("rejected").GetInt32()));
        var name = "c_" + await nodes.CountAsync("SELECT id FROM field_id WHERE path = 'name'");
        Assert.Equal(Rows - 1, await nodes.CountAsync($"SELECT count(*) FROM {table}"));
        Assert.Equal(Rows - 1, await nodes.CountAsync($"SELECT count(DISTINCT {name}) FROM {table}"));
    }

    private static async Task Until(Func<Task<bool>> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await met())
            await Task.Delay(20, patience.Token);
    }
}
