using LowCode.Analytics;
using LowCode.Designer.Analytics;

namespace LowCode.Designer.Tests.Analytics;

public class DashboardEditingTests
{
    private static readonly WidgetDefinition Number = new() { Key = "widget", Kind = WidgetKind.Number, At = new(0, 0, 6, 3), Form = "deal" };

    [Fact]
    public void Widgets_added_one_after_the_other_fill_the_row_and_have_keys_of_their_own()
    {
        var editing = Open();
        for (var i = 0; i < 5; i++) editing.Do(new AddWidget(Number));

        Assert.Equal(["widget_1@0,0", "widget_2@6,0", "widget_3@12,0", "widget_4@18,0", "widget_5@0,3"], Places(editing));
        Assert.Equal("widget_5", editing.Selected?.Key);
    }

    [Fact]
    public void A_full_dashboard_takes_no_more()
    {
        var editing = Open();
        for (var i = 0; i < DashboardDefinition.MaxWidgets + 3; i++) editing.Do(new AddWidget(Number));

        Assert.Equal(DashboardDefinition.MaxWidgets, editing.Dashboard.Widgets.Count);
    }

    [Fact]
    public void A_drag_shows_where_all_would_go_and_changes_nothing_until_it_ends()
    {
        var editing = Open(2);

        editing.Hover("widget_1", new(6, 0, 6, 3));

        Assert.Equal(["widget_1@0,0", "widget_2@6,0"], Places(editing));
        Assert.Equal(["widget_1@6,0", "widget_2@6,3"], editing.Preview!.Select(Said));

        editing.GiveUp();
        Assert.Null(editing.Preview);
        editing.Drop("widget_1", new(6, 0, 6, 3));

        Assert.Equal(["widget_1@6,0", "widget_2@6,3"], Places(editing));
        editing.History.Undo();
        Assert.Equal(["widget_1@0,0", "widget_2@6,0"], Places(editing));
    }

    [Fact]
    public void Presses_of_arrow_keys_are_undone_together()
    {
        var editing = Open(1);

        editing.Press("widget_1", DashboardKey.Right);
        editing.Press("widget_1", DashboardKey.Right);
        editing.Press("widget_1", DashboardKey.Wider);
        editing.Press("widget_1", DashboardKey.Higher);

        Assert.Equal(new WidgetPlace(2, 0, 7, 4), editing.Dashboard.Widgets[0].At);
        editing.History.Undo();
        Assert.Equal(new WidgetPlace(0, 0, 6, 3), editing.Dashboard.Widgets[0].At);
    }

    [Fact]
    public void Keys_delete_and_duplicate_and_mean_nothing_on_a_card_that_is_gone()
    {
        var editing = Open(1);

        Assert.True(editing.Press("widget_1", DashboardKey.Duplicate));
        Assert.True(editing.Press("widget_1", DashboardKey.Delete));

        Assert.Equal(["widget_2@6,0"], Places(editing).Select(place => place.Replace("@0,0", "@6,0", StringComparison.Ordinal)));
        Assert.False(editing.Press("widget_1", DashboardKey.Delete));
        editing.History.Undo();
        editing.History.Undo();
        Assert.Equal(["widget_1@0,0"], Places(editing));
    }

    [Fact]
    public void Letters_of_a_title_are_undone_together_and_the_place_is_not_touched()
    {
        var editing = Open(1);
        foreach (var title in new[] { "S", "Sa", "Sales" }) editing.Do(new SetWidget("label", editing.Dashboard.Widgets[0] with { Label = title }));

        Assert.Equal("Sales", editing.Dashboard.Widgets[0].Label.Current);
        editing.History.Undo();
        Assert.True(editing.Dashboard.Widgets[0].Label.IsEmpty);
    }

    private static DashboardEditing Open(int widgets = 0)
    {
        var editing = new DashboardEditing(new() { Key = "board", App = "crm" });
        for (var i = 0; i < widgets; i++) editing.Do(new AddWidget(Number));
        return editing;
    }

    private static IEnumerable<string> Places(DashboardEditing editing) => editing.Dashboard.Widgets.Select(Said);

    private static string Said(WidgetDefinition widget) => $"{widget.Key}@{widget.At.X},{widget.At.Y}";
}
