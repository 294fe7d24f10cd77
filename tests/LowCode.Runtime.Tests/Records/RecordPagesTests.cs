using System.Net;
using System.Net.Http.Json;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Records;

/// <summary>A record's pages as the server draws them.</summary>
public class RecordPagesTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_hidden_column_is_not_named_and_paper_holds_every_row()
    {
        _ = (await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller,
        [
            new(DefinitionKind.App, "plant", """{"key":"plant","label":"Plant"}"""),
            new(DefinitionKind.Form, "job", """
                {"key":"job","app":"plant","label":"Job","fields":[{"key":"name","type":"text"},
                 {"key":"parts","type":"subform","label":"Parts","settings":{"fields":[{"key":"model","type":"text","label":"Model"},{"key":"price","type":"number","label":"Secret price"}]}}]}
                """),
        ])).Value;
        var clerk = await host.PersonAsync("Clerk");
        (await host.Admin.PutAsJsonAsync("/api/groups/clerks", new { key = "clerks", form = "job", members = new { users = new[] { clerk.Id } }, actions = new[] { "view" }, fields = new Dictionary<string, string> { ["parts.price"] = "hidden" } })).EnsureSuccessStatusCode();
        var id = (await (await host.Admin.PostAsJsonAsync("/api/forms/job/records", new { name = "Pump", parts = Enumerable.Range(1, 80).Select(i => new { model = $"M-{i:000}", price = i }) })).JsonAsync()).GetProperty("id").GetInt64();

        var mine = await PageAsync(host.Admin, $"/apps/plant/forms/job/{id}");
        var theirs = await PageAsync(clerk.Client, $"/apps/plant/forms/job/{id}");
        var paper = await PageAsync(clerk.Client, $"/apps/plant/forms/job/{id}/print");

        Assert.Contains("Secret price", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret price", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret price", paper, StringComparison.Ordinal);
        Assert.Contains("M-080", paper, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));
}
