using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace LowCode.Running;

/// <summary>A server in a process of its own on a free loopback port, killed when disposed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(Process process, Uri address, TimeSpan start) => (_process, Address, Start) = (process, address, start);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process to the first good answer.</summary>
    public TimeSpan Start { get; }

    /// <summary>Memory that it holds now, MB.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Seconds of processor time that it has used so far.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Makes its runtime collect all garbage, so that what is left is in use.</summary>
    public async Task CollectAsync()
    {
        const long HeapCollect = 0x800000;
        var client = new DiagnosticsClient(_process.Id);
        // Twice: what has a finalizer is only gone after it ran.
        for (var i = 0; i < 2; i++)
        {
            using var session = await client.StartEventPipeSessionAsync([new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)], requestRundown: false, circularBufferMB: 16, CancellationToken.None);
            var drained = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(1000);
            await session.StopAsync(CancellationToken.None);
            await drained;
        }
    }

    /// <summary>Starts the program <paramref name="dll"/> and waits until <paramref name="probe"/> is answered.</summary>
    public static async Task<Child> StartAsync(string dll, IReadOnlyList<string> arguments, string probe = "/health", IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(dll) };
        foreach (var argument in arguments.Prepend(dll))
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var begin = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = address };
        while (!await AnswersAsync(http, probe))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(begin) > TimeSpan.FromMinutes(1))
                throw new InvalidOperationException($"{Path.GetFileName(dll)} doesn't answer.");
            await Task.Delay(5);
        }
        return new Child(process, address, Stopwatch.GetElapsedTime(begin));
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string probe)
    {
        try
        {
            return (await http.GetAsync(new Uri(probe, UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
