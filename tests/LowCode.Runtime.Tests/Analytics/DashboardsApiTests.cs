using System.Net;
using System.Net.Http.Json;

namespace LowCode.Runtime.Tests.Analytics;

/// <summary>The CRM's dashboards as its people get them: every widget answers, files are for those who may export.</summary>
public class DashboardsApiTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] Boards = ["sales", "funnel", "leads", "payments", "customers", "service"];

    [Fact]
    public async Task Every_widget_of_the_crm_answers_on_its_sample_data_and_can_be_taken_along_as_a_file()
    {
        (await host.Admin.PostAsync("/api/packs/crm/install", null)).EnsureSuccessStatusCode();
        (await host.Admin.PostAsJsonAsync("/api/packs/crm/sample", new { })).EnsureSuccessStatusCode();
        foreach (var board in Boards)
        {
            var definition = await (await host.Admin.GetAsync($"/api/dashboards/{board}")).JsonAsync();
            foreach (var widget in definition.GetProperty("widgets").EnumerateArray().Select(widget => widget.GetProperty("key").GetString()))
            {
                var answer = await host.Admin.PostAsJsonAsync($"/api/dashboards/{board}/widgets/{widget}/data", new { });
                Assert.True(answer.IsSuccessStatusCode, $"{board}/{widget}: {await answer.Content.ReadAsStringAsync()}");
            }
        }
        var sources = await (await host.Admin.PostAsJsonAsync("/api/dashboards/leads/widgets/sources/data", new { })).JsonAsync();
        var file = await host.Admin.GetAsync("/api/dashboards/leads/widgets/sources/export?format=csv");
        var lines = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(sources.GetProperty("rows").GetArrayLength() + 1, lines.Length);
        var book = await host.Admin.GetAsync("/api/dashboards/leads/widgets/hot/export");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book.Content.Headers.ContentType?.MediaType);
        Assert.True((await book.Content.ReadAsByteArrayAsync()).Length > 500);

        var leads = await (await host.Admin.GetAsync("/api/dashboards/leads")).JsonAsync();
        using var whole = new System.IO.Compression.ZipArchive(await (await host.Admin.GetAsync("/api/dashboards/leads/export?period=thisYear")).Content.ReadAsStreamAsync());
        var asking = leads.GetProperty("widgets").EnumerateArray().Count(widget => widget.TryGetProperty("form", out var form) && form.GetString() is { Length: > 0 });
        Assert.Equal(asking, whole.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)));
        var sheets = System.Xml.Linq.XDocument.Load(whole.GetEntry("xl/workbook.xml")!.Open()).Descendants().Where(element => element.Name.LocalName == "sheet").Select(sheet => sheet.Attribute("name")!.Value).ToList();
        Assert.Equal(asking, sheets.Distinct(StringComparer.OrdinalIgnoreCase).Count());

        var rep = await host.PersonAsync("Rep", ["sales_rep"]);
        Assert.Equal("exports.forbidden", await (await rep.Client.GetAsync("/api/dashboards/leads/export")).CodeAsync());
        Assert.Equal(HttpStatusCode.OK, (await rep.Client.PostAsJsonAsync("/api/dashboards/leads/widgets/sources/data", new { })).StatusCode);
        Assert.Equal("exports.forbidden", await (await rep.Client.GetAsync("/api/dashboards/leads/widgets/sources/export")).CodeAsync());
        Assert.Equal("analytics.filter.value", (await (await host.Admin.GetAsync("/api/dashboards/leads/widgets/sources/export?period=soon")).JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_answer_follows_every_change_at_once_and_people_see_only_their_own()
    {
        (await host.Admin.PostAsync("/api/packs/crm/install", null)).EnsureSuccessStatusCode();
        var one = await host.PersonAsync("One", ["sales_rep"]);
        var other = await host.PersonAsync("Other", ["sales_rep"]);
        var before = await CountAsync(one.Client);

        (await one.Client.PostAsJsonAsync("/api/forms/lead/records", new { company = "长江桥梁集团", contact = "赵敏", phone = "13900001111", source = "web" })).EnsureSuccessStatusCode();

        Assert.Equal(before + 1, await CountAsync(one.Client));
        Assert.Equal(0, await CountAsync(other.Client));
    }

    private static async Task<decimal> CountAsync(HttpClient client) =>
        (await (await client.PostAsJsonAsync("/api/dashboards/leads/widgets/all/data", new { })).JsonAsync()).GetProperty("rows")[0].GetProperty("measures")[0].GetDecimal();
}
