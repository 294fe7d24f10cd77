using System.Diagnostics;
using LowCode.Measuring;
using LowCode.Running;
using LowCode.Runtime.Imports;
using LowCode.Runtime.Imports.Tabular;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Imports;

/// <summary>100,000 rows of a spreadsheet through the product's own import, beside reading the file alone.</summary>
internal static class ImportBenchmark
{
    private const int Rows = 100_000;
    private const int WarmUpRows = 20_000;

    internal static async Task Run(Report report)
    {
        await using var product = new BenchProduct();
        await Deals.MakeAsync(product, 0);
        // A server that has run for a while is what people meet: the first rows wait for the just-in-time compiler, in reading and in importing alike.
        _ = await Measure(product, Sheet(WarmUpRows));
        var (alone, took, memory) = await Measure(product, Sheet(Rows));
        report.Begin("Import");
        report.Add($"{Rows:N0} rows of XLSX beside reading the file alone, s", took, alone, "<= 4.00");
        report.Add("managed memory on top while importing, MB", memory, null, "< 200");
    }

    private static async Task<(double Alone, double Took, double Megabytes)> Measure(BenchProduct product, byte[] sheet)
    {
        var (services, plan) = (product.Services, new ImportPlan { Form = "deal", Columns = [new(0, "title"), new(1, "amount"), new(2, "stage"), new(3, "city"), new(4, "phone"), new(5, "due"), new(6, "count")] });
        var clock = Stopwatch.StartNew();
        var rows = 0;
        using (var reader = TabularReader.Open(new MemoryStream(sheet)).Value)
        {
            while (reader.Read())
                rows++;
        }
        var alone = clock.Elapsed.TotalSeconds;

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        clock.Restart();
        var job = await services.GetRequiredService<ImportDesk>().StartAsync(BenchProduct.System, await services.GetRequiredService<ImportFiles>().KeepAsync(new MemoryStream(sheet), default), "deals.xlsx", plan);
        while (!job.IsOver)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(20);
        }
        var took = clock.Elapsed.TotalSeconds;
        if (job.Failure is { } failure)
            throw new RefusedException(failure);
        if (job.Progress.Created != rows)
            throw new InvalidOperationException($"{job.Progress.Created} of {rows} rows came in.");
        return (alone, took, (most - before) / 1048576.0);
    }

    private static byte[] Sheet(int rows)
    {
        var file = new MemoryStream();
        using (var writer = new XlsxWriter(file, [new("Title"), new("Amount", CellKind.Number), new("Stage"), new("City"), new("Phone"), new("Due", CellKind.Date), new("Count", CellKind.Number)]))
        {
            string[] stages = ["N", "T", "O", "W", "L"];
            for (var i = 0; i < rows; i++)
                writer.Write([Cell.Of($"Deal {i}"), Cell.Of(i % 10_000 + 0.5m), Cell.Of(stages[i % 5]), Cell.Of("上海"), Cell.Of($"138{i:00000000}"), Cell.Of(new DateOnly(2026, 1, 1).AddDays(i % 365)), Cell.Of((decimal)(i % 30))]);
        }
        return file.ToArray();
    }
}
