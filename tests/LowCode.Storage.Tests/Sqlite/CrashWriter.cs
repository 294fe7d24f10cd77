using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Storage.Sqlite;

/// <summary>The process that the crash test kills: writes records from eight tasks for ever and says each id when it was told that it is durable.</summary>
internal static class CrashWriter
{
    private static async Task Main(string[] arguments)
    {
        using var test = new TestWorkspace(SqliteDatabase.Open(arguments[0]));
        new WorkspaceLoader(test.Workspace, []).Load();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Write(test))));
    }

    private static async Task Write(TestWorkspace test)
    {
        var form = test["entry"];
        while (true)
        {
            var id = await test.Write(unit =>
            {
                var id = unit.Records.Insert(form, test.Values(form, ("lines", Value.FromRows([new RowValue(0, [Value.FromText("a")]), new RowValue(0, [Value.FromText("b")])]))));
                unit.Log.AddHistory(new HistoryEntry(form.Id, id, 1, test.Workspace.Now, 1, Source.Screen, "created", null));
                return id;
            });
            lock (form)
                Console.WriteLine(id);
        }
    }
}
