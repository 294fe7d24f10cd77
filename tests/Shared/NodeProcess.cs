using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LowCode;

/// <summary>
/// The product as a process of its own, on a free loopback port: for tests that end it in a good or a bad way. Needs the built product beside the test assembly.
/// What it prints is kept in <see cref="Log"/>.
/// </summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _code = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LowCode.Runtime.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) =>
        {
            // until the last of what it printed is there
            _process.WaitForExit();
            _listens.TrySetException(new InvalidOperationException("The node ended before it listened:\n" + Log));
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address => _listens.Task.Result;

    /// <summary>The code for the first visit.</summary>
    internal Task<string> Code => _code.Task.WaitAsync(Patience);

    internal string Log
    {
        get
        {
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    /// <summary>Starts a node and waits until it listens. Settings as in appsettings, <c>LowCode:DataFolder</c>.</summary>
    internal static async Task<NodeProcess> StartAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var node = new NodeProcess(settings);
        try
        {
            await node._listens.Task.WaitAsync(Patience);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a power cut does.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Tells it to end (SIGTERM) and waits; returns how long it took.</summary>
    internal async Task<TimeSpan> TerminateAsync()
    {
        var took = Stopwatch.StartNew();
        using (var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(null, null)]))
            await signal.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return took.Elapsed;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.Add(line);
        if (Listens().Match(line) is { Success: true } address)
            _listens.TrySetResult(new Uri(address.Groups[1].Value));
        if (FirstCode().Match(line) is { Success: true } code)
            _code.TrySetResult(code.Groups[1].Value);
    }

    [GeneratedRegex(@"LowCode listens on (\S+)")]
    private static partial Regex Listens();

    [GeneratedRegex(@"Code / \S+:\s+(\S+)")]
    private static partial Regex FirstCode();
}
