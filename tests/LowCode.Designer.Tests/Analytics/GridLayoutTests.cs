using LowCode.Analytics;
using LowCode.Designer.Analytics;

namespace LowCode.Designer.Tests.Analytics;

public class GridLayoutTests
{
    [Fact]
    public void A_card_put_on_another_changes_places_with_it_when_there_is_room_above()
    {
        var cards = Cards(("a", 0, 0, 8, 3), ("b", 0, 3, 8, 3));

        Assert.Equal("b@0,0 a@0,3", Places(GridLayout.Place(cards, "a", new(0, 3, 8, 3))));
    }

    [Fact]
    public void A_card_put_on_others_pushes_them_down_and_they_push_on()
    {
        var cards = Cards(("a", 0, 0, 8, 3), ("b", 0, 3, 8, 3), ("c", 8, 0, 8, 6));

        Assert.Equal("c@0,0 a@0,6 b@0,9", Places(GridLayout.Place(cards, "c", new(0, 0, 8, 6))));
    }

    [Fact]
    public void Cards_rise_into_the_room_that_one_leaves()
    {
        var cards = Cards(("a", 0, 0, 8, 3), ("b", 0, 3, 8, 3), ("c", 8, 0, 8, 3));

        Assert.Equal("b@0,0 c@8,0 a@16,0", Places(GridLayout.Place(cards, "a", new(16, 5, 8, 3))));
    }

    [Fact]
    public void A_card_stays_within_the_columns_and_keeps_a_least_size()
    {
        var cards = Cards(("a", 0, 0, 8, 3));

        Assert.Equal(new WidgetPlace(16, 0, 8, 3), GridLayout.Place(cards, "a", new(30, 0, 8, 3))[0].At);
        Assert.Equal(new WidgetPlace(0, 0, 2, 2), GridLayout.Place(cards, "a", new(-4, -4, 0, 1))[0].At);
        Assert.Equal(24, GridLayout.Place(cards, "a", new(3, 0, 60, 3))[0].At.W);
    }

    [Fact]
    public void A_new_card_takes_the_first_free_room()
    {
        var cards = Cards(("a", 0, 0, 8, 3), ("b", 12, 0, 12, 3));

        Assert.Equal(new WidgetPlace(8, 0, 4, 3), GridLayout.Free(cards, 4, 3));
        Assert.Equal(new WidgetPlace(0, 3, 6, 3), GridLayout.Free(cards, 6, 3));
    }

    [Fact]
    public void Keys_take_a_card_past_its_neighbour()
    {
        var cards = Cards(("a", 0, 0, 8, 3), ("b", 0, 3, 8, 5));

        Assert.Equal("b@0,0 a@0,5", Places(GridLayout.Place(cards, "a", GridLayout.Step(cards, "a", 0, 1))));
        Assert.Equal("b@0,0 a@0,5", Places(GridLayout.Place(cards, "b", GridLayout.Step(cards, "b", 0, -1))));
        Assert.Equal(1, GridLayout.Place(cards, "a", GridLayout.Step(cards, "a", 1, 0)).First(card => card.Key == "a").At.X);
    }

    [Fact]
    public void However_cards_are_moved_none_overlap_and_none_could_rise()
    {
        var random = new Random(11);
        for (var run = 0; run < 60; run++)
        {
            IReadOnlyList<WidgetDefinition> cards = [.. Enumerable.Range(0, 9).Select(i => Card($"w{i}", random.Next(20), random.Next(12), random.Next(2, 12), random.Next(2, 6)))];
            cards = GridLayout.Compact(cards);
            for (var move = 0; move < 15; move++)
            {
                var key = $"w{random.Next(9)}";
                cards = GridLayout.Place(cards, key, new(random.Next(-2, 24), random.Next(0, 20), random.Next(1, 26), random.Next(1, 8)));

                Assert.Equal(9, cards.Count);
                Assert.All(cards, card => Assert.True(card.At.X >= 0 && card.At.X + card.At.W <= 24 && card.At.Y >= 0));
                Assert.All(cards, card => Assert.DoesNotContain(cards, other => other.Key != card.Key && GridLayout.Meet(other.At, card.At)));
                Assert.All(cards, card => Assert.True(card.At.Y == 0 || cards.Any(other => other.Key != card.Key && GridLayout.Meet(other.At, card.At with { Y = card.At.Y - 1 })), $"run {run}: {card.Key} hangs in the air"));
            }
        }
    }

    private static IReadOnlyList<WidgetDefinition> Cards(params (string Key, int X, int Y, int W, int H)[] cards) => [.. cards.Select(card => Card(card.Key, card.X, card.Y, card.W, card.H))];

    private static WidgetDefinition Card(string key, int x, int y, int w, int h) => new() { Key = key, Kind = WidgetKind.Number, At = new(x, y, w, h), Form = "deal" };

    private static string Places(IEnumerable<WidgetDefinition> cards) => string.Join(' ', cards.Select(card => $"{card.Key}@{card.At.X},{card.At.Y}"));
}
