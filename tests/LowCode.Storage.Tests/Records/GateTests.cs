using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// Random records, permission groups, filters and searches: every page and chart of the store equals what a plain loop over all records gives that asks
/// <see cref="Access"/> for each of them. The seed of a failing round is in the message.
/// </summary>
public abstract class GateTests : IAsyncLifetime
{
    private const string Customer = """
        {"key":"customer","app":"test","fields":[
          {"key":"name","type":"text"},
          {"key":"level","type":"number"},
          {"key":"keeper","type":"member"}]}
        """;

    private const string Deal = """
        {"key":"deal","app":"test","titleField":"title","fields":[
          {"key":"title","type":"text","searchable":true,"indexed":true},
          {"key":"note","type":"text","searchable":true},
          {"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},
          {"key":"count","type":"number"},
          {"key":"stage","type":"choice","settings":{"choices":[{"value":"won","label":"Won"},{"value":"lost","label":"Lost"},{"value":"open","label":"Open"}]}},
          {"key":"due","type":"date"},
          {"key":"at","type":"datetime"},
          {"key":"paid","type":"switch"},
          {"key":"marks","type":"choices","settings":{"choices":[{"value":"a","label":"A"},{"value":"b","label":"B"}]}},
          {"key":"seller","type":"member"},
          {"key":"customer","type":"reference","settings":{"form":"customer"}},
          {"key":"items","type":"subform","settings":{"fields":[{"key":"product","type":"text"},{"key":"price","type":"number","settings":{"scale":2}}]}}]}
        """;

    private static readonly string?[] Texts = [null, "a", "Ab", "张三", "李四 b", "100%", "É"];
    private static readonly string?[] Stages = [null, "won", "lost", "open", "gone"];

    private readonly TestStore _store;
    private TestWorkspace _test = null!;

    protected GateTests(StoreKind kind) => _store = new TestStore(kind);

    public sealed class Sqlite() : GateTests(StoreKind.Memory);

    public sealed class Postgres() : GateTests(StoreKind.Postgres);


    public async Task InitializeAsync() => _test = await new TestWorkspace(_store.Open()).PublishForms(Customer, Deal);

    public Task DisposeAsync()
    {
        _test.Dispose();
        _store.Dispose();
        return Task.CompletedTask;
    }

    [StoreFact]
    public async Task Every_list_and_chart_equals_a_plain_loop_over_all_records()
    {
        await Fill(new Random(1));
        for (var seed = 1; seed <= 150; seed++)
        {
            try
            {
                _test.Read(unit => { Round(unit, new Random(seed)); return 0; });
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException || !exception.Message.StartsWith("Seed", StringComparison.Ordinal))
            {
                Assert.Fail($"Seed {seed}: {exception}");
            }
        }
    }

    private void Round(IUnit unit, Random random)
    {
        var deal = _test["deal"];
        var naive = new NaiveReader(unit, _test["customer"], RandomAccess(deal, random), RandomAccess(_test["customer"], random));
        var filter = random.Next(5) == 0 ? null : Compile(deal, Condition(random, 3));
        var search = random.Next(4) == 0 ? Texts[random.Next(1, Texts.Length)]![..1] : null;
        var action = random.Next(3) == 0 ? RecordActions.Export : RecordActions.View;
        var expected = naive.List(filter, search, action);

        var select = new RecordSelect
        {
            Form = deal,
            Access = naive.Access,
            AccessTo = _ => naive.CustomerAccess,
            Filter = filter,
            Search = search,
            Sort = [new SortBy(random.Next(SystemFields.Count, deal.Fields.Count - 1), random.Next(2) == 0)],
            Fields = [.. deal.Fields.Select(field => field.Position)],
            Context = naive.NewContext(),
            Action = action,
            Limit = random.Next(1, 40),
            CountLimit = 1000,
        };
        if (deal.Fields[select.Sort[0].Position].Storage == StorageKind.Json)
            select = select with { Sort = [] };
        var found = new List<Value[]>();
        RecordPage page;
        do
        {
            select = select with { After = found.Count == 0 ? null : select.After };
            page = unit.Records.Query(select);
            // The same page, when it is looked for among the first rows of its order.
            var walked = new RecordQuery(((Unit)unit).Session, select) { Walk = random.Next(1, 90) }.Run();
            Assert.Equal(page.Rows, walked.Rows);
            Assert.Equal((page.Next, page.Total), (walked.Next, walked.Total));
            found.AddRange(page.Rows);
            Assert.Equal(expected.Count, page.Total);
            select = select with { After = page.Next };
        }
        while (page.Next is not null);

        var what = $"filter {filter}, search {search}, groups {string.Join("; ", naive.Access.Groups.Select(group => $"{group.Actions} {group.Rows}"))}";
        Assert.True(expected.Select(NaiveReader.Id).Order().SequenceEqual(found.Select(NaiveReader.Id).Order()),
            $"{what}: expected {string.Join(",", expected.Select(NaiveReader.Id).Order())}, got {string.Join(",", found.Select(NaiveReader.Id).Order())}");
        var byId = expected.ToDictionary(NaiveReader.Id);
        foreach (var row in found)
            Assert.Equal(byId[NaiveReader.Id(row)], row);

        if (action == RecordActions.View && search is null)
            Chart(unit, naive, filter, expected, random);
    }

