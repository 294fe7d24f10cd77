using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Nodes;

/// <summary>Two nodes of one workspace in this process: data folders of their own, one schema, one folder of files. A class fixture; where no server is installed, nothing starts.</summary>
public sealed class NodePair : IAsyncLifetime
{
    private readonly string _files = Directory.CreateTempSubdirectory("lowcode-files-").FullName;

    /// <summary>How to connect to their schema.</summary>
    public string Schema { get; private set; } = "";

    /// <summary>The node that was set up; its client is signed in.</summary>
    public Node One { get; private set; } = null!;

    /// <summary>The node that came after.</summary>
    public Node Other { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        Schema = PostgresServer.NewSchema();
        (One, Other) = (new Node(Schema, _files, first: true), new Node(Schema, _files, first: false));
        await One.InitializeAsync();
        await Other.InitializeAsync();
        await PublishAsync("app", "test", """{"key":"test","label":"Test"}""");
    }

    public async Task DisposeAsync()
    {
        foreach (var node in new[] { One, Other }.OfType<Node>())
            await node.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    /// <summary>Publishes a definition on the first node.</summary>
    public async Task PublishAsync(string kind, string key, string json)
    {
        var rev = await (await One.Admin.GetAsync($"/api/definitions/{kind}/{key}")).JsonAsync() is var found && found.TryGetProperty("rev", out var known) ? known.GetInt64() : 0;
        await Ok(await One.Admin.PutAsJsonAsync($"/api/definitions/{kind}/{key}/draft", new { rev, definition = JsonDocument.Parse(json).RootElement }));
        await Ok(await One.Admin.PostAsJsonAsync($"/api/definitions/{kind}/{key}/publish", new { }));
    }

    /// <summary>The answer's JSON; it must be a success.</summary>
    public static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

/// <summary>One of them.</summary>
public sealed class Node(string schema, string files, bool first) : TestHost
{
    protected override bool SetUp => first;

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. base.Settings, new("LowCode:Database", schema), new("LowCode:FilesFolder", files), new("LowCode:SessionCheckSeconds", "1")];
}
