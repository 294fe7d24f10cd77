using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Storage.Records;

/// <summary>Lists sorted by a reference or a person are in the order of what people read there.</summary>
public abstract class NameOrderTests : IAsyncLifetime
{
    private const string Account = """{"key":"account","app":"test","titleField":"name","fields":[{"key":"name","type":"text"}]}""";
    private const string Contract = """{"key":"contract","app":"test","titleField":"account","fields":[{"key":"account","type":"reference","settings":{"form":"account"}}]}""";
    private const string Payment = """{"key":"payment","app":"test","fields":[{"key":"contract","type":"reference","settings":{"form":"contract"}},{"key":"keeper","type":"member"}]}""";

    private readonly TestStore _store;
    private TestWorkspace _test = null!;

    protected NameOrderTests(StoreKind kind) => _store = new TestStore(kind);

    public sealed class Sqlite() : NameOrderTests(StoreKind.Memory);

    public sealed class Postgres() : NameOrderTests(StoreKind.Postgres);


    private Form Form => _test["payment"];

    public async Task InitializeAsync() => _test = await new TestWorkspace(_store.Open()).PublishForms(Account, Contract, Payment);

    public Task DisposeAsync()
    {
        _test.Dispose();
        _store.Dispose();
        return Task.CompletedTask;
    }

    [StoreFact]
    public async Task A_reference_is_sorted_by_the_title_behind_it_even_through_another_reference()
    {
        var ids = new Dictionary<string, long>();
        foreach (var name in (string[])["张三", "Beta", "alpha", "李四"])
        {
            var account = await _test.Insert("account", ("name", Value.FromText(name)));
            var contract = await _test.Insert("contract", ("account", Value.FromReference(account)));
            ids[name] = await _test.Insert("payment", ("contract", Value.FromReference(contract)));
        }
        var none = await _test.Insert("payment");

        // Chinese dictionaries put Latin letters last.
        Assert.Equal([none, ids["李四"], ids["张三"], ids["alpha"], ids["Beta"]], Paged("contract", descending: false));
        Assert.Equal([ids["Beta"], ids["alpha"], ids["张三"], ids["李四"], none], Paged("contract", descending: true));
    }

    [StoreFact]
    public async Task A_member_is_sorted_by_name()
    {
        await _test.Write(unit =>
        {
            ((Units.Unit)unit).Session.Execute("INSERT INTO \"user\" (id, email, name, stamp, created_at) VALUES (1, 'a', '王芳', '', '2024-01-01 00:00:00.000'), (2, 'b', '陈明', '', '2024-01-01 00:00:00.000')");
            return 0;
        });
        var (wang, chen) = (await _test.Insert("payment", ("keeper", Value.FromUser(1))), await _test.Insert("payment", ("keeper", Value.FromUser(2))));

        Assert.Equal([chen, wang], Paged("keeper", descending: false));
    }

    [StoreFact]
    public async Task Rows_can_be_skipped_behind_a_cursor_whatever_the_sort()
    {
        for (var i = 0; i < 30; i++)
        {
            var account = i % 3 == 0 ? (long?)null : await _test.Insert("account", ("name", Value.FromText($"A{i % 5}")));
            var contract = account is { } there ? await _test.Insert("contract", ("account", Value.FromReference(there))) : (long?)null;
            await _test.Insert("payment", ("contract", contract is { } about ? Value.FromReference(about) : Value.Null), ("deleted_at", i % 7 == 0 ? Value.FromDateTime(DateTime.UnixEpoch) : Value.Null));
        }
        var all = Select(descending: true, 500);
        var whole = _test.Read(unit => unit.Records.Query(all)).Rows.Select(RecordContext.IdOf).ToList();
        var first = _test.Read(unit => unit.Records.Query(all with { Limit = 4 }));

        for (var skip = 0; skip < 25; skip += 3)
        {
            var page = _test.Read(unit => unit.Records.Query(all with { Limit = 3, After = first.Next, Offset = skip }));
            Assert.Equal(whole.Skip(4 + skip).Take(3), page.Rows.Select(RecordContext.IdOf));
        }
    }

    private RecordSelect Select(bool descending, int limit, string by = "contract") => new()
    {
        Form = Form,
        Access = TestWorkspace.Unlimited(Form),
        Sort = [new SortBy(Form[by]!.Position, descending)],
        Limit = limit,
        Context = new EvaluationContext(),
    };

    private List<long> Paged(string by, bool descending)
    {
        var ids = new List<long>();
        string? after = null;
        do
        {
            var page = _test.Read(unit => unit.Records.Query(Select(descending, 2, by) with { After = after }));
            ids.AddRange(page.Rows.Select(RecordContext.IdOf));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }
}
