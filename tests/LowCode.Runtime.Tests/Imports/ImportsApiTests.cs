using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Records;
using LowCode.Runtime.Tests.Imports.Tabular;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Imports;

/// <summary>Files over HTTP: in by all rules, out as the caller may see it.</summary>
public sealed class ImportsApiTests(ImportsHost host) : IClassFixture<ImportsHost>
{
    [Fact]
    public async Task A_real_pipeline_comes_in_with_its_references_and_says_which_rows_it_refuses()
    {
        if (Tables.Shared("crm-sales-opportunities") is not { } folder) return;
        await host.Import("account", Path.Combine(folder, "accounts.csv"), """{"columns":[{"index":0,"field":"name"},{"index":1,"field":"sector"},{"index":3,"field":"revenue"}]}""");
        await host.Import("product", Path.Combine(folder, "products.csv"), null);
        const string columns = """[{"index":0,"field":"number"},{"index":2,"field":"product"VALUES},{"index":3,"field":"account"},{"index":4,"field":"stage"},{"index":5,"field":"engaged"},{"index":6,"field":"closed"},{"index":7,"field":"value"}]""";
        var pipeline = Path.Combine(folder, "sales_pipeline.csv");

        var tried = await host.Import("opportunity", pipeline, $$"""{"columns":{{columns.Replace("VALUES", "")}},"dryRun":true}""");
        Assert.Equal((0, 0), (host.Count("opportunity"), tried.Updated));
        Assert.Equal(8_800, tried.Created + tried.Rejected);
        Assert.Equal(File.ReadLines(pipeline).Count(line => line.Contains(",GTXPro,", StringComparison.Ordinal)), tried.Rejected);

        var done = await host.Import("opportunity", pipeline, $$"""{"columns":{{columns.Replace("VALUES", ""","values":{"GTXPro":"GTX Pro"}""")}},"mode":"both","matchField":"number"}""");
        Assert.Equal((8_800, 0, 0), (done.Created, done.Updated, done.Rejected));
        Assert.Equal(8_800, host.Count("opportunity"));

        var again = await host.Import("opportunity", pipeline, $$"""{"columns":{{columns.Replace("VALUES", ""","values":{"GTXPro":"GTX Pro"}""")}},"mode":"create","matchField":"number"}""");
        Assert.Equal((0, 8_800), (again.Created, again.Rejected));
    }

    [Fact]
    public async Task Imported_records_start_flows_only_when_the_person_who_imports_says_so()
    {
        var flow = new FlowDefinition
        {
            Key = "look",
            Form = "thing",
            Nodes = [new StartNode { Id = "start" }, new ApproveNode { Id = "see", Assignees = new AssigneeRule { From = [new FromUsers([host.AdminCaller.Id])] } }, new EndNode { Id = "end" }],
            Edges = [new FlowEdge { Id = "e1", From = "start", To = "see" }, new FlowEdge { Id = "e2", From = "see", To = "end" }],
            Settings = new FlowSettings { Start = new FlowStart { On = FlowStartTrigger.OnCreate } },
        };
        var published = await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller, [new(DefinitionKind.Flow, "look", FlowJson.Write(flow))]);
        Assert.True(published.Ok, published.Refusal?.ToString());

        await host.Upload("thing", "Name\nFlowless\n", null);
        await host.Upload("thing", "Name\nFlowing\n", """{"columns":[{"index":0,"field":"name"}],"startsFlows":true}""");

        Assert.Equal(0, await Flows("Flowless"));
        Assert.Equal(1, await Flows("Flowing"));

