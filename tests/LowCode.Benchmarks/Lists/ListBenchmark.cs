using System.Diagnostics;
using System.Globalization;
using System.Text;
using LowCode.Forms;
using LowCode.Packs;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime;
using LowCode.Runtime.Analytics;
using LowCode.Runtime.Audit;
using LowCode.Runtime.Flows;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports;
using LowCode.Runtime.Mail;
using LowCode.Runtime.Packs;
using LowCode.Runtime.People;
using LowCode.Runtime.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Lists;

/// <summary>100,000 leads of the CRM through the product's own import, then a page of its list beside the same SQL through the raw driver.</summary>
internal static class ListBenchmark
{
    private const int Rows = 100_000;
    private const int Page = 50;
    private const int Times = 100;

    private static readonly string[] Intents = ["high", "medium", "low"];

    internal static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-bench-");
        await using (var app = Product(folder.FullName))
        {
            var caller = Caller.System(Source.Import);
            var services = app.Services;
            _ = (await services.GetRequiredService<PackInstaller>().InstallAsync(caller, services.GetRequiredService<PackShelf>().Find("crm").Value)).Value;
            await Import(services, caller);
            Compare(services, caller);
        }
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static WebApplication Product(string folder)
    {
        var builder = WebApplication.CreateBuilder([$"--LowCode:DataFolder={folder}"]);
        builder.AddHost().AddWorkspace().AddEngine().AddPacks().AddFlows().AddMail().AddAudit().AddAnalytics().AddImports().AddPeople().AddPermissions();
        builder.AddLowCodeUi();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        return builder.Build().LoadWorkspace();
    }

    private static async Task Import(IServiceProvider services, Caller caller)
    {
        var file = await services.GetRequiredService<ImportFiles>().KeepAsync(new MemoryStream(Leads()), default);
        var plan = new ImportPlan { Form = "lead", Columns = [new(0, "company"), new(1, "contact"), new(2, "phone"), new(3, "email"), new(4, "intent"), new(5, "budget"), new(6, "region"), new(7, "external_id")] };
        var clock = Stopwatch.StartNew();
        var job = await services.GetRequiredService<ImportDesk>().StartAsync(caller, file, "leads.csv", plan);
        while (!job.IsOver)
            await Task.Delay(20);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{"import of 100,000 leads, rows/s",-52} {job.Progress.Created / seconds,12:N0}   ({seconds:N1} s, {job.Progress.Rejected} refused)");
        if (job.Failure is { } failure)
            throw new RefusedException(failure);
    }

    private static void Compare(IServiceProvider services, Caller caller)
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

        var (ours, direct) = (Median(() => reader.List(caller, request).Value.Rows.Count), Median(() => Read(command)));
        Console.WriteLine($"{"",-52} {"engine",12} {"raw SQL",12} {"ratio",8}");
        Console.WriteLine($"{"list of 50 leads: two filters, newest first, us",-52} {ours,12:N0} {direct,12:N0} {ours / direct,8:N2}");
    }

    private static double Median(Func<int> work)
    {
        var times = new List<double>(Times);
        for (var i = -10; i < Times; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            if (work() < Page)
                throw new InvalidOperationException("The page is not full: the comparison would say nothing.");
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
        }
        times.Sort();
        return times[Times / 2];
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
