using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Records.Boards;

namespace LowCode.Designer.Tests.Records;

public class BoardTests
{
    private static readonly ViewDefinition View = new()
    {
        Key = "board",
        Kind = ViewKinds.Kanban,
        Columns = ["name", "amount"],
        Sort = [new SortDefinition("name")],
        Settings = ViewKinds.Write(new KanbanSettings { ColumnsBy = "stage", Sum = "amount", Collapsed = ["lost"] }),
    };

    [Fact]
    public async Task Columns_are_the_choices_in_order_with_counts_and_sums_of_all_their_records()
    {
        using var world = await ViewsWorld.NewAsync();
        for (var i = 0; i < 25; i++)
            await world.DealAsync($"n{i:00}", "new", 1.5m);
        await world.DealAsync("w", "won", 100);
        await world.DealAsync("l", "lost", 3);
        await world.DealAsync("x");

        var board = Open(world);

        Assert.Equal(["", "new", "won", "lost"], board.Columns.Select(column => column.Key));
        Assert.Equal([1L, 25L, 1L, 1L], board.Columns.Select(column => column.Count));
        Assert.Equal([0m, 37.5m, 100m, 3m], board.Columns.Select(column => column.Sum!.Value));
        Assert.Equal(28, board.Total);
        Assert.Equal(20, board.Column("new")!.Cards.Count);
        Assert.Empty(board.Column("lost")!.Cards);
    }

    [Fact]
    public async Task A_column_fetches_its_cards_by_page_and_keeps_them_when_it_is_read_anew()
    {
        using var world = await ViewsWorld.NewAsync();
        for (var i = 0; i < 45; i++)
            await world.DealAsync($"n{i:00}", "new");
        var board = Open(world);

        board.More(board.Column("new")!);
        board.Refresh();

        var column = board.Column("new")!;
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"n{i:00}"), column.Cards.Select(card => card.Title));
        board.More(column);
        Assert.Equal(45, column.Cards.Count);
        Assert.Null(column.Next);
    }

    [Fact]
    public async Task A_retired_choice_is_a_column_only_while_it_holds_cards()
    {
        using var world = await ViewsWorld.NewAsync();
        Assert.Null(Open(world).Column("old"));

        await world.DealAsync("o", "old");

        Assert.True(Open(world).Column("old")!.Retired);
    }

    [Fact]
    public async Task A_folded_column_fetches_its_cards_when_it_is_opened()
    {
        using var world = await ViewsWorld.NewAsync();
        await world.DealAsync("l", "lost");
        var board = Open(world);

        board.Fold(board.Column("lost")!);

        Assert.Equal("l", Assert.Single(board.Column("lost")!.Cards).Title);
    }

    [Fact]
    public async Task An_empty_column_of_what_has_no_value_starts_folded_and_can_be_opened()
    {
        using var world = await ViewsWorld.NewAsync();
        await world.DealAsync("a", "new");
        var board = Open(world);
        Assert.True(board.Column("")!.Folded);

        board.Fold(board.Column("")!);
        board.Refresh();
        Assert.False(board.Column("")!.Folded);

        await world.DealAsync("b");
        Assert.False(Open(world).Column("")!.Folded);
    }

    [Theory]
    [InlineData("readOnly", "Approver: A value is needed, but you can't change it here: ask a colleague who can, or an administrator")]
    [InlineData("hidden", "Something that you can't see needs a value: ask a colleague or an administrator")]
    public async Task A_move_that_needs_what_the_person_may_not_write_says_whom_to_ask(string right, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        using var world = await ViewsWorld.NewAsync();
        var id = await world.DealAsync("a", "new", 2000);
        await world.BecomeClerkAsync(right);
        var move = Begin(world, id, "won");

        Assert.False(await move.SaveAsync());

        Assert.False(move.Asks);
        Assert.Equal(said, move.Reason);
    }

    [Fact]
    public async Task A_view_without_its_field_makes_no_board()
    {
        using var world = await ViewsWorld.NewAsync();
        var state = world.State(View with { Settings = ViewKinds.Write(new KanbanSettings { ColumnsBy = "gone" }) });

        Assert.Null(Board.Of(state, TestWorkspace.Unlimited(world.Form), world.Reader, () => world.Current.Caller, ""));
    }

    [Fact]
    public async Task A_move_is_saved_and_can_be_taken_back()
    {
        using var world = await ViewsWorld.NewAsync();
        var id = await world.DealAsync("a", "new", 5);
        var move = Begin(world, id, "won");

        Assert.True(await move.SaveAsync());
        Assert.Equal("won", world.Text(id, "stage"));
        Assert.True(await move.Back()!.SaveAsync());
        Assert.Equal("new", world.Text(id, "stage"));
    }

    [Fact]
    public async Task A_move_against_the_rules_is_refused_with_the_rules_own_words()
    {
        using var world = await ViewsWorld.NewAsync();
        var id = await world.DealAsync("a", "new");
        var move = Begin(world, id, "won");

        Assert.False(await move.SaveAsync());

        Assert.False(move.Asks);
        Assert.Contains("A won deal has an amount", move.Reason, StringComparison.Ordinal);
        Assert.Equal("new", world.Text(id, "stage"));
    }

    [Fact]
    public async Task A_move_asks_only_for_what_the_stage_requires()
    {
        using var world = await ViewsWorld.NewAsync();
        var id = await world.DealAsync("a", "new");
        var move = Begin(world, id, "lost");

        Assert.False(await move.SaveAsync());
        Assert.Equal(["reason"], move.Asked);
        move.Editing.Change(world.Form["reason"]!, Value.FromText("too slow"));

        Assert.True(await move.SaveAsync());
        Assert.Equal(("lost", "too slow"), (world.Text(id, "stage"), world.Text(id, "reason")));
        Assert.True(await move.Back()!.SaveAsync());
        Assert.Equal(("new", ""), (world.Text(id, "stage"), world.Text(id, "reason")));
    }

    [Fact]
    public async Task Nothing_is_taken_back_over_somebody_elses_change()
    {
        using var world = await ViewsWorld.NewAsync();
        var id = await world.DealAsync("a", "new", 5);
        var move = Begin(world, id, "won");
        Assert.True(await move.SaveAsync());
        var other = Begin(world, id, "new", version: 2);
        Assert.True(await other.SaveAsync());

        var back = move.Back()!;

        Assert.False(await back.SaveAsync());
        Assert.True(back.IsStale);
        Assert.False(back.Asks);
        Assert.NotEmpty(back.Reason);
    }

    [Fact]
    public void A_carried_card_passes_over_columns_that_take_none()
    {
        BoardColumn[] columns = [new("new", Value.Null, "New"), new("old", Value.Null, "Old") { Retired = true }, new("won", Value.Null, "Won")];
        var carry = new CardCarry(1, "new", "new");

        Assert.Equal("won", carry.Step(columns, 1).To);
        Assert.Equal("won", carry.Step(columns, 1).Step(columns, 1).To);
        Assert.Equal("new", carry.Step(columns, 1).Step(columns, -1).To);
        Assert.Equal("old", new CardCarry(1, "old", "won").Step(columns, -1).To);
    }

    private static Board Open(ViewsWorld world)
    {
        var board = Board.Of(world.State(View), TestWorkspace.Unlimited(world.Form), world.Reader, () => world.Current.Caller, "Not set")!;
        board.Refresh();
        Assert.Null(board.Refusal);
        return board;
    }

    private static CardMove Begin(ViewsWorld world, long id, string stage, long version = 1) => world.Moves.Begin(world.Form, id, version, (world.Form["stage"]!, Value.FromText(stage))).Value;
}
