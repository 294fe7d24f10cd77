using System.Diagnostics;
using System.Globalization;
using System.Text;
using LowCode.Forms;
using LowCode.Measuring;
using LowCode.Packs;
using LowCode.People;
using LowCode.Records;
using LowCode.Running;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Lists;

/// <summary>100,000 leads of the CRM through the product's own import, then a page of its list beside the same SQL through the raw driver.</summary>
internal static class ListBenchmark
{
    private const int Rows = 100_000;
    private const int Page = 50;
    private const int Times = 100;

    private static readonly string[] Intents = ["high", "medium", "low"];

    internal static async Task Run(Report report)
    {
        await using var product = new BenchProduct();
        var services = product.Services;
        _ = (await services.GetRequiredService<PackInstaller>().InstallAsync(BenchProduct.System, services.GetRequiredService<PackShelf>().Find("crm").Value)).Value;
        report.Begin($"The CRM's leads, {Rows:N0} through the import");
        await Import(report, services, BenchProduct.System);
        Compare(report, services, BenchProduct.System);
    }

    private static async Task Import(Report report, IServiceProvider services, Caller caller)
    {
        var file = await services.GetRequiredService<ImportFiles>().KeepAsync(new MemoryStream(Leads()), default);
        var plan = new ImportPlan { Form = "lead", Columns = [new(0, "company"), new(1, "contact"), new(2, "phone"), new(3, "email"), new(4, "intent"), new(5, "budget"), new(6, "region"), new(7, "external_id")] };
        var clock = Stopwatch.StartNew();
        var job = await services.GetRequiredService<ImportDesk>().StartAsync(caller, file, "leads.csv", plan);
        while (!job.IsOver)
            await Task.Delay(20);
        var seconds = clock.Elapsed.TotalSeconds;
        report.Add("import of leads with all rules, rows/s", job.Progress.Created / seconds);
        if (job.Failure is { } failure)
            throw new RefusedException(failure);
    }

    private static void Compare(Report report, IServiceProvider services, Caller caller)
    {
        var reader = services.GetRequiredService<RecordReader>();
        var workspace = services.GetRequiredService<Workspace>();
        var form = workspace.Catalog.Form("lead");
        string C(string key) => form[key]!.Column;
        var all = string.Join(", ", form.Fields.Where(field => field.Storage is not (StorageKind.Rows or StorageKind.None)).Select(field => field.Column));
        var least = 900_000 * (long)Math.Pow(10, form["budget"]!.Scale);

        using var raw = new SqliteConnection($"Data Source={services.GetRequiredService<DataFolder>().Database};Pooling=False;Mode=ReadOnly");
        raw.Open();
        using var command = raw.CreateCommand();
        command.CommandText = $"SELECT {all} FROM {form.Table} WHERE {C("intent")} = 'high' AND {C("budget")} >= {least} AND deleted_at IS NULL ORDER BY {C("created_at")} DESC, id DESC LIMIT {Page + 1}";
        command.Prepare();
        var request = new ListRequest { Form = "lead", Filter = "intent == \"high\" && budget >= 900000", Sort = [new SortDefinition("created_at", true)], Limit = Page };

        var (ours, direct) = Sampling.Both(Times, () => Full(reader.List(caller, request).Value.Rows.Count), () => Full(Read(command)));
        report.Add($"list of {Page} leads: two filters, newest first, us", ours, direct, "<= 1.50");
    }

    private static void Full(int rows)
    {
        if (rows < Page)
            throw new InvalidOperationException("The page is not full: the comparison would say nothing.");
    }

    private static int Read(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        var (count, values) = (0, new object[rows.FieldCount]);
        for (; rows.Read(); count++)
            rows.GetValues(values);
        return count;
    }

    private static byte[] Leads()
    {
        var (random, csv) = (new Random(1), new StringBuilder("company,contact,phone,email,intent,budget,region,external_id\n"));
        for (var i = 0; i < Rows; i++)
            csv.Append(CultureInfo.InvariantCulture, $"示例公司 {i},联系人 {i % 977},138{i:00000000},lead{i}@example.com,{Intents[random.Next(3)]},{random.Next(1_000_000)},上海,x-{i}\n");
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
