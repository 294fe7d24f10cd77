using System.Runtime.InteropServices;

namespace LowCode.Measuring;

/// <summary>What figures depend on.</summary>
internal static class Machine
{
    /// <summary>Processor, memory, system and runtime in a line.</summary>
    public static string Facts()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return $"{Environment.ProcessorCount} cores ({Processor()}), {memory:N0} GB, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}; load driver, product and limit on the same machine.";
    }

    private static string Processor()
    {
        const string Cpus = "/proc/cpuinfo";
        var line = File.Exists(Cpus) ? File.ReadLines(Cpus).FirstOrDefault(each => each.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
