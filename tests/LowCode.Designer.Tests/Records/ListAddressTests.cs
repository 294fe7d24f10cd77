using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Records;
using LowCode.Ui.Records.Views;

namespace LowCode.Designer.Tests.Records;

public sealed class ListAddressTests
{
    private static readonly ViewDefinition Saved = new() { Key = "open", Sort = [new SortDefinition("name")], Totals = new Dictionary<string, MeasureFunction> { ["amount"] = MeasureFunction.Sum } };

    [Fact]
    public async Task A_view_as_it_was_saved_needs_nothing_in_the_address()
    {
        using var world = await ViewsWorld.NewAsync();

        var parts = ListAddress.Write(world.State(Saved));

        Assert.All(parts.Values, Assert.Null);
        Assert.Null(ListAddress.Read("http://localhost/apps/test/forms/deal?view=open&peek=3", Saved, world.State(Saved).Fields));
    }

    [Fact]
    public async Task What_was_changed_on_a_view_comes_back_from_its_address()
    {
        using var world = await ViewsWorld.NewAsync();
        var state = world.State(Saved);
        state.Search = "a&b, 50 %";
        state.Sort = [new SortDefinition("amount", true), new SortDefinition("name")];
        state.Conditions =
        [
            new(world.Form["stage"]!, "in", Value.FromList([Value.FromText("new"), Value.FromText("won")])),
            new(world.Form["name"]!, "contains", Value.FromText("a,b;c.d=e 'f'")),
            new(world.Form["amount"]!, "ge", Value.FromNumber(-12.5m)),
            new(world.Form["from"]!, "le", Value.FromDate(new DateOnly(2026, 11, 28))),
            new(world.Form["owner"]!, "isMe", Value.Null),
        ];
        state.Any = true;
        state.Quick = [new(world.Form["owner"]!, "in", Value.FromList([Value.FromUser(7)]))];
        state.Adjust(state.View with { Kind = ViewKinds.Kanban, Settings = ViewKinds.Write(new KanbanSettings { ColumnsBy = "stage" }), GroupBy = [new ViewGroup("stage"), new ViewGroup("from", DateUnit.Month)] });
        state.Total(world.Form["amount"]!, MeasureFunction.Avg);

        var again = Reopened(world, ListAddress.Write(state));

        Assert.Equal(state.Search, again.Search);
        Assert.Equal(state.Sort, again.Sort);
        Assert.Equal(state.And, again.And);
        Assert.Equal(state.View.Kind, again.View.Kind);
        Assert.Equal(state.View.GroupBy, again.View.GroupBy);
        Assert.Equal(state.View.Settings.ToJsonString(), again.View.Settings.ToJsonString());
        Assert.Equal(state.View.Totals, again.View.Totals);
        Assert.True(again.IsChanged);
    }

    [Fact]
    public async Task An_order_and_totals_that_were_taken_off_stay_off()
    {
        using var world = await ViewsWorld.NewAsync();
        var state = world.State(Saved);
        state.Sort = [];
        state.Total(world.Form["amount"]!, null);

        var again = Reopened(world, ListAddress.Write(state));

        Assert.Empty(again.Sort);
        Assert.Empty(again.View.Totals);
    }

    [Theory]
    [InlineData("where=gone.in.a;stage.near.b;amount.ge.much;from.le.tomorrow;name")]
    [InlineData("sort=gone,-lines&with={cut&group=gone.month&totals=amount,name.most")]
    public async Task An_address_that_was_cut_off_or_is_too_old_shows_what_can_be_read(string query)
    {
        using var world = await ViewsWorld.NewAsync();

        var kept = ListAddress.Read($"http://localhost/list?{query}", Saved, world.State(Saved).Fields)!;

        Assert.Empty(kept.Conditions);
        Assert.Equal(ViewKinds.Table, kept.View.Kind);
        Assert.Empty(kept.View.GroupBy);
    }

    private static ListState Reopened(ViewsWorld world, IReadOnlyDictionary<string, object?> parts)
    {
        var address = "http://localhost/list?" + string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Key}={Uri.EscapeDataString((string)part.Value!)}"));
        var state = world.State(Saved);
        state.Open(Saved, null, ListAddress.Read(address, Saved, state.Fields));
        return state;
    }
}
