using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>Nodes of one workspace as processes, with an administrator and a form <c>deal</c>; on PostgreSQL two of them, on SQLite one.</summary>
internal sealed class ProcessPair : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-nodes-").FullName;
    private readonly string? _schema;
    private readonly List<NodeProcess> _nodes = [];

    private ProcessPair(string? schema) => _schema = schema;

    internal NodeProcess One => _nodes[0];

    internal NodeProcess Other => _nodes[1];

    /// <summary>Signed in as the administrator; the cookie is good on all nodes.</summary>
    internal HttpClient Admin { get; } = new(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = false });

    internal static async Task<ProcessPair> StartAsync(string? schema, int nodes = 2)
    {
        var pair = new ProcessPair(schema);
        pair._nodes.Add(await NodeProcess.StartAsync(pair.Settings(0)));
        await Ok(await pair.Admin.PostAsJsonAsync(new Uri(pair.One.Address, "/api/setup"), new { code = await pair.One.Code, workspace = "Test", name = "Admin", email = TestHost.AdminEmail, password = TestHost.Password }));
        await pair.PublishAsync("app", "test", """{"key":"test","label":"Test"}""");
        await pair.PublishAsync("form", "deal", """{"key":"deal","app":"test","label":"Deal","fields":[{"key":"name","type":"text"},{"key":"due","type":"datetime"}]}""");
        if (schema is not null && nodes > 1)
            pair._nodes.Add(await NodeProcess.StartAsync(pair.Settings(1)));
        return pair;
    }

    /// <summary>Starts a node anew that was killed or has ended, on its own data.</summary>
    internal async Task RestartAsync(int node)
    {
        await _nodes[node].DisposeAsync();
        _nodes[node] = await NodeProcess.StartAsync(Settings(node));
    }

    /// <summary>The file of a node's embedded database.</summary>
    internal string Database(int node) => Path.Combine(_folder, $"node{node}", "workspace.db");

    internal async Task PublishAsync(string kind, string key, string json)
    {
        await Ok(await Admin.PutAsJsonAsync(new Uri(One.Address, $"/api/definitions/{kind}/{key}/draft"), new { rev = 0, definition = JsonDocument.Parse(json).RootElement }));
        await Ok(await Admin.PostAsJsonAsync(new Uri(One.Address, $"/api/definitions/{kind}/{key}/publish"), new { }));
    }

    /// <summary>A number out of the database.</summary>
    internal async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_schema);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        Admin.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string> Settings(int node) => new()
    {
        ["LowCode:DataFolder"] = Path.Combine(_folder, $"node{node}"),
        ["LowCode:FilesFolder"] = Path.Combine(_folder, "files"),
        ["LowCode:Database"] = _schema ?? "",
        ["LowCode:JobLeaseSeconds"] = "2",
        ["LowCode:DrainSeconds"] = "1",
        ["LowCode:ApiCallsPerMinute"] = "0",
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:LowCode"] = "Information",
    };
}
