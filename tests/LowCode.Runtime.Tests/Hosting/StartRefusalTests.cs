using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace LowCode.Hosting;

/// <summary>Whoever runs the product reads in one sentence why it doesn't start; nothing of it is left behind or harmed.</summary>
public sealed class StartRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-refusal-").FullName;

    [Fact]
    public async Task A_second_process_on_the_same_data_folder_says_that_another_has_it()
    {
        await using var first = await StartAsync();
        await RefusesAsync($"Another process works with {_folder}.");
        using var http = new HttpClient { BaseAddress = first.Address };
        Assert.Equal("ok", await http.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task A_killed_process_leaves_its_data_folder_to_the_next()
    {
        await using (var first = await StartAsync())
            first.Kill();
        await using var second = await StartAsync();
        Assert.NotNull(second.Address);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_in_a_sentence()
    {
        await using (await StartAsync())
        {
        }
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(_folder, "workspace.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9999";
            await command.ExecuteNonQueryAsync();
        }
        await RefusesAsync("The database has version 9999");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)nobody.LocalEndPoint!).Port;
        await RefusesAsync($"127.0.0.1:{port}", KeyValuePair.Create("LowCode:Database", $"Host=127.0.0.1;Port={port};Username=x;Password=y"));
    }

    private Task<NodeProcess> StartAsync(params KeyValuePair<string, string>[] more) => NodeProcess.StartAsync([KeyValuePair.Create("LowCode:DataFolder", _folder), .. more]);

    private async Task RefusesAsync(string sentence, params KeyValuePair<string, string>[] more)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(more));
        Assert.Contains("LowCode can't start.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
