using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Catalog;
using LowCode.Runtime.Operations.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Operations;

/// <summary>A workspace moves from a file into a schema and back, and is the same one on each.</summary>
public sealed partial class CopyTests : IDisposable
{
    private const string Odd = """
        {"key":"odd","app":"crm","label":"Odd","titleField":"name","fields":[
         {"key":"name","type":"text","label":"Name","settings":{"maxLength":2000}},{"key":"long","type":"textarea","label":"Long"},
         {"key":"amount","type":"number","label":"Amount","settings":{"scale":4}},{"key":"whole","type":"number","label":"Whole"},
         {"key":"day","type":"date","label":"Day"},{"key":"moment","type":"datetime","label":"Moment"},{"key":"yes","type":"switch","label":"Yes"},
         {"key":"tags","type":"choices","label":"Tags","settings":{"choices":[{"value":"a","label":"A"},{"value":"b","label":"B"}]}},
         {"key":"people","type":"member","label":"People","settings":{"multiple":true}},
         {"key":"lines","type":"subform","label":"Lines","settings":{"fields":[{"key":"what","type":"text","label":"What"},{"key":"qty","type":"number","label":"Qty","settings":{"scale":2}}]}}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-copy-").FullName;

    [PostgresFact]
    public async Task A_workspace_with_odd_values_moves_from_a_file_to_a_schema_and_back_and_answers_the_same()
    {
        var (first, schema, second) = (Path.Combine(_folder, "first"), PostgresServer.NewSchema(), Path.Combine(_folder, "second"));
        var host = new KeptHost(first);
        await host.InitializeAsync();
        await Ok(host.Admin.PostAsync("/api/packs/crm/install", null));
        await Ok(host.Admin.PostAsync("/api/packs/crm/sample", null));
        var colleague = (await host.PersonAsync("Colleague")).Id;
        _ = (await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller, [new(DefinitionKind.Form, "odd", Odd)])).Value;
        foreach (var values in OddValues())
            await Ok(host.Admin.PostAsJsonAsync("/api/forms/odd/records", values));
        using var half = new StringContent("""{"name":"half \ud83d pair"}""", null, "application/json");
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, (await host.Admin.PostAsync("/api/forms/odd/records", half)).StatusCode);
        var gone = (await Ok(host.Admin.PostAsJsonAsync("/api/forms/odd/records", new { name = "gone" }))).GetProperty("id").GetInt64();
        await Ok(host.Admin.DeleteAsync($"/api/forms/odd/records/{gone}"));
        var before = await AnswersAsync(host.Admin);
        await host.DisposeAsync();

        var there = Copy(first, schema, first);
        var back = Copy(schema, second, first);

        Assert.Equal(Rows(there), Rows(back));
        Assert.Contains(Rows(there), row => row.StartsWith("user ", StringComparison.Ordinal));
        Assert.Contains($"Files and keys stay in {first}", there, StringComparison.Ordinal);
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(first, "keys")).Select(Path.GetFileName).Order(), Directory.EnumerateFiles(Path.Combine(second, "keys")).Select(Path.GetFileName).Order());
        // The first says no to what is there, and the second too.
        Assert.Contains("There is a workspace", Failure(first, schema, first), StringComparison.Ordinal);
        Assert.Contains("is there already", Failure(schema, second, first), StringComparison.Ordinal);
        foreach (var place in new[] { new MovedHost(first, schema), new MovedHost(second, null) })
        {
            await place.InitializeAsync();
            var admin = await place.SignInAsync(TestHost.AdminEmail);
            Assert.Equal(before, await AnswersAsync(admin));
            // It goes on: ids of what was deleted don't come back, and what is decided is decided.
            Assert.True((await Ok(admin.PostAsJsonAsync("/api/forms/odd/records", new { name = "new" }))).GetProperty("id").GetInt64() > gone);
            var task = (await Ok(admin.GetAsync("/api/tasks"))).GetProperty("items")[0].GetProperty("id").GetInt64();
            await Ok(admin.PostAsJsonAsync($"/api/tasks/{task}/transfer", new { to = colleague, comment = "好 👍" }));
            await place.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_workspace_moves_from_one_schema_to_another()
    {
        var (folder, from, to) = (Path.Combine(_folder, "schemas"), PostgresServer.NewSchema(), PostgresServer.NewSchema());
        var before = new MovedHost(folder, from, isNew: true);
        await before.InitializeAsync();
        _ = (await before.Services.GetRequiredService<Publisher>().PublishAsync(before.AdminCaller, [new(DefinitionKind.App, "crm", """{"key":"crm","label":"CRM"}"""), new(DefinitionKind.Form, "odd", Odd)])).Value;
        foreach (var values in OddValues())
            await Ok(before.Admin.PostAsJsonAsync("/api/forms/odd/records", values));
        var records = (await Ok(before.Admin.GetAsync("/api/forms/odd/records?limit=100&sort=name"))).GetRawText();
        await before.DisposeAsync();

        Assert.Contains(Rows(Copy(from, to, folder)), row => row.StartsWith("user ", StringComparison.Ordinal));

        Assert.Contains("There is a workspace", Failure(from, to, folder), StringComparison.Ordinal);
        var after = new MovedHost(folder, to);
        await after.InitializeAsync();
        var admin = await after.SignInAsync(TestHost.AdminEmail);
        Assert.Equal(records, (await Ok(admin.GetAsync("/api/forms/odd/records?limit=100&sort=name"))).GetRawText());
        Assert.Equal(5, (await Ok(admin.PostAsJsonAsync("/api/forms/odd/records", new { name = "new" }))).GetProperty("id").GetInt64());
        await after.DisposeAsync();
    }

    [Fact]
    public void Places_that_are_missing_or_both_files_are_refused_with_a_word_about_it()
    {
        Assert.Contains("use backup and restore", Failure(_folder, Path.Combine(_folder, "other.db"), _folder), StringComparison.Ordinal);
        Assert.Contains("There is no workspace", Failure(Path.Combine(_folder, "none"), "Host=127.0.0.1;Port=1", _folder), StringComparison.Ordinal);
        Assert.Equal(2, CopyCommand.Run(["copy", "--from", "x"], _folder, TextWriter.Null, TextWriter.Null));
        Assert.Null(CopyCommand.Run(["serve"], _folder, TextWriter.Null, TextWriter.Null));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<object> OddValues()
    {
        yield return new { name = "😀 𠮷野家 e\u0301", @long = string.Concat(Enumerable.Repeat("很长的文字 ", 1600)), amount = 9999999999.9999m, day = "1066-10-14", moment = "1850-01-01T00:00:00.123Z", yes = true, tags = new[] { "b", "a" }, people = new[] { 1 } };
        yield return new { name = "NUL \0 inside", @long = "line\r\nline\ttab", amount = -9999999999.9999m, whole = 0, day = "0001-01-01", yes = false, lines = new[] { new { what = "行一", qty = 0.01m }, new { what = "", qty = -99.99m } } };
        yield return new { name = "", amount = 0.0001m, day = "9999-12-31", moment = "9999-12-31T23:59:59.999Z" };
        yield return new { name = "'; DROP TABLE x; -- %_\\", @long = new string('\ufffd', 3), tags = Array.Empty<string>() };
    }

    private static async Task<string[]> AnswersAsync(HttpClient client)
    {
        var odd = await Ok(client.GetAsync("/api/forms/odd/records?limit=100&sort=amount"));
        var task = (await Ok(client.GetAsync("/api/tasks"))).GetProperty("items")[0].GetProperty("id").GetInt64();
        var answers = new List<string> { odd.GetRawText() };
        foreach (var address in new[] { "/api/forms/lead/records?limit=50&sort=-created_at", "/api/forms/opportunity/records?limit=50&sort=-created_at", "/api/forms/customer/records?limit=20&search=%E5%85%AC%E5%8F%B8", $"/api/tasks/{task}", $"/api/forms/odd/records/{odd.GetProperty("items")[0].GetProperty("id")}" })
            answers.Add((await Ok(client.GetAsync(address))).GetRawText());
        return [.. answers];
    }

    private static string Copy(string from, string to, string dataFolder)
    {
        using var told = new StringWriter();
        using var failed = new StringWriter();
        var exit = CopyCommand.Run(["copy", "--from", from, "--to", to], dataFolder, told, failed);
        Assert.Equal((0, ""), (exit, failed.ToString()));
        return told.ToString();
    }

    private static string Failure(string from, string to, string dataFolder)
    {
        using var failed = new StringWriter();
        Assert.Equal(1, CopyCommand.Run(["copy", "--from", from, "--to", to], dataFolder, TextWriter.Null, failed));
        return failed.ToString();
    }

    private static string[] Rows(string told) => [.. told.Split('\n').Where(line => Row().IsMatch(line))];

    [GeneratedRegex("^[a-z_0-9]+ +[0-9]+ = +[0-9]+  [0-9a-f]{32}\r?$")]
    private static partial Regex Row();

    private static async Task<JsonElement> Ok(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The product on a workspace that was copied.</summary>
    private sealed class MovedHost(string folder, string? schema, bool isNew = false) : TestHost
    {
        protected override string DataFolder => folder;

        protected override bool Keeps => true;

        protected override bool SetUp => isNew;

        protected override IEnumerable<KeyValuePair<string, string>> Settings => schema is null ? base.Settings : [.. base.Settings, new("LowCode:Database", schema)];
    }
}
