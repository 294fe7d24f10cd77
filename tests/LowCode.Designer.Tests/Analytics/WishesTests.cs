using LowCode.Analytics;
using LowCode.Designer.Analytics;

namespace LowCode.Designer.Tests.Analytics;

public class WishesTests
{
    public static TheoryData<Wish, string> All()
    {
        var all = new TheoryData<Wish, string>();
        foreach (var wish in Enum.GetValues<Wish>())
        {
            foreach (var form in SalesForms.Catalog.Forms.Keys) all.Add(wish, form);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_wish_becomes_a_widget_that_can_be_published_as_it_is(Wish wish, string form) =>
        Assert.Empty(DashboardChecker.Check(Wishes.Make(wish, SalesForms.Catalog.Forms[form], SalesForms.Catalog), "", SalesForms.Catalog));

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_kind_a_widget_is_turned_into_it_stays_sound(Wish wish, string form)
    {
        var widget = Wishes.Make(wish, SalesForms.Catalog.Forms[form], SalesForms.Catalog);
        if (!WidgetKinds.Asks(widget.Kind)) return;
        foreach (var kind in Enum.GetValues<WidgetKind>().Where(WidgetKinds.Measures))
        {
            var turned = WidgetShape.To(widget, kind, SalesForms.Catalog.Forms[form]);

            Assert.Empty(DashboardChecker.Check(turned, "", SalesForms.Catalog));
            Assert.Equal(kind, turned.Kind);
        }
    }

    [Fact]
    public void The_money_the_stage_and_the_date_are_found()
    {
        var deal = SalesForms.Catalog.Forms["deal"];

        Assert.Equal("amount", Wishes.Make(Wish.HowMuch, deal, SalesForms.Catalog).Measures[0].Field);
        Assert.Equal("stage", Wishes.Make(Wish.Conversion, deal, SalesForms.Catalog).GroupBy[0].Field);
        Assert.Equal(new WidgetGroup("closed", DateStep.Month), Wishes.Make(Wish.Course, deal, SalesForms.Catalog).GroupBy[0] with { Bands = [] });
        Assert.Equal("region", Wishes.Make(Wish.Regions, deal, SalesForms.Catalog).GroupBy[0].Field);
    }

    [Fact]
    public void Records_without_a_region_of_their_own_stand_in_that_of_what_they_refer_to() =>
        Assert.Equal("deal.region", Wishes.Make(Wish.Regions, SalesForms.Catalog.Forms["note"], SalesForms.Catalog).GroupBy[0].Field);

    [Fact]
    public void Charts_are_suggested_by_what_is_asked()
    {
        var deal = SalesForms.Catalog.Forms["deal"];
        var widget = Wishes.Make(Wish.Compare, deal, SalesForms.Catalog);

        Assert.Equal(WidgetKind.Line, Suited(widget with { GroupBy = [new("closed", DateStep.Month)] }));
        Assert.Equal(WidgetKind.Funnel, Suited(widget));
        Assert.Equal(WidgetKind.Map, Suited(widget with { GroupBy = [new("region")] }));
        Assert.Equal(WidgetKind.Ranking, Suited(widget with { GroupBy = [new("customer")] }));
        Assert.Equal(WidgetKind.Number, Suited(widget with { GroupBy = [] }));

        WidgetKind Suited(WidgetDefinition asked) => WidgetShape.Suited(asked, deal, SalesForms.Catalog)[0];
    }

    [Fact]
    public void A_chart_about_another_form_keeps_its_name_and_place()
    {
        var widget = Wishes.Make(Wish.Course, SalesForms.Catalog.Forms["deal"], SalesForms.Catalog) with { Label = "Sales", At = new(3, 4, 5, 6), Filter = "amount > 1" };

        var turned = WidgetShape.About(widget, SalesForms.Catalog.Forms["customer"]);

        Assert.Equal(("Sales", new WidgetPlace(3, 4, 5, 6), "customer", (string?)null), (turned.Label.Current, turned.At, turned.Form, turned.Filter));
        Assert.Equal("since", turned.GroupBy[0].Field);
    }

    [Fact]
    public void A_filter_finds_its_field_on_every_form_that_has_one()
    {
        var board = new DashboardDefinition
        {
            Key = "b",
            App = "crm",
            Widgets = [.. new[] { "deal", "customer", "note" }.Select(form => Wishes.Make(Wish.HowMuch, SalesForms.Catalog.Forms[form], SalesForms.Catalog) with { Key = form })],
        };
        foreach (var kind in Enum.GetValues<FilterKind>())
            Assert.Empty(DashboardChecker.Check(board with { Filters = [FilterFit.Make(kind, "f", board, SalesForms.Catalog)] }, SalesForms.Catalog));

        Assert.Equal("closed", FilterFit.Make(FilterKind.Period, "f", board, SalesForms.Catalog).Fields["deal"]);
        Assert.Equal("since", FilterFit.Make(FilterKind.Period, "f", board, SalesForms.Catalog).Fields["customer"]);
        Assert.Equal(["customer", "deal"], FilterFit.Make(FilterKind.Choice, "f", board, SalesForms.Catalog).Fields.Keys.Order());
        Assert.Equal("owner", FilterFit.Make(FilterKind.Member, "f", board, SalesForms.Catalog).Fields["note"]);
    }
}
