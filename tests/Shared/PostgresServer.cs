using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LowCode.Storage.Postgres;
using Npgsql;

namespace LowCode;

/// <summary>
/// A PostgreSQL server of this test run, started when the first test asks for it and gone with the process, however that ends: a shell holds the server and waits
/// for its input to close. Linked into the test projects that need one. <c>LOWCODE_TEST_POSTGRES</c> may name a running server instead (a connection string without
/// a search path).
/// </summary>
internal static class PostgresServer
{
    private const string Script = """
        set -e
        dir=$(mktemp -d /tmp/lowcode-pg-XXXXXX)
        trap 'rm -rf "$dir"' EXIT
        "$1/initdb" -D "$dir/data" -U lowcode -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >/dev/null
        cd "$dir"
        "$1/postgres" -D "$dir/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off \
            -c full_page_writes=off -c max_connections=300 -c autovacuum=off -c logging_collector=off >"$dir/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -INT $server 2>/dev/null || true
        wait $server || true
        """;

    private static readonly System.Text.CompositeFormat Emptying = System.Text.CompositeFormat.Parse("""
        DO $$ DECLARE t name; BEGIN
            SET LOCAL session_replication_role = replica;
            FOR t IN SELECT relname FROM pg_class WHERE relnamespace = '{0}'::regnamespace AND relkind = 'r' LOOP
                IF t ~ '^[fs]_[0-9]+$' THEN EXECUTE format('DROP TABLE {0}.%I', t);
                ELSE EXECUTE format('DELETE FROM {0}.%I', t) || CASE t WHEN 'setting' THEN ' WHERE key <> ''schema_version''' ELSE '' END;
                END IF;
            END LOOP;
            PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relnamespace = '{0}'::regnamespace AND relkind = 'S';
        END $$
        """);

    private static readonly Lazy<string> Server = new(Start);
    private static readonly List<string> Used = [];
    private static int _schemas;

    /// <summary>The folder of the server's programs; null where it isn't installed.</summary>
    internal static string? Programs { get; } = Find();

    /// <summary>Why tests on PostgreSQL can't run here; null where they can.</summary>
    internal static string? Missing { get; } = Configured is not null || Programs is not null ? null
        : "PostgreSQL is not installed: install it (Debian: postgresql), or name a server in LOWCODE_TEST_POSTGRES.";

    private static string? Configured => Environment.GetEnvironmentVariable("LOWCODE_TEST_POSTGRES");

    /// <summary>A connection string for a fresh schema.</summary>
    internal static string NewSchema() => new NpgsqlConnectionStringBuilder(Server.Value)
    {
        SearchPath = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}",
    }.ToString();

    /// <summary>
    /// An empty workspace: a schema of a test that is over, emptied, since making one takes five times as long; a new one while all are in use.
    /// Connections bear the name of their schema, so the server knows.
    /// </summary>
    internal static PostgresDatabase NewDatabase()
    {
        lock (Used)
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server.Value) { ApplicationName = "lowcode tests" }.ToString());
            connection.Open();
            using var command = new NpgsqlCommand("SELECT DISTINCT application_name FROM pg_stat_activity WHERE application_name LIKE 'test~_%' ESCAPE '~'", connection);
            var busy = new HashSet<string>();
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                    busy.Add(reader.GetString(0));
            }
            var schema = Used.Find(each => !busy.Contains(each));
            if (schema is null)
            {
                Used.Add(schema = new NpgsqlConnectionStringBuilder(NewSchema()).SearchPath!);
            }
            else
            {
                command.CommandText = string.Format(null, Emptying, schema);
                command.ExecuteNonQuery();
            }
            return PostgresDatabase.Open(new NpgsqlConnectionStringBuilder(Server.Value) { SearchPath = schema, ApplicationName = schema }.ToString());
        }
    }

    private static string Start()
    {
        if (Configured is { } configured)
            return configured;
        var port = FreePort();
        string[] command = ["sh", "-c", Script, "sh", Programs!, port.ToString(null, null)];
        // The server refuses to run as root.
        if (Environment.UserName == "root")
            command = ["runuser", "-u", "postgres", "--", .. command];
        // Its input is never written to; it closes when this process ends.
        var server = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.StandardInput.Close();
            server.WaitForExit();
        };
        var connection = $"Host=127.0.0.1;Port={port};Username=lowcode;Database=postgres;Maximum Pool Size=5";
        WaitFor(connection, server);
        return connection;
    }

    private static void WaitFor(string settings, Process server)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(settings + ";Pooling=false;Timeout=2");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60) && !server.HasExited)
            {
                // Not ready yet: the next try comes at once when the port is closed, after two seconds when nobody answers.
                server.WaitForExit(50);
            }
        }
    }

    private static string? Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault()
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
