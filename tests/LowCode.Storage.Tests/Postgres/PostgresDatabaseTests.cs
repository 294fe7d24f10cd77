using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Records;
using LowCode.Storage.Migrations;
using LowCode.Storage.Units;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>What only a server can show: several nodes, foreign schemas, lost connections. The nested class is what the contract's attribute looks for.</summary>
public abstract class PostgresDatabaseTests
{
    private readonly string _schema = PostgresServer.NewSchema();

    public sealed class Postgres : PostgresDatabaseTests;

    [StoreFact]
    public async Task Two_nodes_that_number_at_once_give_every_number_once()
    {
        using var one = PostgresDatabase.Open(_schema);
        using var other = PostgresDatabase.Open(_schema);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i => (await (i % 2 == 0 ? one : other).WriteAsync(unit => unit.Records.NextSerial(1, "2024"))).Value));

        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), numbers.Order());
    }

    [StoreFact]
    public async Task Two_nodes_that_look_before_they_write_do_not_write_the_same_twice()
    {
        using var one = PostgresDatabase.Open(_schema);
        using var other = PostgresDatabase.Open(_schema);

        var ids = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => (await (i % 2 == 0 ? one : other).WriteAsync(unit => unit.Metadata.Ensure(DefinitionKind.Form, $"form{i / 4}", null))).Value));

        Assert.Equal(15, ids.Distinct().Count());
    }

    [StoreFact]
    public async Task Nodes_that_start_at_once_make_one_workspace()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => PostgresDatabase.Open(_schema))));
        await nodes[0].WriteAsync(unit => unit.Metadata.RaiseVersion());

        Assert.All(nodes, node => Assert.Equal(1, node.Read(unit => unit.Metadata.Version()).Value));
        foreach (var node in nodes)
            node.Dispose();
    }

    [StoreFact]
    public async Task A_node_goes_on_after_its_connections_were_cut()
    {
        using var database = PostgresDatabase.Open(_schema);
        var before = await database.WriteAsync(unit => unit.Metadata.RaiseVersion());
        database.Read(unit => unit.Metadata.Version());

        await Assert.ThrowsAsync<LowCode.Records.DatabaseAwayException>(() => database.WriteAsync(unit =>
        {
            Execute($"SELECT pg_terminate_backend({Session(unit).Scalar<int>("SELECT pg_backend_pid()")})");
            return unit.Metadata.RaiseVersion();
        }));
        var after = await database.WriteAsync(unit => unit.Metadata.RaiseVersion());

        Assert.Equal(before.Value + 1, after.Value);
        Assert.Equal(after.Value, database.Read(unit => unit.Metadata.Version()).Value);
    }

    [StoreFact]
    public void A_schema_of_another_program_or_a_newer_one_is_refused_and_left_alone()
    {
        var name = new NpgsqlConnectionStringBuilder(_schema).SearchPath;
        Execute($"CREATE SCHEMA {name}; CREATE TABLE {name}.theirs (x int)");
        Assert.Throws<InvalidOperationException>(() => PostgresDatabase.Open(_schema));
        Execute($"DROP TABLE {name}.theirs");

        PostgresDatabase.Open(_schema).Dispose();
        Execute($"UPDATE {name}.setting SET value = '9999' WHERE key = 'schema_version'");

        Assert.Contains("9999", Assert.Throws<InvalidOperationException>(() => PostgresDatabase.Open(_schema)).Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public void A_name_that_could_be_more_than_a_schema_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => PostgresDatabase.Open(new NpgsqlConnectionStringBuilder(_schema) { SearchPath = "a, b" }.ToString()));

    [StoreFact]
    public void A_new_workspace_begins_with_its_own_migration_and_goes_on_with_the_common_ones()
    {
        var scripts = Migrator.Scripts(PostgresStoreDialect.Instance);

        Assert.Equal(Enumerable.Range((int)scripts[0].Number, scripts.Count), scripts.Select(script => (int)script.Number));
        Assert.Equal(Migrator.Scripts(Sqlite.SqliteStoreDialect.Instance)[^1].Number, scripts[^1].Number);
    }

    [StoreFact]
    public async Task A_publish_waits_politely_for_somebody_elses_transaction_while_all_others_write_on()
    {
        using var test = await new TestWorkspace(PostgresDatabase.Open(_schema)).PublishForms(Deal, Other);
        using var somebody = await HoldAsync(test["deal"].Table);

        var publish = test.PublishForms(Deal.Replace("[", """[{"key":"more","type":"number"},""", StringComparison.Ordinal));
        await UntilAsync(() => Execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lowcode' AND wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%'") > 0);
        var saved = await test.Insert("other", ("name", Value.FromText("meanwhile")));
        Assert.False(publish.IsCompleted);
        await somebody.CloseAsync();
        await publish;

        Assert.Equal(1, saved);
        Assert.NotNull(test["deal"]["more"]);
    }

    [StoreFact]
    public async Task What_somebody_else_keeps_locked_for_long_is_refused_with_a_code_and_spares_the_neighbours()
    {
        using var test = await new TestWorkspace(PostgresDatabase.Open(_schema)).PublishForms(Deal, Other);
        await test.Insert("deal", ("name", Value.FromText("held")));
        using var somebody = await HoldAsync(test["deal"].Table, "FOR UPDATE");

        var change = test.Database.WriteAsync(unit => Session(unit).Execute($"UPDATE {test["deal"].Table} SET version = 2"));
        var neighbour = test.Insert("other", ("name", Value.FromText("neighbour")));

        Assert.Equal(DatabaseLock.Code, Assert.Single((await change).Refusal!.Errors).Code);
        Assert.Equal(1, await neighbour);
    }

    [StoreFact]
    public async Task A_node_that_starts_waits_for_who_still_uses_the_tables()
    {
        PostgresDatabase.Open(_schema).Dispose();
        using var somebody = await HoldAsync("setting", "FOR UPDATE; LOCK TABLE setting IN ACCESS EXCLUSIVE MODE");
        const string Waiting = "FROM pg_stat_activity WHERE application_name = 'lowcode starts' AND wait_event_type = 'Lock'";

        var starts = Task.Run(() => PostgresDatabase.Open(new NpgsqlConnectionStringBuilder(_schema) { ApplicationName = "lowcode starts" }.ToString()));
        // It has given up once and tries again.
        var seen = new HashSet<long>();
        await UntilAsync(() => Execute($"SELECT (extract(epoch FROM max(xact_start)) * 1000)::bigint {Waiting}") is > 0 and var began && seen.Add(began) && seen.Count == 2);
        await somebody.CloseAsync();

        using var started = await starts;
        Assert.Equal(0, started.Read(unit => unit.Metadata.Version()).Value);
    }

    private const string Deal = """{"key":"deal","app":"test","fields":[{"key":"name","type":"text"}]}""";
    private const string Other = """{"key":"other","app":"test","fields":[{"key":"name","type":"text"}]}""";

    /// <summary>A client that has read a table and forgotten to end its transaction.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string table, string how = "")
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_schema) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; SELECT * FROM {table} {how}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!met())
            await Task.Delay(20, patience.Token);
    }

    private static Session Session(LowCode.Records.IUnit unit) => ((Unit)unit).Session;

    private long Execute(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_schema) { SearchPath = null, Pooling = false }.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as long? ?? 0;
    }
}
