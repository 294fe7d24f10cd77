using System.Diagnostics;
using System.Text.Json;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Measuring;
using LowCode.Records;
using LowCode.Running;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Growth;

/// <summary>How cost grows with rows, fields, forms and permission groups; each line's limit is the smallest of its series.</summary>
internal static class GrowthBenchmark
{
    internal static async Task Run(Report report)
    {
        if (report.Wants("rows"))
            await RowsAsync(report);
        if (report.Wants("fields"))
            await Series(report, "Growth with the fields of a form", [10, 50, 100, 200, 400], FieldsAsync);
        if (report.Wants("forms"))
            await Series(report, "Growth with the number of forms", [10, 100, 300], FormsAsync);
        if (report.Wants("groups"))
            await Series(report, "Growth with permission groups", [1, 10, 50], GroupsAsync);
    }

    // One product that grows, since filling a million rows takes its time.
    private static async Task RowsAsync(Report report)
    {
        await using var product = new BenchProduct();
        await product.PublishAsync(new(DefinitionKind.Form, "customer", Customer), new(DefinitionKind.Form, "order", Order), new(DefinitionKind.Role, "rep", """{"key":"rep","label":"Rep"}"""),
            new(DefinitionKind.Group, "own", """{"key":"own","form":"order","members":{"roles":["rep"]},"actions":["view"],"rows":"owner == $user || amount > 990000","otherFields":"readOnly"}"""),
            new(DefinitionKind.Group, "names", """{"key":"names","form":"customer","members":{"roles":["rep"]},"actions":["view"],"otherFields":"readOnly"}"""));
        var caller = product.CallerFor(await product.PersonAsync("rep", roles: "rep"));
        await product.FillAsync("customer", 1000, (form, values, i) => values[form["name"]!.Position] = Value.FromText($"Customer {i}"));
        var reader = product.Services.GetRequiredService<RecordReader>();
        var random = new Random(4);
        var before = new Dictionary<string, double>();
        report.Begin("Growth with rows: own rows and large orders only, three reference columns");
        var rows = 0;
        foreach (var size in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            await product.FillAsync("order", size - rows, (form, values, i) =>
            {
                values[form["name"]!.Position] = Value.FromText($"Order {rows + i}");
                values[form["amount"]!.Position] = Value.FromNumber(random.Next(1_000_000));
                values[form["stage"]!.Position] = Value.FromText(random.Next(5) == 0 ? "won" : "new");
                foreach (var key in new[] { "buyer", "payer", "agent" })
                    values[form[key]!.Position] = Value.FromReference(random.Next(1, 1000));
            });
            rows = size;
            var list = new ListRequest { Form = "order", Filter = "stage == \"won\" && amount > 5000", Sort = [new SortDefinition("amount", true)], Limit = 20 };
            var times = Sampling.Times(60, () => _ = reader.List(caller, list).Value);
            Line("list of 20, two filters, sort, median us", Sampling.Percentile(times, 0.5));
            report.Add($"{size,9:N0} rows: its 95th percentile, ms", Sampling.Percentile(times, 0.95) / 1000, null, size == 1_000_000 ? "< 50" : "");
            Line("get by id, us", Sampling.Percentile(Sampling.Times(300, () => _ = reader.Get(BenchProduct.System, "order", random.Next(1, size)).Value), 0.5));
            void Line(string what, double us)
            {
                before.TryAdd(what, us);
                report.Add($"{size,9:N0} rows: {what}", us, before[what]);
            }
        }
        var clock = Stopwatch.StartNew();
        await product.PublishAsync(new DefinitionChange(DefinitionKind.Form, "order", Order.Replace("\"fields\":[", "\"fields\":[{\"key\":\"extra\",\"type\":\"text\"},", StringComparison.Ordinal)));
        report.Add($"adding a field to {rows:N0} records, ms", clock.Elapsed.TotalMilliseconds, null, "< 1,000");
        clock.Restart();
        await product.FillAsync("order", 1, (form, values, i) => values[form["name"]!.Position] = Value.FromText("last"));
        report.Add("    the first write after it, ms", clock.Elapsed.TotalMilliseconds);
    }

    private static async Task Series(Report report, string title, int[] sizes, Func<int, Task<Dictionary<string, double>>> measure)
    {
        report.Begin(title);
        Dictionary<string, double>? first = null;
        foreach (var size in sizes)
        {
            var figures = await measure(size);
            first ??= figures;
            foreach (var (what, figure) in figures)
                report.Add($"{size,9:N0}: {what}", figure, first[what]);
        }
    }

