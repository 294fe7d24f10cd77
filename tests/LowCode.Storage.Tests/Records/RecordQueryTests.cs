using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Storage.Sqlite;

namespace LowCode.Storage.Records;

/// <summary>Pages, order, search and counting.</summary>
public abstract class RecordQueryTests : IAsyncLifetime
{
    private const string Deal = """
        {"key":"deal","app":"test","titleField":"title","fields":[
          {"key":"title","type":"text","searchable":true,"indexed":true},
          {"key":"note","type":"text","searchable":true},
          {"key":"secret","type":"text"},
          {"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},
          {"key":"stage","type":"choice","settings":{"choices":[{"value":"won","label":"Won"},{"value":"lost","label":"Lost"},{"value":"open","label":"Open"}]}},
          {"key":"due","type":"date"},
          {"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"}]}}]}
        """;

    private readonly TestStore _store;
    private TestWorkspace _test = null!;

    protected RecordQueryTests(StoreKind kind) => _store = new TestStore(kind);

    public sealed class Sqlite() : RecordQueryTests(StoreKind.Memory);

    public sealed class Postgres() : RecordQueryTests(StoreKind.Postgres);


    private Form Form => _test["deal"];

    public async Task InitializeAsync() => _test = await new TestWorkspace(_store.Open()).PublishForms(Deal);

    public Task DisposeAsync()
    {
        _test.Dispose();
        _store.Dispose();
        return Task.CompletedTask;
    }

    [StoreFact]
    public async Task Pages_together_give_every_row_once_in_order_whatever_the_sort()
    {
        var random = new Random(7);
        string?[] titles = [null, "a", "A", "b", "张三", "李四", "王五", "重庆", "é", "e"];
        string?[] stages = [null, "won", "lost", "open", "gone"];
        await _test.Write(unit =>
        {
            for (var i = 0; i < 120; i++)
            {
                unit.Records.Insert(Form, _test.Values(Form,
                    ("title", Value.FromText(titles[random.Next(titles.Length)])),
                    ("stage", Value.FromText(stages[random.Next(stages.Length)])),
                    ("amount", random.Next(4) == 0 ? Value.Null : Value.FromNumber(random.Next(-5, 5))),
                    ("due", random.Next(3) == 0 ? Value.Null : Value.FromDate(new DateOnly(2026, 1, 1 + random.Next(5))))));
            }
            return 0;
        });
        string[] keys = ["title", "stage", "amount", "due", "created_at", "id"];

        for (var round = 0; round < 60; round++)
        {
            SortBy[] sort = [.. keys.OrderBy(_ => random.Next()).Take(random.Next(0, 4)).Select(key => new SortBy(Form[key]!.Position, random.Next(2) == 0))];
            var limit = random.Next(1, 50);
            var paged = Pages(Select() with { Sort = sort, Limit = limit });
            var whole = _test.Read(unit => unit.Records.Query(Select() with { Sort = sort, Limit = 500 })).Rows.Select(Id).ToList();

            Assert.Equal(120, whole.Distinct().Count());
            Assert.Equal(whole, paged);
            Assert.Equal(Expected(sort), whole);
        }
    }

    [StoreFact]
    public async Task Texts_are_sorted_as_a_Chinese_dictionary_has_them_and_choices_as_they_are_designed()
    {
        foreach (var (title, stage) in (ReadOnlySpan<(string, string)>)[("王", "open"), ("李", "won"), ("张", "lost"), ("b", "x"), ("A", "won")])
            _ = _test.Insert("deal", ("title", Value.FromText(title)), ("stage", Value.FromText(stage)));
        await _test.Write(_ => 0);

        Assert.Equal(["李", "王", "张", "A", "b"], Column("title", new SortBy(Form["title"]!.Position, false)));
        Assert.Equal(["won", "won", "lost", "open", "x"], Column("stage", new SortBy(Form["stage"]!.Position, false)));
    }

