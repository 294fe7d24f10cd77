using LowCode.Lists;
using LowCode.Storage;

// Each benchmark prints a table of its own; name those to run, or none for all. Never asserted: machines are noisy, ratios within one run hold.
var benchmarks = new Dictionary<string, Func<Task>>
{
    ["store"] = StoreBenchmark.Run,
    ["list"] = ListBenchmark.Run,
};
foreach (var (name, run) in benchmarks)
{
    if (args.Length == 0 || args.Contains(name))
        await run();
}