        async Task<int> Flows(string name)
        {
            var found = await (await host.Admin.GetAsync($"/api/forms/thing/records?fields=name&filter={Uri.EscapeDataString($"name == \"{name}\"")}")).JsonAsync();
            var id = Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64();
            return (await (await host.Admin.GetAsync($"/api/forms/thing/records/{id}/flows")).JsonAsync()).GetProperty("items").GetArrayLength();
        }
    }

    [Fact]
    public async Task Refused_rows_come_back_with_the_reason_beside_each()
    {
        var result = await host.Upload("thing", "Name,Amount,Kind,Day\nGood,12.5,Big,2026/3/1\nBad,lots,Huge,31.31.2026\n,1,small,\n", null);

        Assert.Equal((1, 0, 2), (result.Created, result.Updated, result.Rejected));
        var rows = Tables.Texts(await (await host.Admin.GetAsync($"/api/imports/{result.Id}/rejected")).Content.ReadAsStreamAsync().ContinueWith(read => Copy(read.Result)));
        Assert.Equal(["Name", "Amount", "Kind", "Day"], rows[0][2..]);
        Assert.Equal(["3", "4"], rows.Skip(1).Select(row => row[0]));
        Assert.Equal(["Bad", "lots", "Huge", "31.31.2026"], rows[1][2..]);
        Assert.Equal(3, rows[1][1].Split("; ").Length);
    }

    [Fact]
    public async Task Names_that_nobody_knows_are_counted_and_only_the_refused_rows_are_taken_again()
    {
        await host.Upload("product", "Product\nAlpha Pro\nBeta\n", null);
        const string plan = """{"columns":[{"index":0,"field":"number"},{"index":1,"field":"product"VALUES},{"index":2,"field":"stage"}]}""";

        var first = await host.Upload("opportunity", "n,p,s\nU1,AlphaPro,Won\nU2,AlphaPro,Won\nU3,Beta,Victory\nU4,Beta,Lost\n", plan.Replace("VALUES", "", StringComparison.Ordinal));
        var unknown = (await (await host.Admin.GetAsync($"/api/imports/{first.Id}")).JsonAsync()).GetProperty("unknown").EnumerateArray().Select(each => $"{each.GetProperty("field")} {each.GetProperty("text")} {each.GetProperty("rows")}");

        Assert.Equal((1, 3), (first.Created, first.Rejected));
        Assert.Equal(["product AlphaPro 2", "stage Victory 1"], unknown);
        var rest = Copy(await host.Admin.GetStreamAsync($"/api/imports/{first.Id}/rejected"));
        var second = await host.Upload("opportunity", rest.ToArray(), """{"columns":[{"index":2,"field":"number"},{"index":3,"field":"product","values":{"AlphaPro":"Alpha Pro"}},{"index":4,"field":"stage","values":{"Victory":"won"}}]}""");
        Assert.Equal((3, 0), (second.Created, second.Rejected));
    }

    [Fact]
    public async Task A_second_row_with_the_same_key_changes_what_the_first_has_made()
    {
        const string plan = """{"columns":[{"index":0,"field":"name"},{"index":1,"field":"amount"}],"mode":"both","matchField":"name"}""";

        var result = await host.Upload("thing", "n,a\nTwice,1\nTwice,2\nOnce,3\n", plan);
        var update = await host.Upload("thing", "n,a\nTwice,9\nNobody,1\n", plan.Replace("both", "update", StringComparison.Ordinal));

        Assert.Equal((2, 1, 0), (result.Created, result.Updated, result.Rejected));
        Assert.Equal((0, 1, 1), (update.Created, update.Updated, update.Rejected));
        var found = await (await host.Admin.GetAsync("/api/forms/thing/records?filter=" + Uri.EscapeDataString("name == \"Twice\""))).JsonAsync();
        Assert.Equal(9, found.GetProperty("items").EnumerateArray().Single().GetProperty("values").GetProperty("amount").GetDecimal());
    }

    [Theory]
    [InlineData("""{"columns":[{"index":0,"field":"ghost"}]}""", "imports.plan")]
    [InlineData("""{"columns":[]}""", "imports.plan")]
    [InlineData("""{"columns":[{"index":0,"field":"name"},{"index":1,"field":"name"}]}""", "imports.plan")]
    [InlineData("""{"columns":[{"index":0,"field":"name"}],"mode":"update"}""", "imports.plan")]
    [InlineData("""{"columns":[{"index":0,"field":"name"}],"matchField":"amount"}""", "imports.plan")]
    [InlineData("""{"colums":[]}""", "imports.plan")]
    [InlineData("not json", "imports.plan")]
    [InlineData("""{"options":{"encoding":"utf-99"}}""", "tabular.encoding")]
    public async Task Plans_that_can_not_be_followed_are_refused(string plan, string code) =>
        Assert.Equal(code, await (await host.Post("thing", "a,b\n1,2\n", plan)).CodeAsync());

    [Fact]
    public async Task Who_may_not_import_or_export_is_told_so_and_imports_belong_to_their_person()
    {
        var viewer = await host.PersonAsync("Viewer");
        var mine = await host.Upload("thing", "Name\nOwn\n", null);

        Assert.Equal(HttpStatusCode.Forbidden, (await host.Post("thing", "Name\nx\n", null, viewer.Client)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.Client.GetAsync("/api/forms/account/export")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.Client.GetAsync($"/api/imports/{mine.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.Client.GetAsync($"/api/imports/{mine.Id}/rejected")).StatusCode);
    }

    [Fact]
    public async Task An_export_holds_what_the_caller_may_see_and_no_formula()
    {
        var viewer = await host.PersonAsync("Reader");
        await host.Upload("thing", "Name,Amount,Secret,Kind,Day\n=1+1,-3,hush,Big,2026-03-01\n", null);
        var filter = "filter=" + Uri.EscapeDataString("amount == -3");

        var csv = await viewer.Client.GetStringAsync($"/api/forms/thing/export?format=csv&{filter}");
        var xlsx = Tables.Texts(Copy(await viewer.Client.GetStreamAsync($"/api/forms/thing/export?{filter}&fields=name,amount,day,kind")));
        var hidden = await viewer.Client.GetAsync($"/api/forms/thing/export?fields=secret");

        Assert.DoesNotContain("hush", csv);
        Assert.DoesNotContain("Secret", csv);
        Assert.Contains("\"'=1+1\",-3,Big,2026-03-01", csv);
        Assert.Equal(["=1+1", "-3", "2026-03-01", "Big"], xlsx[1]);
        Assert.Equal(HttpStatusCode.BadRequest, hidden.StatusCode);
    }

    [Fact]
    public async Task A_selection_of_any_size_is_exported_in_the_order_of_the_list()
    {
        await host.Upload("thing", "Name,Amount\n" + string.Concat(Enumerable.Range(1, 5).Select(i => $"Sel {i},{i}\n")), null);
        using var found = JsonDocument.Parse(await host.Admin.GetStringAsync("/api/forms/thing/records?sort=amount&fields=name&filter=" + Uri.EscapeDataString("STARTSWITH(name, \"Sel \")")));
        var ids = found.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToList();
        // Far more than an address or the parameters of a statement could hold.
        var many = Enumerable.Range(1_000_000, 40_000).Select(id => (long)id);
        var asked = new { format = "csv", filter = "STARTSWITH(name, \"Sel \")", sort = "-amount", fields = "name" };

        var some = await ExportAsync(new { asked.format, asked.filter, asked.sort, asked.fields, ids = many.Append(ids[0]).Append(ids[3]) });
        var others = await ExportAsync(new { asked.format, asked.filter, asked.sort, asked.fields, except = many.Append(ids[0]).Append(ids[3]) });

        Assert.Equal(["Sel 4", "Sel 1"], some);
        Assert.Equal(["Sel 5", "Sel 3", "Sel 2"], others);

        async Task<string[]> ExportAsync(object body)
        {
            var answer = await host.Admin.PostAsJsonAsync("/api/forms/thing/export", body);
            return (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];
        }
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_again()
    {
        await host.Upload("thing", "Name,Amount,Day\nRound 1,1.25,2026-03-01\nRound 2,-7,2026-12-31\n", null);
        var file = Copy(await host.Admin.GetStreamAsync("/api/forms/thing/export?fields=name,amount,day,kind&filter=" + Uri.EscapeDataString("STARTSWITH(name, \"Round\")")));

        var result = await host.Upload("thing", file.ToArray(), """{"mode":"update","matchField":"name"}""");

        Assert.Equal((0, 2, 0), (result.Created, result.Updated, result.Rejected));
    }

    private static MemoryStream Copy(Stream stream)
    {
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}

/// <summary>A running product with forms to bring files into.</summary>
public sealed class ImportsHost : TestHost
{
    public sealed record Result(string Id, int Created, int Updated, int Rejected);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var changes = new List<DefinitionChange> { new(DefinitionKind.App, "test", """{"key":"test","label":"Test"}""") };
        changes.AddRange(Forms.Select(json => new DefinitionChange(DefinitionKind.Form, JsonDocument.Parse(json).RootElement.GetProperty("key").GetString()!, json)));
        changes.Add(new(DefinitionKind.Group, "readers", """{"key":"readers","form":"thing","label":"Readers","members":{"everyone":true},"actions":["view","export"],"fields":{"secret":"hidden"},"otherFields":"readOnly"}"""));
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, changes)).Value;
    }

    public async Task<Result> Import(string form, string path, string? plan) => await Upload(form, await File.ReadAllBytesAsync(path), plan);

    public Task<Result> Upload(string form, string csv, string? plan) => Upload(form, System.Text.Encoding.UTF8.GetBytes(csv), plan);

    /// <summary>Imports and waits for the end.</summary>
    public async Task<Result> Upload(string form, byte[] file, string? plan)
    {
        var answer = await Post(form, file, plan, Admin);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var state = await (await Admin.GetAsync($"/api/imports/{id}", patience.Token)).JsonAsync();
            if (!state.GetProperty("over").GetBoolean()) continue;
            Assert.Equal(JsonValueKind.Null, state.GetProperty("failure").ValueKind);
            return new Result(id, state.GetProperty("created").GetInt32(), state.GetProperty("updated").GetInt32(), state.GetProperty("rejected").GetInt32());
        }
    }

    public Task<HttpResponseMessage> Post(string form, string csv, string? plan, HttpClient? client = null) => Post(form, System.Text.Encoding.UTF8.GetBytes(csv), plan, client ?? Admin);

    public long Count(string form) => (long)Services.GetRequiredService<RecordReader>()
        .Aggregate(AdminCaller, new AggregateRequest { Form = form, Measures = [new(MeasureFunction.Count)] }).Value.Rows[0][0].AsNumber;

    private static async Task<HttpResponseMessage> Post(string form, byte[] file, string? plan, HttpClient client)
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "upload.csv" } };
        if (plan is not null) body.Add(new StringContent(plan), "plan");
        return await client.PostAsync($"/api/forms/{form}/imports", body);
    }

    private static readonly string[] Forms =
    [
        """{"key":"account","app":"test","label":"Account","titleField":"name","fields":[{"key":"name","type":"text","label":"Account"},{"key":"sector","type":"text","label":"Sector"},{"key":"revenue","type":"number","label":"Revenue","settings":{"scale":2}}]}""",
        """{"key":"product","app":"test","label":"Product","titleField":"product","fields":[{"key":"product","type":"text","label":"Product"},{"key":"series","type":"text","label":"Series"},{"key":"sales_price","type":"number","label":"Sales price"}]}""",
        """
        {"key":"opportunity","app":"test","label":"Opportunity","fields":[
          {"key":"number","type":"text","label":"Number","unique":true,"required":true},
          {"key":"product","type":"reference","label":"Product","settings":{"form":"product"}},
          {"key":"account","type":"reference","label":"Account","settings":{"form":"account"}},
          {"key":"stage","type":"choice","label":"Stage","settings":{"choices":[{"value":"won","label":"Won"},{"value":"lost","label":"Lost"},{"value":"engaging","label":"Engaging"},{"value":"prospecting","label":"Prospecting"}]}},
          {"key":"engaged","type":"date","label":"Engaged"},{"key":"closed","type":"date","label":"Closed"},{"key":"value","type":"number","label":"Value"}]}
        """,
        """
        {"key":"thing","app":"test","label":"Thing","titleField":"name","fields":[
          {"key":"name","type":"text","label":{"en":"Name","zh-CN":"名称"},"required":true},{"key":"amount","type":"number","label":"Amount","settings":{"scale":2}},
          {"key":"kind","type":"choice","label":"Kind","settings":{"choices":[{"value":"big","label":"Big"},{"value":"small","label":"Small"}]}},
          {"key":"day","type":"date","label":"Day"},{"key":"secret","type":"text","label":"Secret"}]}
        """,
    ];
}
