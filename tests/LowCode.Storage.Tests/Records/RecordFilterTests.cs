using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Storage.Records;

/// <summary>Filters find the same records in SQL as when they are evaluated on each record.</summary>
public abstract class RecordFilterTests : IAsyncLifetime
{
    private const string Deal = """
        {"key":"deal","app":"test","titleField":"title","fields":[
          {"key":"title","type":"text"},
          {"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},
          {"key":"due","type":"date"},
          {"key":"parent","type":"reference","settings":{"form":"deal"}},
          {"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"},{"key":"price","type":"number","settings":{"scale":2}}]}}]}
        """;

    private readonly TestStore _store;
    private TestWorkspace _test = null!;

    protected RecordFilterTests(StoreKind kind) => _store = new TestStore(kind);

    public sealed class Sqlite() : RecordFilterTests(StoreKind.Memory);

    public sealed class Postgres() : RecordFilterTests(StoreKind.Postgres);

    private readonly DateTimeOffset _now = new(2024, 3, 15, 10, 0, 0, TimeSpan.Zero);

    private Form Form => _test["deal"];

    public async Task InitializeAsync()
    {
        _test = await new TestWorkspace(_store.Open()).PublishForms(Deal);
        var random = new Random(3);
        string?[] titles = [null, "Zürich", "zürich", "北京", "a"];
        for (var i = 1; i <= 60; i++)
        {
            await _test.Insert("deal",
                ("title", Value.FromText(titles[random.Next(titles.Length)])),
                ("amount", random.Next(4) == 0 ? Value.Null : Value.FromNumber(random.Next(-500, 500) / 100m)),
                ("due", random.Next(3) == 0 ? Value.Null : Value.FromDate(new DateOnly(2024, 3, 1).AddDays(random.Next(30)))),
                ("parent", random.Next(2) == 0 || i == 1 ? Value.Null : Value.FromReference(random.Next(1, i))),
                ("lines", Value.FromRows([.. Enumerable.Range(0, random.Next(3)).Select(_ => new RowValue(0, [Value.FromText("x"), Value.FromNumber(random.Next(5))]))])));
        }
    }

    public Task DisposeAsync()
    {
        _test.Dispose();
        _store.Dispose();
        return Task.CompletedTask;
    }

    [StoreTheory]
    [InlineData("amount > 1.5")]
    [InlineData("amount <= 0 && title != \"a\"")]
    [InlineData("amount / 3 > 0.5 || title == null")]
    [InlineData("CONTAINS(title, \"ZÜR\")")]
    [InlineData("title in [\"北京\", \"a\"]")]
    [InlineData("INPERIOD(due, \"thisWeek\")")]
    [InlineData("due + 3 < $today")]
    [InlineData("SUM(lines.price) >= 3 && COUNT(lines) == 2")]
    [InlineData("parent.amount > amount")]
    [InlineData("parent.parent != null")]
    [InlineData("ROLLUP(\"deal\", \"COUNT\", null, \"parent\") > 1")]
    [InlineData("id > 30 && version == 1 && owner == 1")]
    [InlineData("TEXT(amount, \"0.0\") == \"1.5\" || amount == 2")]
    public void Sql_finds_what_evaluation_finds(string source)
    {
        var result = ExpressionCompiler.Compile(source, Form, ExpressionType.Bool);
        Assert.True(result.Ok, string.Join("; ", result.Errors));

        var (found, expected) = _test.Read(unit =>
        {
            var related = new Related(unit, Form);
            var select = new RecordSelect { Form = Form, Access = TestWorkspace.Unlimited(Form), Context = new EvaluationContext { Now = _now, Related = related }, Filter = result.Expression, Limit = 500 };
            var ids = unit.Records.Query(select).Rows.Select(RecordContext.IdOf).Order().ToList();
            return (ids, Enumerable.Range(1, 60).Select(id => (long)id).Where(id => result.Expression.Test(Context(unit.Records.Get(Form, id)!, related))).ToList());
        });

        Assert.Equal(expected, found);
        Assert.InRange(found.Count, 1, 59);
    }

    private EvaluationContext Context(Value[] record, IRelatedValues related) => new() { Record = record, RecordId = RecordContext.IdOf(record), Now = _now, Related = related };

    private sealed class Related(IUnit unit, Form form) : IRelatedValues
    {
        public Value[]? Get(string key, long id) => unit.Records.Get(form, id);

        public Value Rollup(RollupRequest request, long recordId) => unit.Records.Rollup(request, form, recordId, new EvaluationContext());

        public string? UserName(long id) => null;
    }
}
