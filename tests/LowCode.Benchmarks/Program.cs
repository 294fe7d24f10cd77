using System.Globalization;
using LowCode.Expressions;
using LowCode.Flows;
using LowCode.Growth;
using LowCode.Http;
using LowCode.Imports;
using LowCode.Jobs;
using LowCode.Lists;
using LowCode.Measuring;
using LowCode.Records;
using LowCode.Running;
using LowCode.Screens;
using LowCode.Starting;
using LowCode.Storage;

if (await BareEndpoint.IsAskedFor(args))
    return;
// Each benchmark adds lines to one report; name those to run, or none for all. Never asserted: machines are noisy, ratios within one run hold.
var benchmarks = new Dictionary<string, Func<Report, Task>>
{
    ["start"] = ColdStartBenchmark.Run,
    ["http"] = HttpBenchmark.Run,
    ["engine"] = SaveBenchmark.Run,
    ["store"] = StoreBenchmark.Run,
    ["list"] = ListBenchmark.Run,
    ["flow"] = FlowBenchmark.Run,
    ["timer"] = TimerBenchmark.Run,
    ["formula"] = FormulaBenchmark.Run,
    ["import"] = ImportBenchmark.Run,
    ["screen"] = ScreenBenchmark.Run,
    ["growth"] = GrowthBenchmark.Run,
};
var only = Array.IndexOf(args, "--only") is var at and >= 0 ? args[at + 1] : null;
var report = new Report(only);
foreach (var (name, run) in benchmarks)
{
    if (!benchmarks.Keys.Any(args.Contains) || args.Contains(name))
        await run(report);
}
if (args.Contains("--keep"))
    Console.WriteLine($"\nKept as {report.Keep(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}");
