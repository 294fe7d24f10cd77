using LowCode.Expressions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Texts beyond what a row of an index holds: kept, found, told apart and sorted as short ones are.</summary>
public abstract class LongTextsTests(StoreKind kind) : IDisposable
{
    private const string Note = """
        {"key":"note","app":"test","titleField":"title","uniques":[{"fields":["title","body"]}],"fields":[
          {"key":"title","type":"text","indexed":true,"searchable":true},
          {"key":"body","type":"textarea","unique":true,"indexed":true,"searchable":true,"settings":{"maxLength":20000}}]}
        """;

    private readonly TestStore _store = new(kind);

    public sealed class Memory() : LongTextsTests(StoreKind.Memory);

    public sealed class Postgres() : LongTextsTests(StoreKind.Postgres)
    {
        [StoreFact]
        public async Task They_are_found_and_sorted_by_index()
        {
            using var test = await new TestWorkspace(_store.Open()).PublishForms(Note);
            var form = test["note"];
            var body = form["body"]!;
            foreach (var seed in Enumerable.Range(0, 20))
                await test.Insert("note", ("title", Value.FromText("a")), ("body", Value.FromText(Long(seed))));

            var plans = await test.Write(unit =>
            {
                var session = ((Unit)unit).Session;
                session.Execute("SET LOCAL enable_seqscan = off");
                session.Execute("SET LOCAL enable_sort = off");
                var order = string.Join(", ", SortKey.Of(session.Dialect, form, [new SortBy(body.Position, false)]).Select(key => key.OrderBy));
                return new[]
                {
                    Plan(session, $"SELECT r.id FROM {form.Table} r ORDER BY {order} LIMIT 5"),
                    Plan(session, $"SELECT r.id FROM {form.Table} r WHERE r.{body.Column} = 'x'"),
                    Plan(session, $"SELECT r.id FROM {form.Table} r WHERE {session.Dialect.InRule($"r.{form["title"]!.Column}")} = {session.Dialect.InRule("'a'")}"),
                };
            });

            Assert.Contains($"{form.Table}_{body.Column}_order", plans[0], StringComparison.Ordinal);
            Assert.Contains($"{form.Table}_{body.Column}_long", plans[1], StringComparison.Ordinal);
            Assert.Contains("_rule", plans[2], StringComparison.Ordinal);
        }

        private static string Plan(Session session, string sql) => string.Join("\n", session.Query("EXPLAIN " + sql, row => row.GetString(0)));
    }

    [StoreFact]
    public async Task They_are_kept_found_told_apart_and_sorted()
    {
        using var test = await new TestWorkspace(_store.Open()).PublishForms(Note);
        var form = test["note"];
        var (title, body) = (form["title"]!, form["body"]!);
        var texts = new[] { "b" + Long(1), "a" + Long(2), "c" + Long(3), Long(4)[..700] + "z", Long(4)[..700] + "y" };
        foreach (var text in texts)
            await test.Insert("note", ("title", Value.FromText("same")), ("body", Value.FromText(text)));

        Assert.Equal(texts[0], test.Read(unit => unit.Records.Get(form, 1))![body.Position].AsText);
        foreach (var (text, i) in texts.Select((text, i) => (text, i)))
        {
            var values = test.Values(form, ("title", Value.FromText("same")), ("body", Value.FromText(text)));
            Assert.Equal(i + 1, test.Read(unit => unit.Records.FindSame(form, [body.Position], values, 0)));
            Assert.Equal(i + 1, test.Read(unit => unit.Records.FindSame(form, [title.Position, body.Position], values, 0)));
            values[body.Position] = Value.FromText(text + "!");
            Assert.Null(test.Read(unit => unit.Records.FindSame(form, [body.Position], values, 0)));
            Assert.Null(test.Read(unit => unit.Records.FindSame(form, [title.Position, body.Position], values, 0)));
        }
        Assert.Equal([(texts[2], 3)], test.Read(unit => unit.Records.FindMany(form, body.Position, [Value.FromText(texts[2])])).Select(found => (found.Value.AsText, (int)found.Id)));
        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = test.Read(unit => unit.Records.Query(new RecordSelect { Form = form, Access = TestWorkspace.Unlimited(form), Context = new EvaluationContext(), Sort = [new SortBy(body.Position, false)], Limit = 1, After = after }));
            seen.Add(page.Rows[0][body.Position].AsText);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(texts.Length, seen.Distinct().Count());
        Assert.Equal([texts[1], texts[0], texts[2]], seen.Where(text => text[0] is >= 'a' and <= 'c'));
    }

    [StoreFact]
    public async Task A_field_that_is_made_shorter_and_unique_keeps_the_long_texts_that_it_has()
    {
        const string Loose = """{"key":"note","app":"test","fields":[{"key":"title","type":"text","settings":{"maxLength":2000}}]}""";
        using var test = await new TestWorkspace(_store.Open()).PublishForms(Loose);
        await test.Insert("note", ("title", Value.FromText(Long(1)[..2000])));

        await test.PublishForms(Loose.Replace("\"settings\":{\"maxLength\":2000}", "\"unique\":true,\"indexed\":true", StringComparison.Ordinal));
        await test.PublishForms(Loose.Replace("\"settings\":{\"maxLength\":2000}", "\"unique\":true,\"indexed\":true,\"searchable\":true", StringComparison.Ordinal));

        Assert.Equal(1, test.Read(unit => unit.Records.FindSame(test["note"], [test["note"]["title"]!.Position], test.Values(test["note"], ("title", Value.FromText(Long(1)[..2000]))), 0)));
    }

    public void Dispose() => _store.Dispose();

    /// <summary>10,000 characters that nothing packs smaller, of three bytes each.</summary>
    private static string Long(int seed)
    {
        var random = new Random(seed);
        return string.Create(10_000, random, (text, dice) =>
        {
            foreach (ref var c in text)
                c = (char)dice.Next(0x4E00, 0x9FA5);
        });
    }
}
