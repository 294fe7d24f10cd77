using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Records.Groups;

namespace LowCode.Designer.Tests.Records;

public class GroupTreeTests
{
    private static readonly ViewDefinition View = new()
    {
        Key = "groups",
        Columns = ["name", "amount"],
        Sort = [new SortDefinition("name")],
        GroupBy = [new ViewGroup("stage"), new ViewGroup("from", DateUnit.Month)],
        Totals = new Dictionary<string, MeasureFunction> { ["amount"] = MeasureFunction.Sum },
    };

    [Fact]
    public async Task Groups_stand_in_groups_with_counts_and_totals_of_all_their_records()
    {
        using var world = await ViewsWorld.NewAsync();
        await world.DealAsync("a", "new", 1, "2026-01-05");
        await world.DealAsync("b", "new", 2, "2026-01-31");
        await world.DealAsync("c", "new", 4, "2026-03-01");
        await world.DealAsync("d", "won", 8);
        await world.DealAsync("e", null, 16, "2026-03-01");

        var tree = Open(world, View);

        Assert.Equal((5, 31m), (tree.Count, tree.All[0].AsNumber));
        Assert.Equal([("", 1L, 16m), ("New", 3, 7), ("Won", 1, 8)], tree.Groups.Select(group => (group.Title, group.Count, group.Totals[0].AsNumber)));
        Assert.Equal([(2L, 3m), (1, 4)], tree.Groups[1].Groups.Select(group => (group.Count, group.Totals[0].AsNumber)));
        tree.Toggle(tree.Groups[1].Groups[0]);
        Assert.Equal(["a", "b"], tree.Groups[1].Groups[0].Rows.Select(row => row.Title));
    }

    [Fact]
    public async Task A_group_fetches_its_records_by_page_and_stays_as_it_is_when_read_anew()
    {
        using var world = await ViewsWorld.NewAsync();
        for (var i = 0; i < 50; i++)
            await world.DealAsync($"n{i:00}", "new");
        await world.DealAsync("w", "won");
        var view = View with { GroupBy = [new ViewGroup("stage")] };
        var tree = Open(world, view);
        tree.More(tree.Groups[0]);
        tree.Toggle(tree.Groups[1]);

        var again = new GroupTree(world.State(view), world.Reader, () => world.Current.Caller, tree);
        again.Refresh();

        Assert.Equal((true, 40, 50L), (again.Groups[0].IsOpen, again.Groups[0].Rows.Count, again.Groups[0].Count));
        Assert.False(again.Groups[1].IsOpen);
    }

    [Fact]
    public async Task Records_without_a_value_are_a_group_that_can_be_opened()
    {
        using var world = await ViewsWorld.NewAsync();
        await world.DealAsync("none");
        await world.DealAsync("zero", amount: 0);

        var tree = Open(world, View with { GroupBy = [new ViewGroup("amount")] });

        Assert.Equal(["none", "zero"], tree.Groups.Select(group => Assert.Single(group.Rows).Title));
    }

    private static GroupTree Open(ViewsWorld world, ViewDefinition view)
    {
        var tree = new GroupTree(world.State(view), world.Reader, () => world.Current.Caller);
        tree.Refresh();
        Assert.Null(tree.Refusal);
        return tree;
    }
}
