using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LowCode.Crashes;

/// <summary>A PostgreSQL server of one test, durable as in production, that can be stopped at once and started again on the same data. Gone with the process, however that ends.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private const string Make = """
        set -e
        dir=$(mktemp -d /tmp/lowcode-pg-XXXXXX)
        "$1/initdb" -D "$dir/data" -U lowcode -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >/dev/null
        echo "$dir"
        """;

    // The shell waits for its input to close; SIGQUIT has the server drop everything, as a crash does.
    private const string Run = """
        cd "$2"
        "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c logging_collector=off >>"$2/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT $server 2>/dev/null || true
        wait $server || true
        """;

    private readonly string _folder;
    private readonly int _port = FreePort();
    private Process? _running;

    internal OwnPostgres()
    {
        using var made = Process.Start(new ProcessStartInfo(Command(Make)[0], Command(Make)[1..]) { RedirectStandardOutput = true })!;
        _folder = made.StandardOutput.ReadToEnd().Trim();
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    /// <summary>How to connect to the workspace's schema.</summary>
    internal string Schema => $"Host=127.0.0.1;Port={_port};Username=lowcode;Database=postgres;Maximum Pool Size=8;Search Path=crash";

    /// <summary>Starts it and waits until it answers.</summary>
    internal void Start()
    {
        var command = Command(Run, _folder, _port.ToString(null, null));
        _running = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(Schema + ";Pooling=false;Timeout=2");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                _running.WaitForExit(50);
            }
        }
    }

    /// <summary>Stops it at once: what isn't in the log on disk is gone, and the next start recovers.</summary>
    internal void Kill()
    {
        if (_running is not { } running)
            return;
        _running = null;
        running.StandardInput.Close();
        running.WaitForExit();
        running.Dispose();
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] Command(string script, params string[] arguments)
    {
        string[] command = ["sh", "-c", script, "sh", PostgresServer.Programs!, .. arguments];
        // The server refuses to run as root.
        return Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
