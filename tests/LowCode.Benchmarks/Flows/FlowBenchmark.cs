using System.Diagnostics;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Measuring;
using LowCode.People;
using LowCode.Records;
using LowCode.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Flows;

/// <summary>Flows from start to end, everything durable; and the list of open tasks of somebody who has done a million.</summary>
internal static class FlowBenchmark
{
    private const int Instances = 600;
    private const int Callers = 20;
    private const int Closed = 1_000_000;

    internal static async Task Run(Report report)
    {
        await using var product = new BenchProduct();
        var rep = await Deals.MakeAsync(product, Instances + Callers);
        await product.PublishAsync(new DefinitionChange(DefinitionKind.Flow, "approval", FlowJson.Write(Approval(rep.Id))));
        report.Begin("Flows on an embedded database");
        if (report.Wants("flow"))
            report.Add($"flow: start, 3 approvals, end; {Callers} callers, instances/s", await Throughput(product, rep), null, ">= 60; NocoBase x 15 = 750 steps/s");
        if (report.Wants("my to-do"))
            await Todo(report, product, rep);
    }

    private static FlowDefinition Approval(long handler)
    {
        ApproveNode Approve(string id) => new() { Id = id, Label = new Label(id, id), Assignees = new AssigneeRule { From = [new FromUsers([handler])] } };
        string[] line = ["start", "sales", "finance", "boss", "end"];
        return new FlowDefinition
        {
            Key = "approval",
            Form = "deal",
            Nodes = [new StartNode { Id = "start" }, Approve("sales"), Approve("finance"), Approve("boss"), new EndNode { Id = "end" }],
            Edges = [.. line.Zip(line.Skip(1)).Select((pair, i) => new FlowEdge { Id = $"e{i}", From = pair.First, To = pair.Second })],
        };
    }

    private static async Task<double> Throughput(BenchProduct product, User rep)
    {
        var (caller, runner) = (product.CallerFor(rep), product.Services.GetRequiredService<FlowRunner>());
        var next = 0;
        async Task One(long record)
        {
            var instance = (await runner.ExecuteAsync(caller, new StartFlow("approval", record))).Value.InstanceId;
            for (var step = 0; step < 3; step++)
            {
                var task = product.Workspace.Database.Read(unit => unit.Store<IFlowStore>().Load(instance)!.Tasks.All.First(each => each.State == TaskState.Open)).Value;
                _ = (await runner.ExecuteAsync(caller, new Approve(task.Id))).Value;
            }
        }
        for (var i = 0; i < Callers; i++)
            await One(++next);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var record = Interlocked.Increment(ref next); record <= Instances + Callers; record = Interlocked.Increment(ref next))
                await One(record);
        })));
        return Instances / clock.Elapsed.TotalSeconds;
    }

    private static async Task Todo(Report report, BenchProduct product, User rep)
    {
        var (caller, runner, reader) = (product.CallerFor(rep), product.Services.GetRequiredService<FlowRunner>(), product.Services.GetRequiredService<TaskReader>());
        await product.FillAsync("deal", 50, (form, values, i) => values[form["title"]!.Position] = Value.FromText($"Open {i}"));
        var last = product.Services.GetRequiredService<RecordReader>().List(caller, new ListRequest { Form = "deal", Limit = 50, Sort = [new SortDefinition("id", true)] }).Value;
        foreach (var row in last.Rows)
            _ = (await runner.ExecuteAsync(caller, new StartFlow("approval", RecordContext.IdOf(row)))).Value;

        using var raw = new SqliteConnection($"Data Source={product.Database};Pooling=False");
        raw.Open();
        using (var fill = raw.CreateCommand())
        {
            fill.CommandTimeout = 0;
            fill.CommandText = $"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Closed})
                INSERT INTO flow_task (activation_id, instance_id, node_id, kind, owner_id, assignee_id, state, outcome, created_at, done_at, done_by)
                SELECT t.activation_id, t.instance_id, t.node_id, t.kind, {rep.Id}, {rep.Id}, 'done', 'approved', t.created_at, t.created_at, {rep.Id}
                FROM n, (SELECT * FROM flow_task ORDER BY id LIMIT 1) t
                """;
            fill.ExecuteNonQuery();
        }
        using var command = raw.CreateCommand();
        command.CommandText = $"SELECT t.*, i.* FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id WHERE t.assignee_id = {rep.Id} AND t.state = 'open' ORDER BY t.created_at DESC LIMIT 31";
        void Todo() => _ = reader.Queue(caller, TaskQueue.Todo).Value;
        var (ours, limit) = Sampling.Both(200, Todo, () =>
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
                rows.GetValues(new object[rows.FieldCount]);
        });
        report.Add($"my to-do page with {Closed:N0} closed tasks, us", ours, limit);
        report.Add("    95th percentile, ms", Sampling.Percentile(Sampling.Times(200, Todo), 0.95) / 1000, null, "< 50");
    }
}
