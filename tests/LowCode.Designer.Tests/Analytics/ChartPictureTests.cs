using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Ui.Analytics;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Analytics;

public class ChartPictureTests
{
    private static readonly Texts T = new(new TextCatalog(typeof(Texts).Assembly));

    public ChartPictureTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo("en");

    [Fact]
    public void Every_measure_is_a_series_over_the_same_marks()
    {
        var picture = Draw(WidgetKind.Bar, [Row(["Jan"], 3, 10), Row(["Feb"], 4, null)], measures: 2);

        Assert.Equal("[\"Jan\",\"Feb\"]", picture.Option["xAxis"]!["data"]!.ToJsonString());
        Assert.Equal(["[3,4]", "[10,null]"], Series(picture).Select(series => series!["data"]!.ToJsonString()));
        Assert.Equal("Jan", picture.Row(1, 0)!.Titles[0]);
    }

    [Fact]
    public void A_series_field_splits_the_marks_and_leaves_gaps_where_nothing_was_counted()
    {
        var picture = Draw(WidgetKind.Line, [Row(["Jan", "Ann"], 3), Row(["Jan", "Bob"], 5), Row(["Feb", "Bob"], 7)], series: new WidgetGroup("owner"));

        Assert.Equal(["Ann", "Bob"], Series(picture).Select(series => (string?)series!["name"]));
        Assert.Equal(["[3,null]", "[5,7]"], Series(picture).Select(series => series!["data"]!.ToJsonString()));
        Assert.Null(picture.Row(0, 1));
        Assert.Equal(["Feb", "Bob"], picture.Row(1, 1)!.Titles);
    }

    [Fact]
    public void Horizontal_bars_swap_the_axes_and_read_from_the_top()
    {
        var picture = Draw(WidgetKind.Bar, [Row(["A"], 1)], horizontal: true);

        Assert.Equal("value", (string?)picture.Option["xAxis"]!["type"]);
        Assert.True((bool)picture.Option["yAxis"]!["inverse"]!);
    }

    [Fact]
    public void A_pie_has_no_slices_of_nothing_and_knows_which_row_each_slice_is()
    {
        var picture = Draw(WidgetKind.Pie, [Row(["A"], 5), Row(["B"], 0), Row(["C"], [null]), Row([""], 2), Row(["x"], 9) with { IsRest = true }]);

        Assert.Equal(["A  31.3%", "(empty)  12.5%", "Other  56.3%"], Series(picture)[0]!["data"]!.AsArray().Select(slice => (string?)slice!["name"]));
        Assert.Equal("", picture.Row(0, 1)!.Titles[0]);
        Assert.Null(picture.Row(0, 3));
        Assert.Null(picture.Row(7, 0));
    }

    [Fact]
    public void A_funnel_says_the_conversion_from_stage_to_stage()
    {
        var labels = Series(Draw(WidgetKind.Funnel, [Row(["New {b}"], 200), Row(["Won"], 50), Row(["Paid"], 0), Row(["Again"], 0)]))[0]!["data"]!.AsArray().Select(stage => (string?)stage!["label"]!["formatter"]);

        Assert.Equal(["New (b)  200", "Won  50\n25% converted", "Paid  0\n0% converted", "Again  0"], labels);
    }

    [Fact]
    public void Bars_and_lines_share_marks_and_have_axes_of_their_own()
    {
        var picture = Draw(WidgetKind.Combo, [Row(["Jan"], 3, 10), Row(["Feb"], 4, 20)], measures: 2, percent: true);

        Assert.Equal(["bar", "line"], Series(picture).Select(series => (string?)series!["type"]));
        Assert.Equal(2, picture.Option["yAxis"]!.AsArray().Count);
        Assert.Equal("value", (string?)Draw(WidgetKind.Combo, [Row(["Jan"], 3, 10)], measures: 2).Option["yAxis"]!["type"]);
        Assert.Equal("1", Series(picture)[1]!["yAxisIndex"]!.ToJsonString());
    }

    [Fact]
    public void The_earlier_time_stands_behind_and_opens_nothing()
    {
        var picture = Draw(WidgetKind.Line, [Row(["Jan"], 3) with { Before = [Value.FromNumber(2)] }, Row(["Feb"], 4) with { Before = [Value.Null] }]);

        Assert.Equal(["[3,4]", "[2,null]"], Series(picture).Select(series => series!["data"]!.ToJsonString()));
        Assert.Equal("Before", (string?)Series(picture)[1]!["name"]);
        Assert.Null(picture.Row(1, 0));
    }

    [Fact]
    public void The_spokes_of_a_web_have_one_scale()
    {
        var picture = Draw(WidgetKind.Radar, [Row(["A", "x"], 5), Row(["B", "x"], 9), Row(["B", "y"], 2), Row(["C", "x"], 1)], series: new WidgetGroup("s"));

        Assert.All(picture.Option["radar"]!["indicator"]!.AsArray(), spoke => Assert.Equal("9", spoke!["max"]!.ToJsonString()));
        Assert.Equal(["[5,9,1]", "[0,2,0]"], Series(picture)[0]!["data"]!.AsArray().Select(shape => shape!["value"]!.ToJsonString()));
    }

    [Fact]
    public void Two_spokes_are_no_web_and_drawn_as_bars()
    {
        var picture = Draw(WidgetKind.Radar, [Row(["A", "x"], 5), Row(["B", "x"], 9)], series: new WidgetGroup("s"));

        Assert.Equal("bar", (string?)Series(picture)[0]!["type"]);
    }

    [Theory]
    [InlineData(1234567.891, 2, "1,234,567.89", "1.2M")]
    [InlineData(-1234567, 0, "-1,234,567", "-1.2M")]
    [InlineData(99999, 0, "99,999", "99,999")]
    public void Numbers_are_written_in_full_and_in_short(double number, int scale, string full, string brief)
    {
        var format = new MeasureFormat(scale);

        Assert.Equal((full, brief), (format.Full((decimal)number), format.Short((decimal)number)));
    }

    [Fact]
    public void Money_percent_and_units_stand_where_they_belong()
    {
        Assert.Equal("-¥12.50", new MeasureFormat(2, Currency: "¥").Full(-12.5m));
        Assert.Equal("12.3%", new MeasureFormat(1, Percent: true).Full(0.123m));
        Assert.Equal("3 days", new MeasureFormat(0, Unit: "days").Full(3));
    }

    private static JsonArray Series(ChartPicture picture) => picture.Option["series"]!.AsArray();

    private static ChartPicture Draw(WidgetKind kind, IReadOnlyList<WidgetRow> rows, int measures = 1, WidgetGroup? series = null, bool horizontal = false, bool percent = false)
    {
        var widget = new WidgetDefinition { Key = "w", Kind = kind, At = new(0, 0, 8, 6), Form = "f", GroupBy = [new("x")], Series = series, Horizontal = horizontal };
        return ChartPicture.Of(widget, new WidgetData { Rows = rows, Measures = [.. new[] { "One", "Two" }.Take(measures).Select(label => new WidgetColumn((Label)label, null, MeasureFn.Sum) { Percent = percent && label == "Two" })] }, T);
    }

    private static WidgetRow Row(string[] titles, params int?[] numbers) =>
        new([.. titles.Select(Value.FromText)], titles, [.. numbers.Select(number => number is { } n ? Value.FromNumber(n) : Value.Null)], null);
}
