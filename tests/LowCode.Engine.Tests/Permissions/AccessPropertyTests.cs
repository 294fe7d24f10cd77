using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Permissions;

/// <summary>
/// Random groups, records and people: every way to read records tells exactly what a plain filter over all of them tells, no more and no less;
/// and what may be written, in a new record and in one that is there, is exactly what the groups grant.
/// </summary>
public class AccessPropertyTests
{
    private static readonly string[] Fields = ["amount", "word", "note"];

    /// <summary>Rows conditions, and what they mean in plain C#.</summary>
    private static readonly (string? Rows, Func<Row, Caller, bool> Holds)[] Conditions =
    [
        (null, (_, _) => true),
        ("owner == $user", (row, caller) => row.Owner == caller.Id),
        ("department in $user.departments", (row, caller) => row.Department is { } id && caller.DepartmentsWithChildren.Contains(id)),
        ("amount > 5", (row, _) => row.Amount > 5),
        ("word == \"red\" || owner == $user", (row, caller) => row.Word == "red" || row.Owner == caller.Id),
        ("amount > 2 && department == $user.department", (row, caller) => row.Amount > 2 && row.Department is { } id && caller.User.Departments is [var first, ..] && first == id),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_way_to_read_agrees_with_a_plain_filter(int seed)
    {
        var random = new Random(seed);
        using var world = new RecordWorld();
        var groups = Enumerable.Range(0, random.Next(1, 5)).Select(number => Group.Random(random, number)).ToList();
        world.Publish([(DefinitionKind.Form, Form), .. groups.Select(group => (DefinitionKind.Group, group.Json))]);
        var rows = Enumerable.Range(0, 25).Select(_ => Row.Add(world, random)).ToList();

        foreach (var caller in (Caller[])[world.Rep, world.Other, world.Boss, world.Nobody])
        {
            var mine = groups.Where(group => group.Has(caller)).ToList();
            bool Sees(Row row) => mine.Any(group => group.Views && group.Holds(row, caller));
            bool Shows(Row row, string field) => mine.Any(group => group.Views && group.Holds(row, caller) && group.RightOn(field) >= FieldRight.ReadOnly);
            var visible = rows.Where(Sees).ToList();

            CheckList(world, caller, mine, visible, Shows);
            foreach (var row in rows)
                CheckRecord(world, caller, row, Sees(row), field => Shows(row, field));
        }
    }

    private static void CheckList(RecordWorld world, Caller caller, List<Group> mine, List<Row> visible, Func<Row, string, bool> shows)
    {
        var list = world.Reader.List(caller, new ListRequest { Form = "thing", Limit = 500, CountLimit = 1000 });
        if (!mine.Any(group => group.Views))
        {
            Assert.Equal(ErrorKind.NotFound, list.Refusal?.Kind);
            return;
        }
        Assert.Equal(Ids(visible), list.Value.Rows.Select(RecordContext.IdOf).Order());
        Assert.Equal(visible.Count, list.Value.Total);
        var form = world.Workspace.Catalog.Form("thing");
        foreach (var (row, values) in from row in visible join values in list.Value.Rows on row.Id equals RecordContext.IdOf(values) select (row, values))
        {
            foreach (var field in Fields)
                Assert.Equal(shows(row, field), !values[form[field]!.Position].IsNull);
        }

        // A value that a row hides must not decide whether the row is found.
        if (world.Reader.List(caller, new ListRequest { Form = "thing", Filter = "amount > 4", Limit = 500 }) is { Ok: true, Value: var filtered })
            Assert.Equal(Ids(visible.Where(row => shows(row, "amount") && row.Amount > 4)), filtered.Rows.Select(RecordContext.IdOf).Order());
        else
            Assert.DoesNotContain(visible, row => shows(row, "amount"));
        Assert.Equal(Ids(visible.Where(row => shows(row, "word") && row.Word == "red")),
            world.Reader.List(caller, new ListRequest { Form = "thing", Search = "red", Limit = 500 }).Value.Rows.Select(RecordContext.IdOf).Order());
    }

    private static void CheckRecord(RecordWorld world, Caller caller, Row row, bool sees, Func<string, bool> shows)
    {
        var record = world.Reader.Get(caller, "thing", row.Id);
        Assert.Equal(sees, record.Ok);
        if (!sees)
        {
            Assert.Equal(ErrorKind.NotFound, record.Refusal!.Kind);
            return;
        }
        foreach (var field in Fields)
        {
            var position = record.Value.Form[field]!.Position;
            Assert.Equal(shows(field), !record.Value.Values[position].IsNull);
            Assert.Equal(shows(field), record.Value.Rights[position] >= FieldRight.ReadOnly);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void A_field_can_be_written_exactly_when_a_group_grants_it_for_new_records_or_for_those_that_are_there(int seed)
    {
        var random = new Random(seed);
        using var world = new RecordWorld();
        var groups = Enumerable.Range(0, random.Next(1, 5)).Select(number => Group.Random(random, number)).ToList();
        world.Publish([(DefinitionKind.Form, Form), .. groups.Select(group => (DefinitionKind.Group, group.Json))]);
        var rows = Enumerable.Range(0, 8).Select(_ => Row.Add(world, random)).ToList();

        foreach (var caller in (Caller[])[world.Rep, world.Other, world.Boss, world.Nobody])
        {
            var mine = groups.Where(group => group.Has(caller)).ToList();
            foreach (var field in Fields)
            {
                var value = field == "amount" ? (object)7 : "w";
                var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { [field] = value });
                CheckNew(world, caller, mine, field, json, new Row(0, field == "amount" ? 7 : 0, field == "word" ? "w" : "", caller.Id, caller.User.Departments is [var first, ..] ? first : null));
                foreach (var row in rows)
                    CheckChange(world, caller, mine, field, json, row, row with { Amount = field == "amount" ? 7 : row.Amount, Word = field == "word" ? "w" : row.Word });
            }
        }
    }

    private static void CheckNew(RecordWorld world, Caller caller, List<Group> mine, string field, string json, Row made)
    {
        var right = mine.Select(group => group.Creates ? group.GrantOn(field).AtFirst() : group.Views ? Least(group.GrantOn(field).AtFirst(), FieldRight.ReadOnly) : FieldRight.Hidden).DefaultIfEmpty(FieldRight.Hidden).Max();
        var saved = world.Save(caller, "thing", json);

        Assert.Equal(mine.Any(group => group.Creates && group.Holds(made, caller)) && right == FieldRight.Editable, saved.Ok);
        if (world.Evaluator.Evaluate(caller, "thing", null, new RecordEdits()) is { Ok: true, Value: var state })
            Assert.Equal(right, state.Rights[world.Workspace.Catalog.Form("thing")[field]!.Position]);
        else
            Assert.DoesNotContain(mine, group => group.Creates);
    }

    private static void CheckChange(RecordWorld world, Caller caller, List<Group> mine, string field, string json, Row row, Row after)
    {
        var covering = mine.Where(group => group.Views && group.Holds(row, caller)).ToList();
        var right = covering.Select(group => group.Edits ? group.GrantOn(field).Later() : Least(group.GrantOn(field).Later(), FieldRight.ReadOnly)).DefaultIfEmpty(FieldRight.Hidden).Max();
        var may = covering.Any(group => group.Edits) && right == FieldRight.Editable && mine.Any(group => group.Edits && group.Holds(after, caller));
        if (field == "amount" && row.Amount == 7)
            return;
        // Undone at once: every change starts from the same records.
        var saved = world.Save(caller, "thing", json, row.Id);
        Assert.Equal(may, saved.Ok);
        if (saved.Ok)
            _ = world.Save(world.Admin, "thing", $$"""{"amount":{{row.Amount}},"word":"{{row.Word}}","note":"n"}""", row.Id).Value;
    }

    private static FieldRight Least(FieldRight one, FieldRight other) => one < other ? one : other;

    private static IEnumerable<long> Ids(IEnumerable<Row> rows) => rows.Select(row => row.Id).Order();

    private const string Form = """
        {"key":"thing","app":"app","fields":[
          {"key":"amount","type":"number"},{"key":"word","type":"text","searchable":true},{"key":"note","type":"text"}]}
        """;

    /// <summary>A record as the plain filter knows it.</summary>
    private sealed record Row(long Id, decimal Amount, string Word, long Owner, long? Department)
    {
        public static Row Add(RecordWorld world, Random random)
        {
            var (amount, word, owner) = (random.Next(0, 10), new[] { "red", "blue" }[random.Next(2)], random.Next(2, 5));
            var department = new long?[] { 10, 11, 12 }[random.Next(3)];
            var id = world.New(world.Admin, "thing", $$"""{"amount":{{amount}},"word":"{{word}}","note":"n","owner":{{owner}},"department":{{department}}}""");
            return new Row(id, amount, word, owner, department);
        }
    }

    /// <summary>A random permission group.</summary>
    private sealed record Group(string Json, string Member, IReadOnlyList<string> Actions, Func<Row, Caller, bool> Holds, Dictionary<string, FieldGrant> Grants, FieldGrant Others)
    {
        private static readonly string[] Members = ["\"everyone\":true", "\"roles\":[\"rep\"]", "\"users\":[2]", "\"departments\":[10]", "\"departments\":[11]"];

        // Whoever may do anything with existing records also sees them.
        public bool Views => Actions.Any(action => action != "create");

        public bool Creates => Actions.Contains("create");

        public bool Edits => Actions.Contains("edit");

        public FieldGrant GrantOn(string field) => Grants.GetValueOrDefault(field, Others);

        public FieldRight RightOn(string field) => GrantOn(field).Later();

        public bool Has(Caller caller) => Member switch
        {
            "\"everyone\":true" => true,
            "\"roles\":[\"rep\"]" => caller.User.Roles.Contains("rep"),
            "\"users\":[2]" => caller.Id == 2,
            "\"departments\":[10]" => caller.Id is 2 or 3 or 4,
            _ => caller.Id == 2,
        };

        private static FieldGrant Any(Random random) => new[] { FieldGrant.Hidden, FieldGrant.ReadOnly, FieldGrant.CreateOnly, FieldGrant.EditOnly, FieldGrant.Editable }[random.Next(5)];

        public static Group Random(Random random, int number)
        {
            var member = Members[random.Next(Members.Length)];
            var actions = new[] { "view", "create", "edit", "delete", "export" }.Where(action => random.Next(action == "view" ? 5 : 2) > 0).ToList();
            var (rows, holds) = Conditions[random.Next(Conditions.Length)];
            var grants = Fields.Where(_ => random.Next(2) == 0).ToDictionary(field => field, _ => Any(random));
            var others = Any(random);
            var group = new PermissionGroupDefinition
            {
                Key = $"g{number}",
                Form = "thing",
                Actions = actions,
                Rows = rows,
                Fields = grants,
                OtherFields = others,
            };
            var json = System.Text.Json.Nodes.JsonNode.Parse(DefinitionJson.Write(group))!;
            json["members"] = System.Text.Json.Nodes.JsonNode.Parse($"{{{member}}}");
            return new Group(json.ToJsonString(), member, actions, holds, grants, others);
        }
    }
}