    [StoreFact]
    public async Task Search_finds_parts_of_the_searchable_fields_whatever_the_case()
    {
        await _test.Insert("deal", ("title", Value.FromText("Große Straße")), ("secret", Value.FromText("needle")));
        await _test.Insert("deal", ("note", Value.FromText("上海分公司 ÉCOLE 100%_a")));

        Assert.Equal(1, Found("STRASSE".Replace("SS", "ß", StringComparison.Ordinal)));
        Assert.Equal(1, Found("海分"));
        Assert.Equal(1, Found("école"));
        Assert.Equal(1, Found("%_"));
        Assert.Equal(1, Found("%_A"));
        Assert.Equal(0, Found("_%a"));
        Assert.Equal(0, Found("%a"));
        Assert.Equal(0, Found("needle"));
        Assert.Equal(0, Found("'; DROP TABLE f_1"));
        Assert.Equal(2, Found(" "));
    }

    [StoreFact]
    public void More_conditions_than_the_database_takes_are_refused_and_others_answered()
    {
        var caller = new Caller(new User(7, "u@x", "u", [], [], false, true, null, ""), Source.Screen, new HashSet<long>(), TimeZoneInfo.Utc, "en");
        var groups = Enumerable.Range(1, 1100).Select(i => new CompiledGroup(
            new PermissionGroupDefinition { Key = $"g{i}", Form = Form.Key, Members = new GroupMembers { Everyone = true } }, RecordActions.View,
            ExpressionCompiler.Compile($"amount == {i}", Form, ExpressionType.Bool).Expression, [.. Form.Fields.Select(_ => FieldRight.ReadOnly)], new Dictionary<(int, int), FieldRight>()));

        var outcome = _test.Database.Read(unit => unit.Records.Query(Select() with { Access = Access.For(caller, Form, groups) }));

        Assert.Equal(this is Postgres ? null : "records.query.tooLarge", outcome.Refusal?.Errors[0].Code);
    }

    [StoreFact]
    public async Task A_sum_beyond_64_bits_is_exact_or_refused_but_never_wrong()
    {
        for (var i = 0; i < 2; i++)
            await _test.Insert("deal", ("amount", Value.FromNumber(92233720368547758m)));

        var outcome = _test.Database.Read(unit => unit.Records.Aggregate(new AggregateSelect
        {
            Form = Form,
            Access = TestWorkspace.Unlimited(Form),
            Measures = [new Measure(MeasureFunction.Sum, Form["amount"]!.Position)],
            Context = new EvaluationContext(),
        }));

        if (this is Postgres)
            Assert.Equal(184467440737095516m, outcome.Value[0][0].AsNumber);
        else
            Assert.Equal("records.aggregate.range", outcome.Refusal?.Errors[0].Code);
    }

    [StoreFact]
    public async Task Counting_stops_at_its_limit_and_says_so()
    {
        for (var i = 0; i < 5; i++)
            await _test.Insert("deal");

        Assert.Equal((null, true), Count(0));
        Assert.Equal((4, false), Count(4));
        Assert.Equal((5, true), Count(5));
        Assert.Equal((5, true), Count(100));
    }

    [StoreFact]
    public async Task The_recycle_bin_is_a_list_of_its_own()
    {
        var live = await _test.Insert("deal");
        var gone = await _test.Insert("deal", ("deleted_at", Value.FromDateTime(_test.Workspace.Now)));

        Assert.Equal([live], Pages(Select()));
        Assert.Equal([gone], Pages(Select() with { Deleted = true }));
    }

    [StoreFact]
    public async Task Jumping_skips_rows()
    {
        for (var i = 0; i < 5; i++)
            await _test.Insert("deal");

        Assert.Equal([4, 5], _test.Read(unit => unit.Records.Query(Select() with { Offset = 3 })).Rows.Select(Id));
    }

