using System.Text.Json;
using LowCode.Measuring;
using LowCode.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Records;

/// <summary>What the engine itself costs for one record, without the web server and without the disk's flush: many in one transaction, beside the same rows through the raw driver.</summary>
internal static class SaveBenchmark
{
    private const int Rows = 20_000;
    private const int Many = 500;

    internal static async Task Run(Report report)
    {
        await using var product = new BenchProduct();
        var caller = product.CallerFor(await Deals.MakeAsync(product, Rows));
        var (form, saver, reader) = (product["deal"], product.Services.GetRequiredService<RecordSaver>(), product.Services.GetRequiredService<RecordReader>());
        var statements = BareStatements.For(form);
        using var raw = new SqliteConnection($"Data Source={product.Database};Pooling=False");
        raw.Open();
        raw.CreateCollation("zh", System.Globalization.CultureInfo.GetCultureInfo("zh-CN").CompareInfo.Compare);
        report.Begin($"The engine alone, {Many} records in one transaction, {Rows:N0} records of 12 fields, us a record");

        var number = 0;
        var random = new Random(3);
        SaveRequest New() => new() { Form = "deal", Edits = RecordInput.Parse(form, JsonDocument.Parse(Deals.Body(number++)).RootElement) };
        SaveRequest Changed() => new() { Form = "deal", Id = random.Next(1, Rows), Edits = RecordInput.Parse(form, JsonDocument.Parse($$"""{"city":"C{{number++}}"}""").RootElement) };
        Both("create", "", () => Saves(New), () => Insert(raw, statements.Insert));
        Both("update one field", "", () => Saves(Changed), null);
        Both("get by id, a read of its own each", "", () =>
        {
            for (var i = 0; i < Many; i++)
                _ = reader.Get(caller, "deal", random.Next(1, Rows)).Value;
        }, () => Get(raw, statements.Queries["get"], random));

        void Both(string what, string wanted, Action ours, Action? limit)
        {
            if (!report.Wants(what))
                return;
            var (mine, theirs) = Sampling.Both(20, ours, limit ?? (() => { }));
            report.Add(what, mine / Many, limit is null ? null : theirs / Many, wanted);
        }

        void Saves(Func<SaveRequest> request) => _ = product.Workspace.Database.WriteAsync(unit =>
        {
            for (var i = 0; i < Many; i++)
                saver.Save(unit, caller, request());
            return 0;
        }).Result.Value;
    }

    private static void Insert(SqliteConnection raw, List<string> statements)
    {
        using var transaction = raw.BeginTransaction();
        var commands = statements.Select(sql => BareEndpoint.Prepare(raw, sql)).ToList();
        for (var i = 0; i < Many; i++)
        {
            foreach (var command in commands)
            {
                command.Transaction = transaction;
                command.Parameters[0].Value = 0L;
                command.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }

    private static void Get(SqliteConnection raw, string sql, Random random)
    {
        using var command = BareEndpoint.Prepare(raw, sql);
        for (var i = 0; i < Many; i++)
        {
            command.Parameters[0].Value = (long)random.Next(1, Rows);
            using var row = command.ExecuteReader();
            row.Read();
            row.GetValues(new object[row.FieldCount]);
        }
    }
}
