using System.Diagnostics;
using System.Globalization;
using LowCode.Catalog;

namespace LowCode.Storage.Sqlite;

/// <summary>A process is killed while it writes: what it had acknowledged is there, and nothing is there by half.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Entry = """
        {"key":"entry","app":"test","fields":[{"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"}]}}]}
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killing_a_writing_process_loses_nothing_that_was_acknowledged()
    {
        var file = _folder.File("crash.db");
        using (var test = new TestWorkspace(SqliteDatabase.Open(file)))
            await test.PublishForms(Entry);
        var acknowledged = new HashSet<long>();

        for (var round = 1; round <= 3; round++)
        {
            await WriteUntilKilled(file, acknowledged, 200 * round);

            using var test = new TestWorkspace(SqliteDatabase.Open(file));
            new WorkspaceLoader(test.Workspace, []).Load();
            var form = test["entry"];
            var last = acknowledged.Max() + 1000;
            var found = test.Read(unit => Enumerable.Range(1, (int)last)
                .Select(id => (Id: (long)id, Record: unit.Records.Get(form, id), Entries: unit.Log.History(form.Id, id, 10).Count)).ToList());
            Assert.All(found, each => Assert.Equal(each.Record is null ? 0 : 1, each.Entries));
            Assert.All(found.Where(each => each.Record is not null), each => Assert.Equal(2, each.Record![form["lines"]!.Position].AsRows.Count));
            Assert.Superset(acknowledged, found.Where(each => each.Record is not null).Select(each => each.Id).ToHashSet());
        }
    }

    private static async Task WriteUntilKilled(string file, HashSet<long> acknowledged, int enough)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CrashWriter).Assembly.Location, file]) { RedirectStandardOutput = true })!;
        try
        {
            while (acknowledged.Count < enough && await process.StandardOutput.ReadLineAsync() is { } line)
                acknowledged.Add(long.Parse(line, CultureInfo.InvariantCulture));
        }
        finally
        {
            process.Kill();
        }
        await process.WaitForExitAsync();
        Assert.True(acknowledged.Count >= enough, "The writing process ended by itself.");
    }
}
