using System.Diagnostics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Measuring;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage;

/// <summary>The record store on a file with 100,000 records of 12 fields, beside the same SQL through the raw driver in the same run.</summary>
internal static class StoreBenchmark
{
    private const int Rows = 100_000;

    private const string Deal = """
        {"key":"deal","app":"test","titleField":"title","fields":[
          {"key":"title","type":"text","searchable":true,"indexed":true},
          {"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},
          {"key":"stage","type":"choice","indexed":true,"settings":{"choices":[{"value":"new","label":"N"},{"value":"talk","label":"T"},{"value":"offer","label":"O"},{"value":"won","label":"W"},{"value":"lost","label":"L"}]}},
          {"key":"city","type":"text","searchable":true},
          {"key":"phone","type":"phone","searchable":true},
          {"key":"note","type":"textarea"},
          {"key":"count","type":"number"},
          {"key":"rate","type":"number","settings":{"scale":4}},
          {"key":"due","type":"date","indexed":true},
          {"key":"met","type":"datetime"},
          {"key":"seller","type":"member"},
          {"key":"paid","type":"switch"}]}
        """;

    private static readonly string[] Stages = ["new", "talk", "offer", "won", "lost"];
    private static readonly string[] Cities = ["上海", "北京", "广州", "深圳", "杭州", "成都", "武汉", "西安"];

