using LowCode.Expressions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Changing tables that hold records: all or nothing, and without writing the records anew.</summary>
public abstract class SchemaChangeTests(StoreKind kind) : IDisposable
{
    private const string Before = """{"key":"deal","app":"test","titleField":"title","fields":[{"key":"title","type":"text"}]}""";
    private const string After = """{"key":"deal","app":"test","titleField":"title","fields":[{"key":"title","type":"text","indexed":true},{"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},{"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"}]}}]}""";

    private readonly TestStore _store = new(kind);

    public sealed class Memory() : SchemaChangeTests(StoreKind.Memory);

    public sealed class Postgres() : SchemaChangeTests(StoreKind.Postgres)
    {
        [StoreFact]
        public async Task A_field_is_added_without_writing_the_table_anew()
        {
            using var test = await new TestWorkspace(_store.Open()).PublishForms(Before);
            await test.Insert("deal", ("title", Value.FromText("kept")));
            var file = File(test);

            await test.PublishForms(After);

            Assert.Equal(file, File(test));

            static long File(TestWorkspace test) => test.Read(unit => ((Unit)unit).Session.Scalar<long>($"SELECT pg_relation_filenode('{test["deal"].Table}')::bigint"));
        }
    }

    [StoreFact]
    public async Task A_publish_that_fails_after_it_changed_tables_leaves_all_as_it_was()
    {
        using var other = await new TestWorkspace(SqliteOther()).PublishForms(Before, After.Replace("\"deal\"", "\"wish\"", StringComparison.Ordinal));
        using var test = await new TestWorkspace(_store.Open()).PublishForms(Before);
        await test.Insert("deal", ("title", Value.FromText("kept")));
        var (columns, tables, indexes) = State(test);
        // The same fields with ids that this workspace never gave: as far as tables go, what a publish would do.
        var wanted = other["wish"];

        var failed = await test.Database.WriteAsync<int>(unit =>
        {
            Assert.NotEmpty(unit.Records.ApplySchema([new SchemaChange(wanted, null)]));
            ((Unit)unit).Session.Execute($"ALTER TABLE {test["deal"].Table} ADD COLUMN c_999 {((Unit)unit).Session.Dialect.Long}");
            throw new RefusedException(ErrorKind.Invalid, "test", "Something later in the publish is wrong.");
        });

        Assert.False(failed.Ok);
        Assert.Equal((columns, tables, indexes), State(test));
        await test.PublishForms(After);
        var id = await test.Insert("deal", ("title", Value.FromText("new")), ("amount", Value.FromNumber(1.25m)));
        Assert.Equal(2, id);
        Assert.Equal("kept", test.Read(unit => unit.Records.Get(test["deal"], 1))![test["deal"]["title"]!.Position].AsText);
    }

    public void Dispose() => _store.Dispose();

    private static Sqlite.SqliteDatabase SqliteOther() => Sqlite.SqliteDatabase.InMemory();

    private static (string Columns, int Tables, string Indexes) State(TestWorkspace test) => test.Read(unit =>
    {
        var (session, table) = (((Unit)unit).Session, test["deal"].Table);
        var others = Enumerable.Range(1, 9).Count(id => session.Dialect.ColumnsOf(session, "f_" + id).Any());
        return (string.Join(",", session.Dialect.ColumnsOf(session, table).Order()), others, string.Join(",", session.Dialect.IndexesOf(session, table).Order()));
    });
}