    private void Chart(IUnit unit, NaiveReader naive, CompiledExpression? filter, List<Value[]> rows, Random random)
    {
        var deal = _test["deal"];
        int P(string key) => deal[key]!.Position;
        GroupBy[] groups = random.Next(3) switch
        {
            0 => [],
            1 => [new GroupBy(P("stage"))],
            _ => [new GroupBy(P("at"), DateUnit.Month), new GroupBy(P("paid"))],
        };
        // Without the last two, rows are grouped by hand where the database would sort them.
        Measure[] measures = [new(MeasureFunction.Count), new(MeasureFunction.Sum, P("amount")), new(MeasureFunction.Avg, P("amount")), new(MeasureFunction.Empty, P("amount")), new(MeasureFunction.Distinct, P("title")), new(MeasureFunction.Max, P("due"))];
        measures = measures[..random.Next(4, 7)];
        var answer = unit.Records.Aggregate(new AggregateSelect
        {
            Form = deal,
            Access = naive.Access,
            AccessTo = _ => naive.CustomerAccess,
            Filter = filter,
            Groups = groups,
            Measures = measures,
            Context = naive.NewContext(),
        });

        var expected = rows.GroupBy(row => string.Join("|", groups.Select(group => Key(row, group)))).Select(group => string.Join("|", new object?[]
        {
            group.Count(),
            Value.FromNumber(group.Sum(row => row[P("amount")].AsNumber)),
            group.Any(row => !row[P("amount")].IsNull) ? Value.FromNumber(group.Where(row => !row[P("amount")].IsNull).Average(row => row[P("amount")].AsNumber)) : Value.Null,
            group.Count(row => row[P("amount")].IsNull),
            group.Select(row => row[P("title")]).Where(value => !value.IsNull).Distinct().Count(),
            group.Max(row => row[P("due")].ToString()),
        }.Take(measures.Length).Prepend(group.Key)));
        var got = answer.Select(row => string.Join("|", string.Join("|", row.Take(groups.Length)), string.Join("|", row.Skip(groups.Length)))).Where(row => groups.Length > 0 || rows.Count > 0);
        Assert.Equal(expected.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
    }

    private static string Key(Value[] row, GroupBy group)
    {
        var value = row[group.Position];
        return group.Unit == DateUnit.None || value.IsNull ? value.ToString()
            : TimeZoneInfo.ConvertTimeFromUtc(value.AsDateTime, NaiveReader.Zone).ToString("yyyy-MM-01", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Access RandomAccess(Form form, Random random)
    {
        if (random.Next(8) == 0)
            return TestWorkspace.Unlimited(form);
        var user = new User(7, "u@x", "u", [1], ["sales"], false, true, null, "");
        var caller = new Caller(user, Source.Screen, new HashSet<long> { 1, 2 }, TimeZoneInfo.Utc, "en");
        return Access.For(caller, form, Enumerable.Range(0, random.Next(0, 4)).Select(i => new CompiledGroup(
            new PermissionGroupDefinition { Key = $"g{i}", Form = form.Key, Members = new GroupMembers { Everyone = true } },
            RecordActions.View | (random.Next(2) == 0 ? RecordActions.Export : RecordActions.Edit),
            random.Next(4) == 0 ? null : Compile(form, form.Key == "deal" ? Condition(random, 2) : CustomerCondition(random)),
            [.. form.Fields.Select(field => field.IsSystem ? FieldRight.ReadOnly : random.Next(3) == 0 ? (FieldRight)random.Next(2) : FieldRight.Editable)],
            new Dictionary<(int, int), FieldRight>())));
    }

    private static string CustomerCondition(Random random) => random.Next(3) switch
    {
        0 => $"level > {random.Next(4)}",
        1 => "keeper == $user",
        _ => "name != \"\"",
    };

    private static string Condition(Random random, int depth)
    {
        if (depth > 0 && random.Next(2) == 0)
        {
            return random.Next(3) switch
            {
                0 => $"({Condition(random, depth - 1)} && {Condition(random, depth - 1)})",
                1 => $"({Condition(random, depth - 1)} || {Condition(random, depth - 1)})",
                _ => $"!({Condition(random, depth - 1)})",
            };
        }
        string[] signs = ["==", "!=", "<", "<=", ">", ">="];
        var sign = signs[random.Next(signs.Length)];
        return random.Next(22) switch
        {
            0 => $"amount {sign} {random.Next(-3, 4)}.5",
            1 => $"count {sign} {random.Next(-2, 3)}",
            2 => $"stage == \"{Stages[random.Next(1, 5)]}\"",
            3 => "stage in [\"won\", \"lost\"]",
            4 => "paid",
            5 => $"due {sign} \"2026-01-0{random.Next(1, 6)}\"",
            6 => "ISEMPTY(title)",
            7 => "ISEMPTY(amount)",
            8 => "title == \"\"",
            9 => "CONTAINS(title, \"b\")",
            10 => "owner == $user",
            11 => "seller == $user",
            12 => "department in $user.departments",
            13 => $"customer.level {sign} {random.Next(4)}",
            14 => "customer.name == \"张三\"",
            15 => "\"a\" in marks",
            16 => $"SUM(items.price) {sign} {random.Next(5)}",
            17 => "ISEMPTY(items)",
            18 => $"amount * 2 + count {sign} {random.Next(-3, 6)}",
            19 => "YEAR(due) == 2026 && DAY(due) < 4",
            20 => "ISEMPTY(customer)",
            _ => "LEFT(title, 1) == \"A\"",
        };
    }

    private static CompiledExpression Compile(Form form, string source)
    {
        var result = ExpressionCompiler.Compile(source, form, ExpressionType.Bool);
        Assert.True(result.Ok, $"{source}: {string.Join("; ", result.Errors)}");
        return result.Expression;
    }

    private async Task Fill(Random random)
    {
        Value Maybe(Func<Value> value) => random.Next(4) == 0 ? Value.Null : value();
        await _test.Write(unit =>
        {
            var (customer, deal) = (_test["customer"], _test["deal"]);
            for (var i = 0; i < 8; i++)
                unit.Records.Insert(customer, _test.Values(customer, ("name", Value.FromText(Texts[random.Next(Texts.Length)])), ("level", Maybe(() => Value.FromNumber(random.Next(5)))), ("keeper", Value.FromUser(random.Next(6, 9)))));
            for (var i = 0; i < 80; i++)
            {
                unit.Records.Insert(deal, _test.Values(deal,
                    ("owner", Value.FromUser(random.Next(6, 9))),
                    ("department", Maybe(() => Value.FromDepartment(random.Next(1, 5)))),
                    ("deleted_at", random.Next(10) == 0 ? Value.FromDateTime(_test.Workspace.Now) : Value.Null),
                    ("title", Value.FromText(Texts[random.Next(Texts.Length)])),
                    ("note", Value.FromText(Texts[random.Next(Texts.Length)])),
                    ("amount", Maybe(() => Value.FromNumber(random.Next(-400, 400) / 100m))),
                    ("count", Maybe(() => Value.FromNumber(random.Next(-2, 3)))),
                    ("stage", Value.FromText(Stages[random.Next(Stages.Length)])),
                    ("due", Maybe(() => Value.FromDate(new DateOnly(2026, 1, random.Next(1, 7))))),
                    ("at", Maybe(() => Value.FromDateTime(new DateTime(2026, 1, 29, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(100))))),
                    ("paid", Maybe(() => Value.FromBool(random.Next(2) == 0))),
                    ("marks", Maybe(() => Value.FromList([.. ((string[])["a", "b"]).Where(_ => random.Next(2) == 0).Select(Value.FromText)]))),
                    ("seller", Maybe(() => Value.FromUser(random.Next(6, 9)))),
                    ("customer", Maybe(() => Value.FromReference(random.Next(1, 10)))),
                    ("items", Value.FromRows([.. Enumerable.Range(0, random.Next(3)).Select(_ => new RowValue(0, [Value.FromText("p"), Maybe(() => Value.FromNumber(random.Next(500) / 100m))]))]))));
            }
            return 0;
        });
    }
}
