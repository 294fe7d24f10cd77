using LowCode.Catalog;
using LowCode.Records;
using LowCode.Storage.Migrations;
using LowCode.Storage.Units;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>What only a file can show: snapshots, migration, refusal of foreign files, a full disk.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_sees_one_state_while_writers_go_on()
    {
        using var database = SqliteDatabase.Open(_folder.File("a.db"));
        using var reading = new ManualResetEventSlim();
        using var written = new ManualResetEventSlim();
        var read = Task.Run(() => database.Read(unit =>
        {
            var before = unit.Metadata.Version();
            reading.Set();
            written.Wait();
            return (before, unit.Metadata.Version());
        }));
        reading.Wait();
        await database.WriteAsync(unit => unit.Metadata.RaiseVersion());
        written.Set();

        Assert.Equal((0, 0), (await read).Value);
        Assert.Equal(1, database.Read(unit => unit.Metadata.Version()).Value);
    }

    [Fact]
    public async Task A_file_can_be_opened_again_and_still_holds_everything()
    {
        using (var database = SqliteDatabase.Open(_folder.File("a.db")))
            await database.WriteAsync(unit => unit.Metadata.Ensure(DefinitionKind.Form, "lead", null));

        using var again = SqliteDatabase.Open(_folder.File("a.db"));

        Assert.NotNull(again.Read(unit => unit.Metadata.Find(DefinitionKind.Form, "lead")).Value);
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_BUSY)]
    [InlineData(SQLitePCL.raw.SQLITE_LOCKED)]
    public void A_file_that_another_program_writes_to_for_long_is_a_refusal_with_a_code(int error)
    {
        using var sessions = SqliteSessions.File(_folder.File("a.db"));

        var told = Assert.IsType<RefusedException>(sessions.Told(new SqliteException("database is locked", error)));

        Assert.Equal((ErrorKind.Unavailable, DatabaseLock.Code), (told.Refusal.Kind, told.Refusal.Errors[0].Code));
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused()
    {
        SqliteDatabase.Open(_folder.File("a.db")).Dispose();
        Execute("a.db", "PRAGMA user_version = 9999");

        var error = Assert.Throws<InvalidOperationException>(() => SqliteDatabase.Open(_folder.File("a.db")));

        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        Execute("other.db", "CREATE TABLE theirs (x)");

        Assert.Throws<InvalidOperationException>(() => SqliteDatabase.Open(_folder.File("other.db")));

        Assert.Equal(1L, Execute("other.db", "SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Migrator.Scripts(SqliteStoreDialect.Instance).Count), Migrator.Scripts(SqliteStoreDialect.Instance).Select(script => (int)script.Number));

    [Fact]
    public async Task A_full_disk_fails_the_units_of_its_transaction_and_the_lane_lives_on()
    {
        using var database = SqliteDatabase.Open(_folder.File("a.db"));
        await database.WriteAsync(unit => { ((Unit)unit).Session.Execute("PRAGMA max_page_count = 1"); return 0; });
        var big = new string('x', 10_000_000);

        await Assert.ThrowsAsync<SqliteException>(() => database.WriteAsync(unit =>
        {
            var id = unit.Metadata.Ensure(DefinitionKind.Form, "big", null);
            return unit.Metadata.SaveDraft(id, big, 0);
        }));
        await database.WriteAsync(unit => { ((Unit)unit).Session.Execute("PRAGMA max_page_count = 1000000"); return 0; });

        Assert.True((await database.WriteAsync(unit => unit.Metadata.Ensure(DefinitionKind.Form, "small", null))).Ok);
        Assert.Null(database.Read(unit => unit.Metadata.Find(DefinitionKind.Form, "big")).Value);
    }

    [Fact]
    public async Task The_planner_gets_statistics_when_data_has_grown()
    {
        using var database = SqliteDatabase.Open(_folder.File("a.db"));
        await database.WriteAsync(unit =>
        {
            for (var i = 0; i < 1500; i++)
                unit.Metadata.NewFieldId(i % 10, "path" + i, "Text");
            return 0;
        });
        // The lane looks after its statistics between two units.
        await database.WriteAsync(_ => 0);

        Assert.NotEqual(0, database.Read(unit => ((Unit)unit).Session.Scalar<long>("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'field_id'")).Value);
    }

    [Fact]
    public async Task A_choice_of_two_values_is_not_taken_for_a_selective_one_however_many_rows_there_are()
    {
        using var database = SqliteDatabase.Open(_folder.File("a.db"));
        await database.WriteAsync(unit =>
        {
            var session = ((Unit)unit).Session;
            session.Execute("CREATE TABLE f_1 (id INTEGER PRIMARY KEY, stage TEXT, owner INTEGER, amount INTEGER, deleted_at TEXT)");
            foreach (var column in (string[])["stage", "owner", "amount"])
                session.Execute($"CREATE INDEX f_1_{column} ON f_1 ({column})");
            session.Execute("CREATE INDEX f_1_bin ON f_1 (deleted_at) WHERE deleted_at IS NOT NULL");
            return session.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) INSERT INTO f_1 SELECT i, CASE i % 2 WHEN 0 THEN 'won' ELSE 'new' END, NULL, i, CASE WHEN i > 20000 THEN 'x' END FROM n");
        });
        await database.WriteAsync(_ => 0);

        var (stage, owner, amount, plan) = database.Read(unit =>
        {
            var session = ((Unit)unit).Session;
            string Statistics(string column) => session.Scalar<string>($"SELECT stat FROM sqlite_stat1 WHERE idx = 'f_1_{column}'")!;
            return (Statistics("stage"), Statistics("owner"), Statistics("amount"), string.Join(" ", session.Query("EXPLAIN QUERY PLAN SELECT id FROM f_1 WHERE stage = @0 AND amount > @1 ORDER BY amount DESC LIMIT 20", row => row.GetString(3), "won", 5)));
        }).Value;

        Assert.Equal(("60000 30000", "60000 60000", "60000 1"), (stage, owner, amount));
        Assert.Contains("USING INDEX f_1_amount", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private object? Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File(file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