    private static async Task<Dictionary<string, double>> FieldsAsync(int fields)
    {
        await using var product = new BenchProduct();
        await product.PublishAsync(new DefinitionChange(DefinitionKind.Form, "wide", Wide("wide", fields)));
        var (form, saver, reader) = (product["wide"], product.Services.GetRequiredService<RecordSaver>(), product.Services.GetRequiredService<RecordReader>());
        var body = $$"""{{{string.Join(",", Enumerable.Range(0, fields).Select(i => i % 2 == 0 ? $"\"f{i}\":\"text {i}\"" : $"\"f{i}\":{i}"))}}}""";
        var id = 0L;
        var create = Sampling.Times(200, () => id = saver.SaveAsync(BenchProduct.System, new SaveRequest { Form = "wide", Edits = RecordInput.Parse(form, JsonDocument.Parse(body).RootElement) }).Result.Value.Id);
        var get = Sampling.Times(300, () => _ = reader.Get(BenchProduct.System, "wide", id).Value);
        var list = Sampling.Times(100, () => _ = reader.List(BenchProduct.System, new ListRequest { Form = "wide", Limit = 20, Fields = ["f0", "f1", "f2"] }).Value);
        return new() { ["fields: create, durable, us"] = Sampling.Percentile(create, 0.5), ["fields: get by id, us"] = Sampling.Percentile(get, 0.5), ["fields: list of 20 with 3 of them, us"] = Sampling.Percentile(list, 0.5) };
    }

    private static async Task<Dictionary<string, double>> FormsAsync(int forms)
    {
        var product = new BenchProduct();
        await using var ended = product;
        await product.PublishAsync([.. Enumerable.Range(0, forms).Select(i => new DefinitionChange(DefinitionKind.Form, $"form{i}", Wide($"form{i}", 20)))]);
        await product.FillAsync("form0", 100, (form, values, i) => values[form["f0"]!.Position] = Value.FromText($"T {i}"));
        var reader = product.Services.GetRequiredService<RecordReader>();
        var get = Sampling.Times(300, () => _ = reader.Get(BenchProduct.System, "form0", 1).Value);
        var clock = Stopwatch.StartNew();
        await product.PublishAsync(new DefinitionChange(DefinitionKind.Form, "form1", Wide("form1", 21)));
        var publish = clock.Elapsed.TotalMilliseconds;
        await product.CloseAsync();
        clock.Restart();
        await new BenchProduct(product.Folder).CloseAsync();
        return new() { ["forms: get by id, us"] = Sampling.Percentile(get, 0.5), ["forms: publish one, ms"] = publish, ["forms: open the workspace, ms"] = clock.Elapsed.TotalMilliseconds };
    }

    private static async Task<Dictionary<string, double>> GroupsAsync(int groups)
    {
        await using var product = new BenchProduct();
        var rep = await Deals.MakeAsync(product, 20_000);
        await product.PublishAsync([.. Enumerable.Range(0, groups - 1).Select(i => new DefinitionChange(DefinitionKind.Group, $"g{i}",
            $$"""{"key":"g{{i}}","form":"deal","members":{"roles":["rep"]},"actions":["view","edit"],"rows":"amount > {{i * 100}} && owner == $user","fields":{"rate":"hidden"},"otherFields":"readOnly"}"""))]);
        var caller = product.CallerFor(rep);
        var (reader, random) = (product.Services.GetRequiredService<RecordReader>(), new Random(5));
        var get = Sampling.Times(300, () => _ = reader.Get(caller, "deal", random.Next(1, 20_000)).Value);
        var list = Sampling.Times(60, () => _ = reader.List(caller, new ListRequest { Form = "deal", Sort = [new SortDefinition("amount", true)], Limit = 20 }).Value);
        return new() { ["groups: get by id, us"] = Sampling.Percentile(get, 0.5), ["groups: list of 20, sort, us"] = Sampling.Percentile(list, 0.5) };
    }

    private static string Wide(string key, int fields) =>
        $$"""{"key":"{{key}}","app":"bench","titleField":"f0","fields":[{{string.Join(",", Enumerable.Range(0, fields).Select(i => $"{{\"key\":\"f{i}\",\"type\":\"{(i % 2 == 0 ? "text" : "number")}\"}}"))}}]}""";

    private const string Customer = """{"key":"customer","app":"bench","titleField":"name","fields":[{"key":"name","type":"text"}]}""";

    private const string Order = """
        {"key":"order","app":"bench","titleField":"name","fields":[
          {"key":"name","type":"text"},
          {"key":"amount","type":"number","indexed":true},
          {"key":"stage","type":"choice","indexed":true,"settings":{"choices":[{"value":"new","label":"New"},{"value":"won","label":"Won"}]}},
          {"key":"buyer","type":"reference","settings":{"form":"customer"}},
          {"key":"payer","type":"reference","settings":{"form":"customer"}},
          {"key":"agent","type":"reference","settings":{"form":"customer"}}]}
        """;
}
