using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Catalog;
using LowCode.Runtime.Operations.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Operations;

/// <summary>A backup taken while people write, and what comes of it on an empty machine.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-backup-").FullName;
    private readonly KeptHost _host;

    public BackupTests() => _host = new KeptHost(Path.Combine(_folder, "data"));

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        _ = (await _host.Services.GetRequiredService<Publisher>().PublishAsync(_host.AdminCaller,
        [
            new(DefinitionKind.App, "desk", """{"key":"desk","label":"Desk"}"""),
            new(DefinitionKind.Form, "visit", """{"key":"visit","app":"desk","label":"Visit","titleField":"name","fields":[{"key":"name","type":"text","label":"Name","required":true},{"key":"lines","type":"subform","label":"Lines","settings":{"fields":[{"key":"what","type":"text","label":"What"}]}}]}"""),
        ])).Value;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_backed_up_while_people_write_comes_back_whole_on_an_empty_machine()
    {
        for (var i = 0; i < 50; i++)
            await VisitAsync($"before {i}");
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
                await VisitAsync($"during {i}");
        });

        var archive = Path.Combine(_folder, "monday.zip");
        Assert.Equal((0, ""), Run("backup", archive, _host.Folder));
        await enough.CancelAsync();
        await writing;
        var there = Path.Combine(_folder, "restored");
        Directory.CreateDirectory(there);
        Assert.Equal((0, ""), Run("restore", archive, there));

        var restored = new KeptHost(there, isNew: false);
        await restored.InitializeAsync();
        var (ours, theirs) = (await RowsAsync(await _host.SignInAsync(TestHost.AdminEmail)), await RowsAsync(await restored.SignInAsync(TestHost.AdminEmail)));
        await restored.DisposeAsync();
        // As of one moment: everything acknowledged before it, nothing by half, each record as it is here.
        Assert.InRange(theirs.Count, 50, ours.Count);
        Assert.All(theirs, row => Assert.Equal(ours[row.Key], row.Value));
        Assert.All(Enumerable.Range(0, 50), i => Assert.Contains(theirs.Values, row => row.Contains($"\"before {i}\"", StringComparison.Ordinal)));
        Assert.All(theirs.Values, row => Assert.Contains("\"a line\"", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_or_foreign_archive_and_a_folder_in_use_are_refused_and_nothing_is_left()
    {
        await VisitAsync("kept");
        var archive = Path.Combine(_folder, "good.zip");
        Assert.Equal(0, Run("backup", archive, _host.Folder).Exit);

        Assert.Contains("is there already", Run("backup", archive, _host.Folder).Error, StringComparison.Ordinal);
        Assert.Contains("has a workspace already", Run("restore", archive, _host.Folder).Error, StringComparison.Ordinal);

        var there = Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName;
        var bytes = await File.ReadAllBytesAsync(archive);
        bytes[bytes.Length / 2] ^= 0x40;
        await RefusedAsync(bytes, there);
        await RefusedAsync(bytes[..(bytes.Length / 2)], there);
        await RefusedAsync("not an archive"u8.ToArray(), there);
        await RefusedAsync(Changed(archive, "../outside.txt"), there);
        Assert.False(File.Exists(Path.Combine(_folder, "outside.txt")));
        Assert.Equal(0, Run("restore", archive, there).Exit);
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused_with_a_word_about_it()
    {
        await VisitAsync("from the future");
        await _host.DisposeAsync();
        using (var newer = new SqliteConnection($"Data Source={Path.Combine(_host.Folder, "workspace.db")};Pooling=False"))
        {
            newer.Open();
            using var command = newer.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9999";
            command.ExecuteNonQuery();
        }
        var archive = Path.Combine(_folder, "newer.zip");
        Assert.Equal((0, ""), Run("backup", archive, _host.Folder));
        var there = Directory.CreateDirectory(Path.Combine(_folder, "old-program")).FullName;

        Assert.Contains("version 9999", Run("restore", archive, there).Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(there), file => Path.GetFileName(file).StartsWith("workspace", StringComparison.Ordinal));
    }

    private static async Task RefusedAsync(byte[] archive, string there)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, archive);
        var (exit, error) = Run("restore", path, there);
        File.Delete(path);
        Assert.Equal(1, exit);
        Assert.StartsWith("restore failed: ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(there, "workspace.db")));
    }

    private static byte[] Changed(string archive, string name)
    {
        using var copy = new MemoryStream();
        copy.Write(File.ReadAllBytes(archive));
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            string list;
            using (var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open()))
                list = reader.ReadToEnd();
            zip.GetEntry("manifest.json")!.Delete();
            var first = JsonDocument.Parse(list).RootElement.GetProperty("files").EnumerateObject().First(file => file.Name.StartsWith("keys/", StringComparison.Ordinal)).Name;
            using (var writer = new StreamWriter(zip.CreateEntry("manifest.json").Open()))
                writer.Write(list.Replace(first, name, StringComparison.Ordinal));
            using var outside = new StreamWriter(zip.CreateEntry(name).Open());
            outside.Write("x");
        }
        return copy.ToArray();
    }

    private static (int Exit, string Error) Run(string command, string archive, string folder)
    {
        using var failed = new StringWriter();
        return (BackupCommands.Run([command, archive], folder, TextWriter.Null, failed)!.Value, failed.ToString());
    }

    private async Task VisitAsync(string name) =>
        (await _host.Admin.PostAsJsonAsync("/api/forms/visit/records", new { name, lines = new[] { new { what = "a line" } } })).EnsureSuccessStatusCode();

    private static async Task<Dictionary<long, string>> RowsAsync(HttpClient client)
    {
        var rows = new Dictionary<long, string>();
        for (string? next = ""; next is not null;)
        {
            var page = await (await client.GetAsync($"/api/forms/visit/records?fields=name,lines&limit=100{(next.Length > 0 ? $"&after={Uri.EscapeDataString(next)}" : "")}")).JsonAsync();
            foreach (var row in page.GetProperty("items").EnumerateArray())
                rows[row.GetProperty("id").GetInt64()] = row.GetRawText();
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        return rows;
    }
}

/// <summary>The product on a data folder that a test names and keeps.</summary>
internal sealed class KeptHost(string folder, bool isNew = true) : TestHost
{
    public string Folder => folder;

    protected override string DataFolder => folder;

    protected override bool Keeps => true;

    protected override bool SetUp => isNew;
}
