using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LowCode.OldDatabases;

/// <summary>Files that earlier versions of the product have written: today's opens them, loses nothing, and people go on where they were.</summary>
public sealed partial class OldDatabasesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-old-").FullName;

    public static TheoryData<int> Versions => Numbers("version-*.db.gz");

    public static TheoryData<int> Schemas => Numbers("postgres-*.sql.gz");

    private static string Files => Path.Combine(AppContext.BaseDirectory, "OldDatabases");

    private string Database => Path.Combine(_folder, "workspace.db");

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_tables_become_those_of_a_new_workspace(int version)
    {
        Unpack(version);
        Assert.Equal(version, Version(Database));
        var fresh = Path.Combine(_folder, "fresh.db");

        SqliteDatabase.Open(Database).Dispose();
        SqliteDatabase.Open(fresh).Dispose();

        Assert.Equal(Version(fresh), Version(Database));
        Assert.Equal(Tables(fresh), Tables(Database));
        Assert.Empty(Query(Database, "PRAGMA foreign_key_check"));
        Assert.Equal(["ok"], Query(Database, "PRAGMA integrity_check"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task People_go_on_where_they_were(int version)
    {
        Unpack(version);
        await GoOnAsync(new OldHost(_folder, schema: null), version);
    }

    [PostgresTheory]
    [MemberData(nameof(Schemas))]
    public async Task They_do_so_on_PostgreSQL(int version)
    {
        var schema = PostgresServer.NewSchema();
        var sql = (await ReadAsync($"postgres-{version}.sql.gz")).Replace("old_workspace", new NpgsqlConnectionStringBuilder(schema).SearchPath, StringComparison.Ordinal);
        await using (var connection = new NpgsqlConnection(schema + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        await File.WriteAllTextAsync(Path.Combine(_folder, "workspace.id"), FilesMark().Match(sql).Groups[1].Value);

        await GoOnAsync(new OldHost(_folder, schema), version);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task GoOnAsync(OldHost host, int version)
    {
        await host.InitializeAsync();
        try
        {
            var (admin, rep) = (await host.SignInAsync(TestHost.AdminEmail), await host.SignInAsync("rep@example.com"));
            await EverythingIsThere(admin, rep);
            await WhatCameLaterIsThere(admin, rep, version);
            await TheFlowGoesOn(admin, rep);
            await TheFormGrows(admin, rep);
            await host.RestartAsync();
            Assert.Equal(4, (await Get(admin, "/api/forms/order/records?count=exact")).GetProperty("total").GetInt32());
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task EverythingIsThere(HttpClient admin, HttpClient rep)
    {
        var customers = await Get(admin, "/api/forms/customer/records?count=exact&sort=name&search=%E5%8D%8E%E5%8C%97");
        Assert.Equal(("华北贸易", "a"), (customers.GetProperty("items")[0].GetProperty("values").GetProperty("name").GetString(), customers.GetProperty("items")[0].GetProperty("values").GetProperty("level").GetString()));
        Assert.Equal(3, (await Get(admin, "/api/forms/customer/records?count=exact")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await Get(admin, "/api/forms/customer/records?count=exact&deleted=true")).GetProperty("total").GetInt32());
        Assert.Equal(3, (await Get(admin, "/api/forms/order/records?count=exact&filter=total%20%3E%200")).GetProperty("total").GetInt32());

        var order = (await Get(admin, "/api/forms/order/records/1")).GetProperty("values");
        foreach (var (field, json) in new Dictionary<string, string>
        {
            ["no"] = "\"OR-0001\"",
            ["title"] = "\"第一单\"",
            ["amount"] = "99.9",
            ["day"] = "\"2024-03-01\"",
            ["paid"] = "false",
            ["kind"] = "\"a\"",
            ["tags"] = """["a","c"]""",
            ["phone"] = "\"13800138000\"",
            ["email"] = "\"someone@example.com\"",
            ["site"] = "\"https://example.com/\"",
            ["stars"] = "4",
            ["total"] = "0.3",
        })
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(order.GetProperty(field).GetRawText())), $"{field}: {order.GetProperty(field)}");
        }
        Assert.Equal(DateTimeOffset.Parse("2024-02-29T12:34:56.789Z", CultureInfo.InvariantCulture), order.GetProperty("moment").GetDateTimeOffset());
        Assert.Contains("王小明", order.GetProperty("helper").GetRawText().Unescape(), StringComparison.Ordinal);
        Assert.Contains("销售部", order.GetProperty("team").GetRawText().Unescape(), StringComparison.Ordinal);
        Assert.Contains("华北贸易", order.GetProperty("customer").GetRawText().Unescape(), StringComparison.Ordinal);
        Assert.Contains("合同.txt", order.GetProperty("papers").GetRawText().Unescape(), StringComparison.Ordinal);
        Assert.Equal(["螺丝", "Bolt"], order.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("what").GetString()));
        Assert.Contains("已与客户确认", (await rep.GetStringAsync(new Uri("/api/forms/order/records/1/comments", UriKind.Relative))).Unescape(), StringComparison.Ordinal);
        var history = (await Get(admin, "/api/forms/order/records/1/history")).GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()).ToList();
        Assert.Contains("updated", history);
        Assert.Equal("created", history[^1]);

        // The group still shows the rep their own orders, without the notes.
        Assert.False((await Get(rep, "/api/forms/order/records/1")).GetProperty("values").TryGetProperty("notes", out _));
        Assert.Equal(2, (await Get(admin, "/api/users")).GetProperty("items").GetArrayLength());
        Assert.Equal(3, (await Get(admin, "/api/users?inactive=true")).GetProperty("items").GetArrayLength());
        Assert.Equal("program", (await Get(rep, "/api/tokens")).GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal("Not published", (await Get(admin, "/api/definitions/app/draft_only")).GetProperty("draft").GetProperty("label").GetString());
    }

    private static async Task WhatCameLaterIsThere(HttpClient admin, HttpClient rep, int version)
    {
        if (version < 7)
            return;
        Assert.Equal(1, (await Get(admin, "/api/places/favourite")).GetProperty("items").GetArrayLength());
        Assert.Contains("\"board\"", await rep.GetStringAsync(new Uri("/api/forms/order/views", UriKind.Relative)), StringComparison.Ordinal);
        if (version < 8)
            return;
        var draft = (await Get(rep, "/api/drafts?form=order")).GetProperty("items")[0].GetProperty("id").GetInt64();
        Assert.Equal("Half an order", (await Get(rep, $"/api/drafts/{draft}")).GetProperty("values").GetProperty("title").GetString());
    }

    private static async Task TheFlowGoesOn(HttpClient admin, HttpClient rep)
    {
        var task = Assert.Single((await Get(admin, "/api/tasks")).GetProperty("items").EnumerateArray());
        Assert.Equal(1, task.GetProperty("record").GetInt64());
        Assert.Equal(2, (await Get(admin, "/api/tasks?queue=handled")).GetProperty("items").GetArrayLength());

        await Ok(admin.PostAsJsonAsync($"/api/tasks/{task.GetProperty("id")}/approve", new { comment = "好" }));

        Assert.Equal("completed", (await Get(admin, $"/api/instances/{task.GetProperty("instance")}")).GetProperty("state").GetString());
        await Ok(rep.PatchAsJsonAsync("/api/forms/order/records/2", new { title = "Changed", lines = new[] { new { what = "Nut", price = 5 } } }));
        var made = (await Ok(rep.PostAsJsonAsync("/api/forms/order/records", new { title = "New", customer = 1 }))).GetProperty("values");
        Assert.Equal("OR-0004", made.GetProperty("no").GetString());
        Assert.Equal("New", Assert.Single((await Get(admin, "/api/tasks")).GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
    }

    private static async Task TheFormGrows(HttpClient admin, HttpClient rep)
    {
        var found = await Get(admin, "/api/definitions/form/order");
        var form = JsonNode.Parse(found.GetProperty("published").GetRawText())!.AsObject();
        form["fields"]!.AsArray().Add(JsonNode.Parse("""{"key":"later","type":"number","indexed":true,"settings":{"scale":1}}"""));
        await Ok(admin.PutAsJsonAsync("/api/definitions/form/order/draft", new { rev = found.GetProperty("rev").GetInt64(), definition = form }));
        await Ok(admin.PostAsJsonAsync("/api/definitions/form/order/publish", new { }));

        await Ok(rep.PatchAsJsonAsync("/api/forms/order/records/2", new { later = 2.5 }));

        var order = (await Get(admin, "/api/forms/order/records?filter=later%20%3D%3D%202.5")).GetProperty("items")[0].GetProperty("values");
        Assert.Equal(("Changed", 5m), (order.GetProperty("title").GetString(), order.GetProperty("total").GetDecimal()));
    }

    private static TheoryData<int> Numbers(string files) => [.. Directory.GetFiles(Files, files).Select(file => int.Parse(Path.GetFileName(file).Split('-', '.')[1], CultureInfo.InvariantCulture)).Order()];

    private static async Task<string> ReadAsync(string file)
    {
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(Files, file)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("'files.mark', '([0-9a-f]{32})'")]
    private static partial Regex FilesMark();

    private void Unpack(int version)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Files, $"version-{version}.db.gz")), CompressionMode.Decompress);
        using var file = File.Create(Database);
        packed.CopyTo(file);
    }

    private static long Version(string database) => long.Parse(Query(database, "PRAGMA user_version")[0], CultureInfo.InvariantCulture);

    /// <summary>Our own tables and indexes; those of forms have names of their own.</summary>
    private static List<string> Tables(string database) => Query(database, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE tbl_name NOT GLOB '[fs]_[0-9]*' AND name NOT LIKE 'sqlite_%' ORDER BY 1");

    private static List<string> Query(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        connection.CreateCollation("zh", StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), ignoreCase: false).Compare);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    private static Task<JsonElement> Get(HttpClient client, string address) => Ok(client.GetAsync(address));

    private static async Task<JsonElement> Ok(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri} {text}");
        return JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement;
    }

    /// <summary>Today's program on a workspace that is there.</summary>
    private sealed class OldHost(string folder, string? schema) : TestHost
    {
        protected override string DataFolder => folder;

        protected override bool Keeps => true;

        protected override bool SetUp => false;

        protected override IEnumerable<KeyValuePair<string, string>> Settings => schema is null ? base.Settings : [.. base.Settings, new("LowCode:Database", schema)];
    }
}

internal static class Escapes
{
    /// <summary>JSON as people read it, without <c>\u</c>.</summary>
    internal static string Unescape(this string json) => Regex.Unescape(json);
}
