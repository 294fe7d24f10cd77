using LowCode.Measuring;
using LowCode.Packs;
using LowCode.Running;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Starting;

/// <summary>From the start of the process to the first good answer, published as it is deployed and with the CRM installed, beside an empty web application.</summary>
internal static class ColdStartBenchmark
{
    internal static async Task Run(Report report)
    {
        var product = new BenchProduct();
        await using var ended = product;
        _ = (await product.Services.GetRequiredService<PackInstaller>().InstallAsync(BenchProduct.System, product.Services.GetRequiredService<PackShelf>().Find("crm").Value)).Value;
        await product.CloseAsync();

        var program = await Published.ProgramAsync();
        var settings = new Dictionary<string, string> { ["LowCode__DataFolder"] = product.Folder };
        var (ours, empty, memory) = (new List<double>(), new List<double>(), 0.0);
        for (var i = 0; i < 5; i++)
        {
            using var child = await Child.StartAsync(program, [], "/health", settings);
            ours.Add(child.Start.TotalMilliseconds);
            memory = child.Megabytes;
            using var bare = await Child.StartAsync(Path.Combine(AppContext.BaseDirectory, "LowCode.Benchmarks.dll"), ["empty"]);
            empty.Add(bare.Start.TotalMilliseconds);
        }
        report.Begin("Starting, with the CRM installed");
        report.Add("cold start to the first answer, ms", Sampling.Percentile(ours, 0.5), Sampling.Percentile(empty, 0.5), "<= 2.50 and < 2,000 ms");
        report.Add("memory after the first answer, MB", memory, null, "< 220");
    }
}
