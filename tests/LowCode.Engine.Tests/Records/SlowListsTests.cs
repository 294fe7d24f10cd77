using LowCode.Catalog;
using LowCode.Forms;

namespace LowCode.Records;

public sealed class SlowListsTests : IDisposable
{
    private const string Deal = """{"key":"deal","app":"app","titleField":"name","fields":[{"key":"name","type":"text","searchable":true},{"key":"amount","type":"number"},{"key":"city","type":"text"},{"key":"due","type":"date","indexed":true}]}""";

    private readonly RecordWorld _world = new();

    [Fact]
    public void A_slow_list_names_the_fields_without_index_by_which_it_filters_and_sorts()
    {
        _world.Publish((DefinitionKind.Form, Deal));
        _world.Clock.Step = TimeSpan.FromMilliseconds(400);
        List(filter: "city == \"上海\" && due > DATE(2026, 1, 1)", sort: "amount");
        List(filter: null, sort: "amount");

        Assert.Equal([new SlowField("amount", 2, _world.Clock.Step), new SlowField("city", 1, _world.Clock.Step)], Slow());
    }

    [Fact]
    public void Quick_lists_searches_and_system_fields_are_not_offered_an_index()
    {
        _world.Publish((DefinitionKind.Form, Deal));
        _world.Clock.Step = SlowLists.Slow - TimeSpan.FromMilliseconds(1);
        List(filter: "city == \"上海\"", sort: "amount");
        _world.Clock.Step = TimeSpan.FromSeconds(2);
        List(filter: null, sort: "amount", search: "上海");
        List(filter: null, sort: "updated_at");

        Assert.Empty(Slow());
    }

    [Fact]
    public void A_field_that_has_got_its_index_is_offered_no_more()
    {
        _world.Publish((DefinitionKind.Form, Deal));
        _world.Clock.Step = TimeSpan.FromSeconds(2);
        List(filter: null, sort: "amount");
        _world.Clock.Step = TimeSpan.Zero;
        _world.Publish((DefinitionKind.Form, Deal.Replace("\"type\":\"number\"", "\"type\":\"number\",\"indexed\":true", StringComparison.Ordinal)));

        Assert.Empty(Slow());
    }

    public void Dispose() => _world.Dispose();

    private void List(string? filter, string sort, string? search = null) =>
        _ = _world.Reader.List(_world.Admin, new ListRequest { Form = "deal", Filter = filter, Search = search, Sort = [new SortDefinition(sort, true)] }).Value;

    private IReadOnlyList<SlowField> Slow() => _world.Workspace.SlowLists.Of(_world.Workspace.Catalog.Form("deal"));
}
