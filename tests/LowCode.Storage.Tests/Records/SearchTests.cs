using LowCode.Expressions;
using LowCode.Records;

namespace LowCode.Storage.Records;

/// <summary>The search box finds the same on every database, with an index or without.</summary>
public abstract class SearchTests(StoreKind kind) : IDisposable
{
    private static readonly string[] Names = ["上海蓝海科技有限公司", "蓝色海洋", "Acme 蓝海 GmbH", "ACME Zürich", "zürich", "100 % 蓝", "a_b", "axb", "😀 party", "", "9", "ab"];

    private readonly TestStore _store = new(kind);

    public sealed class Memory() : SearchTests(StoreKind.Memory);

    public sealed class Postgres() : SearchTests(StoreKind.Postgres);

    [StoreFact]
    public async Task Every_term_finds_what_a_plain_loop_finds_even_of_one_or_two_characters()
    {
        using var test = await new TestWorkspace(_store.Open()).PublishForms("""{"key":"customer","app":"test","titleField":"name","fields":[{"key":"name","type":"text","searchable":true},{"key":"note","type":"text","searchable":true}]}""");
        for (var i = 0; i < Names.Length; i++)
            await test.Insert("customer", ("name", Value.FromText(Names[i])), ("note", Value.FromText(Names[(i + 5) % Names.Length])));
        var form = test["customer"];

        foreach (var term in (string[])["蓝", "蓝海", "海科", "蓝海科技", "acme", "ACME z", "ZÜRICH", "%", "_", "a_b", "😀", "😀 p", "9", "none", "ab", "x"])
        {
            var expected = Enumerable.Range(0, Names.Length).Where(i => Holds(i, term) || Holds((i + 5) % Names.Length, term)).Select(i => i + 1L);

            Assert.Equal(expected, Find(test, term));
        }

        IEnumerable<long> Find(TestWorkspace test, string term) =>
            test.Read(unit => unit.Records.Query(new RecordSelect { Form = form, Access = TestWorkspace.Unlimited(form), Context = new EvaluationContext(), Search = term, Limit = 100 })).Rows.Select(row => (long)row[0].AsNumber).Order();
    }

    private static bool Holds(int index, string term) => Names[index].Contains(term, StringComparison.OrdinalIgnoreCase);

    public void Dispose() => _store.Dispose();
}