    [StoreFact]
    public async Task A_page_holds_the_rows_of_a_subform_when_asked_for_them()
    {
        await _test.Insert("deal", ("lines", Value.FromRows([new RowValue(0, [Value.FromText("x")]), new RowValue(0, [Value.FromText("y")])])));
        await _test.Insert("deal");
        var lines = Form["lines"]!.Position;

        var rows = _test.Read(unit => unit.Records.Query(Select() with { Fields = [SystemFields.Id, lines] })).Rows;

        Assert.Equal(["x", "y"], rows[0][lines].AsRows.Select(row => row.Values[0].AsText));
        Assert.True(rows[1][lines].IsNull);
        Assert.True(_test.Read(unit => unit.Records.Query(Select())).Rows[0][lines].IsNull);
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("****")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_cursor_that_is_none_is_refused(string cursor) => Refused(Select() with { After = cursor });

    [StoreFact]
    public async Task A_cursor_of_another_list_or_a_changed_one_is_refused()
    {
        for (var i = 0; i < 3; i++)
            await _test.Insert("deal");
        var cursor = _test.Read(unit => unit.Records.Query(Select() with { Limit = 1 })).Next!;

        Refused(Select() with { After = cursor, Sort = [new SortBy(Form["title"]!.Position, false)] });
        Refused(Select() with { After = cursor, Deleted = true });
        for (var i = 0; i < cursor.Length - 1; i++)
            Refused(Select() with { After = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..] });
    }

    private void Refused(RecordSelect select)
    {
        var refusal = _test.Database.Read(unit => unit.Records.Query(select)).Refusal;

        Assert.Equal(ErrorKind.Malformed, refusal?.Kind);
        Assert.Equal("records.cursor", refusal?.Errors[0].Code);
    }

    private RecordSelect Select() => new() { Form = Form, Access = TestWorkspace.Unlimited(Form), Context = new EvaluationContext() };

    private (long?, bool) Count(int limit)
    {
        var page = _test.Read(unit => unit.Records.Query(Select() with { CountLimit = limit, Limit = 1 }));
        return (page.Total, page.TotalIsExact);
    }

    private int Found(string text) => _test.Read(unit => unit.Records.Query(Select() with { Search = text })).Rows.Count;

    private IEnumerable<string> Column(string key, SortBy sort) =>
        _test.Read(unit => unit.Records.Query(Select() with { Sort = [sort] })).Rows.Select(row => row[Form[key]!.Position].AsText);

    private List<long> Pages(RecordSelect select)
    {
        var ids = new List<long>();
        for (string? after = null; ;)
        {
            var page = _test.Read(unit => unit.Records.Query(select with { After = after }));
            Assert.InRange(page.Rows.Count, 0, select.Limit);
            ids.AddRange(page.Rows.Select(Id));
            if ((after = page.Next) is null)
                return ids;
        }
    }

    private IEnumerable<long> Expected(SortBy[] sort)
    {
        var rows = _test.Read(unit => unit.Records.GetMany(Form, [.. Enumerable.Range(1, 120).Select(id => (long)id)])).ToList();
        rows.Sort((left, right) =>
        {
            foreach (var by in sort)
            {
                var compared = Compare(left[by.Position], right[by.Position], Form.Fields[by.Position]);
                if (compared != 0)
                    return by.Descending ? -compared : compared;
            }
            var byId = Id(left).CompareTo(Id(right));
            return sort.Length > 0 && sort[^1].Descending ? -byId : byId;
        });
        return rows.Select(Id);
    }

    private static int Compare(Value left, Value right, Field field)
    {
        if (left.IsNull || right.IsNull)
            return right.IsNull.CompareTo(left.IsNull);
        if (field.Choices.Count > 0)
            return Rank(left).CompareTo(Rank(right));
        return left.Kind switch
        {
            ValueKind.Text => SqlFunctions.Zh.Compare(left.AsText, right.AsText),
            ValueKind.Number => left.AsNumber.CompareTo(right.AsNumber),
            ValueKind.Date => left.AsDate.CompareTo(right.AsDate),
            _ => left.AsDateTime.CompareTo(right.AsDateTime),
        };

        int Rank(Value value) => field.Choices.Select(choice => choice.Value).ToList().IndexOf(value.AsText) is >= 0 and var index ? index : int.MaxValue;
    }

    private static long Id(Value[] row) => (long)row[SystemFields.Id].AsNumber;
}
