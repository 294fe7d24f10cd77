namespace LowCode.Storage.Records;

/// <summary>Which lists are walked for.</summary>
public sealed class OrderWalksTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(30);

    private readonly OrderWalks _walks = new();

    [Fact]
    public void A_list_that_took_long_is_walked_for_from_then_on_and_a_quick_one_is_not()
    {
        _walks.Took("quick", TimeSpan.FromMilliseconds(3));
        Assert.False(_walks.Promise("quick"));
        Assert.False(_walks.Promise("slow"));
        _walks.Took("slow", Long);

        Assert.All(Enumerable.Range(0, 50), _ => Assert.True(_walks.Promise("slow")));
    }

    [Fact]
    public void A_list_that_was_not_among_the_first_rows_is_left_to_the_planner_for_a_while()
    {
        _walks.Took("slow", Long);
        Assert.True(_walks.Promise("slow"));
        _walks.Disappointed("slow");
        _walks.Took("slow", Long);

        Assert.Equal(15, Enumerable.Range(0, 100).TakeWhile(_ => !_walks.Promise("slow")).Count());
    }

    [Fact]
    public void What_is_remembered_has_an_end()
    {
        for (var i = 0; i < 600; i++)
            _walks.Took($"list {i}", Long);

        Assert.InRange(Enumerable.Range(0, 600).Count(i => _walks.Promise($"list {i}")), 1, 500);
    }
}
