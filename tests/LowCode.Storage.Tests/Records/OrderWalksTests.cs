namespace LowCode.Storage.Records;

/// <summary>Which lists are walked for.</summary>
public sealed class OrderWalksTests
{
    private readonly OrderWalks _walks = new();

    [Fact]
    public void A_list_that_is_much_work_is_walked_for_and_a_short_one_is_not()
    {
        _walks.Planned("short", OrderWalks.Much - 1);
        _walks.Planned("long", 1_000_000);

        Assert.Equal(0, _walks.Rows("short"));
        Assert.Equal(0, _walks.Rows("never seen"));
        Assert.All(Enumerable.Range(0, 50), _ => Walk("long", found: true, steps: 5_000));
    }

    [Fact]
    public void A_page_that_was_not_among_the_first_rows_is_looked_for_further_on_and_then_left_to_the_planner_for_ever_longer()
    {
        _walks.Planned("long", 1_000_000);
        var first = Walk("long", found: false, steps: 5_000);

        Assert.True(Walk("long", found: false, steps: 50_000) > first);
        Assert.Equal(8, Left("long"));
        Walk("long", found: false, steps: 5_000);
        Walk("long", found: false, steps: 50_000);
        Assert.Equal(16, Left("long"));
    }

    [Fact]
    public void A_walk_that_finds_its_page_but_is_no_less_work_is_left()
    {
        _walks.Planned("long", 60_000);
        Walk("long", found: true, steps: 40_000);

        Assert.Equal(8, Left("long"));
    }

    [Fact]
    public void A_list_that_became_short_is_not_walked_for_any_more()
    {
        _walks.Planned("long", 1_000_000);
        for (var i = 0; i < 100; i++)
            Walk("long", found: true, steps: 5_000);
        Assert.Equal(0, _walks.Rows("long"));
        _walks.Planned("long", 300);

        Assert.Equal(0, _walks.Rows("long"));
    }

    [Fact]
    public void What_is_remembered_has_an_end()
    {
        for (var i = 0; i < 600; i++)
            _walks.Planned($"list {i}", 1_000_000);

        Assert.InRange(Enumerable.Range(0, 600).Count(i => _walks.Rows($"list {i}") > 0), 1, 500);
    }

    private int Walk(string list, bool found, long steps)
    {
        var rows = _walks.Rows(list);
        Assert.True(rows > 0);
        _walks.Walked(list, found, steps);
        return rows;
    }

    // How many pages are left to the planner.
    private int Left(string list) => Enumerable.Range(0, 2000).TakeWhile(_ => _walks.Rows(list) == 0).Count();
}
