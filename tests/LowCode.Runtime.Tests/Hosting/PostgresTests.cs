using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Hosting;

/// <summary>The product on PostgreSQL: one setting, and the main paths of an API run as on SQLite. Started inside the test, since there may be no server.</summary>
public sealed class PostgresTests
{
    [PostgresFact]
    public async Task The_template_its_data_lists_saves_and_a_restart_work_on_a_schema()
    {
        var host = new PostgresHost();
        await host.InitializeAsync();
        try
        {
            await Ok(await host.Admin.PostAsync("/api/packs/crm/install", null));
            await Ok(await host.Admin.PostAsync("/api/packs/crm/sample", null));

            var leads = await Ok(await host.Admin.GetAsync("/api/forms/lead/records?limit=5&sort=-created_at"));
            var next = await Ok(await host.Admin.GetAsync($"/api/forms/lead/records?limit=5&sort=-created_at&after={leads.GetProperty("next").GetString()}"));
            Assert.NotEmpty((await Ok(await host.Admin.GetAsync("/api/tasks"))).GetProperty("items").EnumerateArray());
            Assert.Equal(10, Ids(leads).Concat(Ids(next)).Distinct().Count());
            var saved = await Ok(await host.Admin.PostAsJsonAsync("/api/forms/customer/records", new { name = "北京 Zürich" }));
            var id = saved.GetProperty("id").GetInt64();
            Assert.Equal("北京 Zürich", await NameAsync());

            await host.RestartAsync();
            Assert.Equal("北京 Zürich", await NameAsync());
            Assert.False(File.Exists(Path.Combine(host.Folder, "workspace.db")));

            async Task<string?> NameAsync() => (await Ok(await host.Admin.GetAsync($"/api/forms/customer/records/{id}"))).GetProperty("values").GetProperty("name").GetString();
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static IEnumerable<long> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64());

    private static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private sealed class PostgresHost : TestHost
    {
        private readonly string _schema = PostgresServer.NewSchema();

        internal string Folder => DataFolder;

        protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. base.Settings, new("LowCode:Database", _schema)];
    }
}
