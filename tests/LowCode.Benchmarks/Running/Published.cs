using System.Diagnostics;

namespace LowCode.Running;

/// <summary>The product as it is deployed, since that is what people wait for: published once a run, as the README says.</summary>
internal static class Published
{
    private static readonly Lazy<Task<string>> Once = new(PublishAsync);

    /// <summary>Path of the program.</summary>
    public static Task<string> ProgramAsync() => Once.Value;

    private static async Task<string> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-published-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Sources.Root, "runtime", "LowCode.Runtime"), "-c", "Release", "-o", folder, "-v", "q", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", "-nodeReuse:false"]) { RedirectStandardOutput = true };
        // No builder may stay behind and work beside what is measured.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "LowCode.Runtime.dll") : throw new InvalidOperationException(said);
    }
}
