using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Runtime.Tests.Journeys;

/// <summary>Real public sales data, brought into the CRM as a newcomer would, and the dashboards' numbers against the same sums from the files.</summary>
public class SalesDataTests(TestHost host) : IClassFixture<TestHost>
{
    internal static readonly string Data = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../../shared/data/crm-sales-opportunities"));

    private static readonly Dictionary<string, string> Stages = new() { ["Prospecting"] = "contact", ["Engaging"] = "needs", ["Won"] = "won", ["Lost"] = "lost" };

    [SalesDataFact]
    public async Task The_funnel_counts_what_the_files_hold_and_unknown_products_are_reported_then_mapped()
    {
        (await host.Admin.PostAsync("/api/packs/crm/install", null)).EnsureSuccessStatusCode();
        await ImportAsync("product", "products.csv", new { columns = new object[] { Column(0, "name"), Column(1, "category"), Column(2, "standard_price") } });
        await ImportAsync("customer", "accounts.csv", new { columns = new object[] { Column(0, "name"), Column(1, "industry", ("technolgy", "technology")), Column(2, "founded_year"), Column(3, "annual_revenue"), Column(4, "employees") } });

        var first = await ImportAsync("opportunity", "sales_pipeline.csv", Pipeline("create"));
        Assert.Equal(7320, first.GetProperty("created").GetInt32());
        Assert.Equal(1480, first.GetProperty("rejected").GetInt32());
        Assert.Contains("GTXPro", first.GetProperty("rejections")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);

        var second = await ImportAsync("opportunity", "sales_pipeline.csv", Pipeline("both", ("GTXPro", "GTX Pro")));
        Assert.Equal(1480, second.GetProperty("created").GetInt32());
        Assert.Equal(0, second.GetProperty("rejected").GetInt32());

        var rows = File.ReadLines(Path.Combine(Data, "sales_pipeline.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        decimal Value(string[] row) => row[7].Length == 0 ? 0 : decimal.Parse(row[7], CultureInfo.InvariantCulture);
        Assert.Equal(rows.Where(row => row[4] == "Lost").Count(), await NumberAsync("count", null, "stage == \"lost\""));
        Assert.Equal(rows.Where(row => row[4] == "Won").Sum(Value), await NumberAsync("sum", "amount", "stage == \"won\""));

        var funnel = await WidgetAsync("funnel", "stages");
        var reached = funnel.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("groups")[0].GetString()!, row => row.GetProperty("measures")[0].GetInt32());
        var won = rows.Count(row => row[4] == "Won");
        var engaging = rows.Count(row => row[4] == "Engaging");
        Assert.Equal(won, reached["won"]);
        Assert.Equal(won + engaging, reached["needs"]);
        Assert.Equal(won + engaging + rows.Count(row => row[4] == "Prospecting"), reached["contact"]);
    }

    private static object Pipeline(string mode, (string, string)? product = null) => new
    {
        mode,
        matchField = mode == "both" ? "external_id" : null,
        columns = new object[]
        {
            Column(0, "external_id"), Column(0, "name"), Column(2, "product", product), Column(3, "customer"),
            new { index = 4, field = "stage", values = Stages }, Column(5, "engaged_on"), Column(6, "closed_on"), Column(7, "amount"),
        },
    };

    private static object Column(int index, string field, (string Says, string Means)? value = null) =>
        value is { } pair ? new { index, field, values = new Dictionary<string, string> { [pair.Says] = pair.Means } } : new { index, field };

    private async Task<JsonElement> ImportAsync(string form, string file, object plan)
    {
        using var body = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Data, file))), "file", file },
            { new StringContent(JsonSerializer.Serialize(plan, JsonSerializerOptions.Web)), "plan" },
        };
        var job = await (await host.Admin.PostAsync($"/api/forms/{form}/imports", body)).JsonAsync();
        while (!job.GetProperty("over").GetBoolean())
        {
            job = await (await host.Admin.GetAsync($"/api/imports/{job.GetProperty("id").GetString()}")).JsonAsync();
        }
        Assert.Equal(JsonValueKind.Null, job.GetProperty("failure").ValueKind);
        return job;
    }

    private async Task<decimal> NumberAsync(string fn, string? field, string filter)
    {
        var answer = await (await host.Admin.PostAsJsonAsync("/api/forms/opportunity/aggregate", new { measures = new[] { new { fn, field } }, filter })).JsonAsync();
        return answer.GetProperty("rows")[0][0].GetDecimal();
    }

    private async Task<JsonElement> WidgetAsync(string dashboard, string widget) =>
        await (await host.Admin.PostAsJsonAsync($"/api/dashboards/{dashboard}/widgets/{widget}/data", new { })).JsonAsync();
}

/// <summary>A test on the public sales data beside the repository; reported as skipped where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SalesDataFactAttribute : FactAttribute
{
    public SalesDataFactAttribute()
    {
        if (!Directory.Exists(SalesDataTests.Data))
            Skip = $"No data at {SalesDataTests.Data}.";
    }
}