    internal static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-bench-");
        var file = Path.Combine(folder.FullName, "bench.db");
        using (var test = await new TestWorkspace(SqliteDatabase.Open(file)).PublishForms(Deal))
        {
            report.Begin($"The record store beside the raw driver, {Rows:N0} records of 12 fields");
            await Insert(report, test);
            Read(report, test, file);
            await Lane(report, test);
        }
        folder.Delete(recursive: true);
    }

    private static async Task Insert(Report report, TestWorkspace test)
    {
        var form = test["deal"];
        var random = new Random(1);
        var clock = Stopwatch.StartNew();
        for (var done = 0; done < Rows; done += 1000)
        {
            await test.Write(unit =>
            {
                for (var i = 0; i < 1000; i++)
                    unit.Records.Insert(form, Record(test, form, random));
                return 0;
            });
        }
        report.Add("bulk insert, 1,000 a transaction, records/s", Rows / clock.Elapsed.TotalSeconds);
    }

    private static void Read(Report report, TestWorkspace test, string file)
    {
        var form = test["deal"];
        string C(string key) => form[key]!.Column;
        using var raw = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        raw.Open();

        var all = string.Join(", ", form.Fields.Where(field => field.Storage != StorageKind.Rows).Select(field => field.Column));
        var ids = new Random(2);
        Compare(report, "get by id, us", 1000, test,
            unit => unit.Records.Get(form, ids.Next(1, Rows)), raw, $"SELECT {all} FROM {form.Table} WHERE id = $id", () => [("$id", ids.Next(1, Rows))]);
        var two = Compile(form, "stage == \"won\" && amount > 5000");
        var where = $"{C("stage")} = 'won' AND {C("amount")} > 500000 AND deleted_at IS NULL";
        Compare(report, "list of 20: two filters, sort by amount, us", 200, test,
            unit => unit.Records.Query(Select(form) with { Filter = two, Sort = [new SortBy(form["amount"]!.Position, true)], Limit = 20 }),
            raw, $"SELECT {all} FROM {form.Table} WHERE {where} ORDER BY {C("amount")} DESC, id DESC LIMIT 21");
        Compare(report, "the same sorted by a field without index, us", 50, test,
            unit => unit.Records.Query(Select(form) with { Filter = two, Sort = [new SortBy(form["met"]!.Position, true)], Limit = 20 }),
            raw, $"SELECT {all} FROM {form.Table} WHERE {where} ORDER BY {C("met")} DESC, id DESC LIMIT 21");
        Compare(report, "the same for a salesman's own rows and hidden rate, us", 50, test,
            unit => unit.Records.Query(Select(form) with { Access = Salesman(form), Filter = two, Sort = [new SortBy(form["amount"]!.Position, true)], Limit = 20 }),
            raw, $"SELECT {all} FROM {form.Table} WHERE {where} AND owner = 7 ORDER BY {C("amount")} DESC, id DESC LIMIT 21");
        Compare(report, "search of a part in Chinese, us", 20, test,
            unit => unit.Records.Query(Select(form) with { Search = "安", Limit = 20, CountLimit = 10_000 }),
            raw, $"SELECT count(*) FROM {form.Table} WHERE instr({C("title")}, '安') OR instr({C("city")}, '安') OR instr({C("phone")}, '安')");
        Compare(report, "search of a part in Latin, us", 20, test,
            unit => unit.Records.Query(Select(form) with { Search = "Deal 9999", Limit = 20, CountLimit = 10_000 }),
            raw, $"SELECT count(*) FROM {form.Table} WHERE {C("title")} LIKE '%Deal 9999%' OR {C("city")} LIKE '%Deal 9999%' OR {C("phone")} LIKE '%Deal 9999%'");
        Compare(report, "sum and count by stage, us", 20, test,
            unit => unit.Records.Aggregate(new AggregateSelect
            {
                Form = form,
                Access = TestWorkspace.Unlimited(form),
                Groups = [new GroupBy(form["stage"]!.Position)],
                Measures = [new(MeasureFunction.Count), new(MeasureFunction.Sum, form["amount"]!.Position)],
                Context = new EvaluationContext(),
            }),
            raw, $"SELECT {C("stage")}, count(*), sum({C("amount")}) FROM {form.Table} WHERE deleted_at IS NULL GROUP BY 1 ORDER BY 1");
        Compare(report, "sum by month of an instant, us", 10, test,
            unit => unit.Records.Aggregate(new AggregateSelect
            {
                Form = form,
                Access = TestWorkspace.Unlimited(form),
                Groups = [new GroupBy(form["met"]!.Position, DateUnit.Month)],
                Measures = [new(MeasureFunction.Sum, form["amount"]!.Position)],
                Context = new EvaluationContext { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") },
            }),
            raw, $"SELECT strftime('%Y-%m', {C("met")}, '+8 hours'), sum({C("amount")}) FROM {form.Table} WHERE deleted_at IS NULL GROUP BY 1 ORDER BY 1");
        var deep = test.Read(unit => unit.Records.Query(Select(form) with { Sort = [new SortBy(form["amount"]!.Position, true)], Offset = 50_000, Limit = 20 })).Next;
        Compare(report, "page 2,500 by cursor beside OFFSET 50,000, us", 20, test,
            unit => unit.Records.Query(Select(form) with { Sort = [new SortBy(form["amount"]!.Position, true)], After = deep, Limit = 20 }),
            raw, $"SELECT {all} FROM {form.Table} WHERE deleted_at IS NULL ORDER BY {C("amount")} DESC, id DESC LIMIT 21 OFFSET 50000");
    }

    private static async Task Lane(Report report, TestWorkspace test)
    {
        var form = test["deal"];
        foreach (var callers in (int[])[1, 8, 64])
        {
            var clock = Stopwatch.StartNew();
            var done = await Task.WhenAll(Enumerable.Range(0, callers).Select(seed => Task.Run(async () =>
            {
                var (random, count) = (new Random(seed), 0);
                for (; clock.Elapsed < TimeSpan.FromSeconds(2); count++)
                    await test.Write(unit => unit.Records.Insert(form, Record(test, form, random)));
                return count;
            })));
            report.Add($"durable inserts/s, {callers} callers", done.Sum() / clock.Elapsed.TotalSeconds);
        }
    }

    private static void Compare(Report report, string name, int times, TestWorkspace test, Func<IUnit, object?> store, SqliteConnection raw, string sql, Func<(string Name, object Value)[]>? arguments = null)
    {
        if (!report.Wants(name))
            return;
        using var command = raw.CreateCommand();
        command.CommandText = sql;
        var (ours, limit) = Sampling.Both(times, () => test.Read(store), () =>
        {
            command.Parameters.Clear();
            foreach (var (key, value) in arguments?.Invoke() ?? [])
                command.Parameters.AddWithValue(key, value);
            using var reader = command.ExecuteReader();
            var values = new object[reader.FieldCount];
            while (reader.Read())
                reader.GetValues(values);
        });
        report.Add(name, ours, limit, Wanted(name));
    }

    private static string Wanted(string name) => name switch
    {
        _ when name.StartsWith("list of 20", StringComparison.Ordinal) => "<= 1.50",
        _ when name.StartsWith("sum and count", StringComparison.Ordinal) => "<= 1.20",
        _ => "",
    };

    private static RecordSelect Select(Form form) => new() { Form = form, Access = TestWorkspace.Unlimited(form), Context = new EvaluationContext() };

    private static CompiledExpression Compile(Form form, string source) => ExpressionCompiler.Compile(source, form, ExpressionType.Bool).Expression!;

    private static Access Salesman(Form form)
    {
        var user = new User(7, "s@x", "s", [], ["sales"], false, true, null, "");
        var caller = Caller.For(user, new PeopleDirectory([user], []), Source.Screen, TimeZoneInfo.Utc, "en");
        FieldRight[] fields = [.. form.Fields.Select(field => field.Key == "rate" ? FieldRight.Hidden : FieldRight.Editable)];
        var group = new PermissionGroupDefinition { Key = "own", Form = form.Key, Members = new GroupMembers { Everyone = true } };
        return Access.For(caller, form, [new CompiledGroup(group, RecordActions.View, Compile(form, "owner == $user || owner == 7"), fields, new Dictionary<(int, int), FieldRight>())]);
    }

    private static Value[] Record(TestWorkspace test, Form form, Random random) => test.Values(form,
        ("owner", Value.FromUser(random.Next(1, 50))),
        ("title", Value.FromText($"Deal {random.Next(1_000_000)}")),
        ("amount", Value.FromNumber(random.Next(1, 1_000_000) / 100m)),
        ("stage", Value.FromText(Stages[random.Next(Stages.Length)])),
        ("city", Value.FromText(Cities[random.Next(Cities.Length)])),
        ("phone", Value.FromText($"138{random.Next(10_000_000, 99_999_999)}")),
        ("note", Value.FromText("客户希望在下个季度之前完成采购，需要技术支持。")),
        ("count", Value.FromNumber(random.Next(100))),
        ("rate", Value.FromNumber(random.Next(10_000) / 10_000m)),
        ("due", Value.FromDate(new DateOnly(2026, 1, 1).AddDays(random.Next(365)))),
        ("met", Value.FromDateTime(new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(500_000)))),
        ("seller", Value.FromUser(random.Next(1, 50))),
        ("paid", Value.FromBool(random.Next(2) == 0)));
}
