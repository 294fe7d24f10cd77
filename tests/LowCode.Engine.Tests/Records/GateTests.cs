using System.Globalization;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Whatever the groups, records and questions: list, single record, total, search, sort and sums answer as a plain loop over the seen records would.
/// Each case is made from its seed, which is printed when it fails.
/// </summary>
public sealed class GateTests
{
    private const string Form = """
        {"key":"thing","app":"app","titleField":"name","fields":[
          {"key":"name","type":"text","searchable":true},
          {"key":"note","type":"text","searchable":true},
          {"key":"amount","type":"number","settings":{"scale":2}},
          {"key":"stage","type":"choice","settings":{"choices":[{"value":"a","label":"A"},{"value":"b","label":"B"}]}},
          {"key":"done","type":"switch"}]}
        """;

    private static readonly string[] Words = ["apple", "pear", "苹果", "梨"];
    private static readonly string[] Fields = ["name", "note", "amount", "stage", "done"];
    private static readonly string?[] Rows = [null, "owner == $user", "stage == \"a\"", "amount > 50", "department in $user.departments", "ISEMPTY(note)", "done"];
    private static readonly string[] Rights = ["hidden", "masked", "readOnly", "editable"];
    private static readonly string[] Filters =
        ["amount > 30", "stage == \"b\"", "CONTAINS(name, \"p\")", "ISEMPTY(note)", "!ISEMPTY(note) && amount <= 70", "done || amount == 20", "note != \"pear\"", "owner == $user", "stage in [\"a\", \"b\"]"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_path_answers_as_a_loop_over_the_seen_records_would(int seed)
    {
        var random = new Random(seed);
        using var world = new RecordWorld();
        var groups = Enumerable.Range(0, random.Next(1, 4)).Select(i => (DefinitionKind.Group, Group(random, i))).ToArray();
        world.Publish([(DefinitionKind.Form, Form), .. groups]);
        for (var i = 0; i < 30; i++)
            world.New(world.Admin, "thing", Record(random));
        var form = world.Workspace.Catalog.Form("thing");

        foreach (var caller in new[] { world.Rep, world.Boss })
        {
            var access = world.Workspace.Catalog.Access(caller, form);
            var seen = world.Read(unit => Enumerable.Range(1, 30).Select(id => unit.Records.Get(form, id)!).Where(record => Visible(access, record, world, caller))
                .Select(record => Shown(access, record, world, caller)).ToList());
            if (!access.Can(RecordActions.View))
            {
                Assert.NotEqual(0, (int)world.Reader.List(caller, new ListRequest { Form = "thing" }).Refusal!.Kind);
                continue;
            }
            for (var i = 1; i <= 30; i++)
                Assert.Equal(seen.Any(record => RecordContext.IdOf(record) == i), world.Reader.Get(caller, "thing", i).Ok);
            foreach (var filter in Filters.OrderBy(_ => random.Next()).Take(4))
                Compare(world, access, seen, filter, null, random);
            Compare(world, access, seen, null, Words[random.Next(Words.Length)][..1], random);
            CompareSums(world, access, seen);
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private static void Compare(RecordWorld world, Access access, List<Value[]> seen, string? filter, string? search, Random random)
    {
        var sort = Fields[random.Next(3)];
        var outcome = world.Reader.List(access.Caller, new ListRequest { Form = "thing", Filter = filter, Search = search, CountLimit = 1000, Limit = 100, Sort = [new(sort)] });
        var names = Fields.Where(field => filter?.Contains(field, StringComparison.Ordinal) == true).Append(sort);
        if (names.Any(name => !access.MayShow(access.Form[name]!.Position, FieldRight.ReadOnly)))
        {
            Assert.Equal(ErrorKind.Malformed, outcome.Refusal!.Kind);
            return;
        }

        var compiled = filter is null ? null : ExpressionCompiler.Compile(filter, access.Form, ExpressionType.Bool).Expression;
        var expected = seen.Where(record => compiled?.Test(Context(world, access, record)) != false && (search is null || Searched(access.Form, record, search))).ToList();

        Assert.True(outcome.Ok, outcome.Refusal?.ToString());
        Assert.Equal(expected.Select(RecordContext.IdOf).Order(), outcome.Value.Rows.Select(RecordContext.IdOf).Order());
        Assert.Equal(expected.Count, outcome.Value.Total);
        var byId = expected.ToDictionary(RecordContext.IdOf);
        foreach (var row in outcome.Value.Rows)
        {
            foreach (var field in access.Form.Designed)
                Assert.Equal(byId[RecordContext.IdOf(row)][field.Position], row[field.Position]);
        }
        if (sort == "amount")
        {
            // Records whose amount is not seen stand together, whatever it is.
            var amounts = outcome.Value.Rows.Select(row => row[access.Form["amount"]!.Position]).ToList();
            Assert.Equal(amounts.OrderBy(value => value.IsNull ? decimal.MinValue : value.AsNumber), amounts);
        }
    }

    private static void CompareSums(RecordWorld world, Access access, List<Value[]> seen)
    {
        var amount = access.Form["amount"]!.Position;
        var outcome = world.Reader.Aggregate(access.Caller, new AggregateRequest { Form = "thing", Measures = [new(MeasureFunction.Count), new(MeasureFunction.Sum, "amount"), new(MeasureFunction.Max, "amount")] });
        if (!access.MayShow(amount, FieldRight.ReadOnly))
        {
            Assert.Equal(ErrorKind.Malformed, outcome.Refusal!.Kind);
            return;
        }

        var row = Assert.Single(outcome.Value.Rows);
        Assert.Equal(seen.Count, row[0].AsNumber);
        Assert.Equal(seen.Sum(record => record[amount].AsNumber), row[1].AsNumber);
        Assert.Equal(seen.Select(record => record[amount]).Where(value => !value.IsNull).Select(value => (decimal?)value.AsNumber).Max(), row[2].IsNull ? null : row[2].AsNumber);
    }

    // The loop that everything is compared with: written from the definition's words, not with the product's gate.
    private static bool Visible(Access access, Value[] record, RecordWorld world, People.Caller caller) =>
        access.Groups.Any(group => group.Actions.HasFlag(RecordActions.View) && Covers(group, record, world, caller));

    private static Value[] Shown(Access access, Value[] record, RecordWorld world, People.Caller caller)
    {
        var covering = access.Groups.Where(group => group.Actions.HasFlag(RecordActions.View) && Covers(group, record, world, caller)).ToList();
        return [.. record.Select((value, position) => position < SystemFields.Count || covering.Any(group => group.Fields[position] >= FieldRight.ReadOnly) ? value : Value.Null)];
    }

    private static bool Covers(CompiledGroup group, Value[] record, RecordWorld world, People.Caller caller) =>
        group.Rows is null || group.Rows.Test(RecordContext.For(world.Workspace, caller, null).With(record));

    private static EvaluationContext Context(RecordWorld world, Access access, Value[] record) => RecordContext.For(world.Workspace, access.Caller, null).With(record);

    private static bool Searched(Form form, Value[] record, string text) =>
        new[] { "name", "note" }.Any(key => record[form[key]!.Position].AsText.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string Group(Random random, int index)
    {
        var rows = Rows[random.Next(Rows.Length)];
        var fields = string.Join(",", Fields.Where(_ => random.Next(2) == 0).Select(field => $"\"{field}\":\"{Rights[random.Next(Rights.Length)]}\""));
        var actions = random.Next(5) == 0 ? "\"create\"" : "\"view\",\"edit\"";
        var members = random.Next(3) switch { 0 => "\"everyone\":true", 1 => "\"roles\":[\"rep\"]", _ => "\"departments\":[10]" };
        var condition = rows is null ? "null" : System.Text.Json.JsonSerializer.Serialize(rows);
        return $$"""{"key":"g{{index}}","form":"thing","members":{ {{members}} },"actions":[{{actions}}],"rows":{{condition}},"fields":{ {{fields}} } }""";
    }

    private static string Record(Random random) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"name":"{{Words[random.Next(4)]}}","note":{{(random.Next(2) == 0 ? "null" : $"\"{Words[random.Next(4)]}\"")}},"amount":{{(random.Next(4) == 0 ? "null" : (random.Next(10) * 10).ToString(CultureInfo.InvariantCulture))}},"stage":{{(random.Next(3) switch { 0 => "null", 1 => "\"a\"", _ => "\"b\"" })}},"done":{{(random.Next(2) == 0 ? "true" : "null")}},"owner":{{random.Next(1, 5)}},"department":{{random.Next(10, 13)}}}""");
}
