using LowCode.Analytics;

namespace LowCode.Engine.Tests.Analytics;

public class MeasureTests
{
    private static readonly WidgetDefinition Base = new() { Key = "w", Kind = WidgetKind.Bar, At = new(0, 0, 8, 6), Form = "deal" };
    private static readonly WidgetMeasure Amount = new(MeasureFn.Sum, "amount");

    [Fact]
    public async Task A_measure_counts_only_its_own_records_and_a_formula_works_with_it()
    {
        using var sales = await Some();
        var data = sales.Ask(Base with
        {
            Kind = WidgetKind.Number,
            Measures =
            [
                new(MeasureFn.Count) { Hidden = true }, new(MeasureFn.Count) { Filter = "stage == \"won\"" }, new(MeasureFn.Formula) { Formula = "b / a", Percent = true },
                new(MeasureFn.Avg, "amount") { Filter = "stage == \"won\"" }, new(MeasureFn.Sum) { Expression = "amount * 2" },
            ],
        });

        Assert.Equal([2m, 0.4m, 15m, 200m], data.Rows[0].Measures.Select(value => value.AsNumber));
        Assert.Equal([false, true, false, false], data.Measures.Select(measure => measure.Percent));
    }

    [Fact]
    public async Task What_a_measure_counts_for_one_administrator_is_not_told_to_another()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 1);
        var mine = Base with { Kind = WidgetKind.Number, Measures = [new(MeasureFn.Count) { Filter = "owner == $user" }] };

        Assert.Equal(1, sales.Ask(mine).Rows[0].Measures[0].AsNumber);
        Assert.Equal(0, sales.Ask(mine, sales.OtherAdmin).Rows[0].Measures[0].AsNumber);
    }

    [Fact]
    public async Task A_formula_that_divides_by_nothing_gives_nothing()
    {
        using var sales = await SalesWorkspace.Open();

        Assert.True(sales.Ask(Base with { Kind = WidgetKind.Number, Measures = [new(MeasureFn.Count) { Hidden = true }, new(MeasureFn.Formula) { Formula = "1 / a" }] }).Rows[0].Measures[0].IsNull);
    }

    [Fact]
    public async Task Shares_are_of_all_groups_also_of_those_that_are_left_out()
    {
        using var sales = await Some();

        Assert.Equal(["Offer 0.6", "Won 0.3"], Lines(sales.Ask(Base with { GroupBy = [new("stage")], Measures = [Amount with { Show = MeasureShow.Share }], Sort = new(SortBasis.Value, true), Limit = 2 })));
        Assert.Equal(["Offer 0.6", "Won 0.3", " 0.1"], Lines(sales.Ask(Base with { GroupBy = [new("stage")], Measures = [Amount with { Show = MeasureShow.Share }], Sort = new(SortBasis.Value, true), Limit = 2, Others = true })));
        Assert.Equal([1m, 1m, 1m], sales.Ask(Base with { GroupBy = [new("stage")], Series = new("owner"), Measures = [Amount with { Show = MeasureShow.Share }] }).Rows.GroupBy(row => row.Titles[0]).Select(group => group.Sum(row => row.Number(0)!.Value)));
    }

    [Fact]
    public async Task Running_totals_grow_along_the_axis_and_know_what_was_before_it()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 1, "2026-01-10");
        await sales.Add("won", 2, "2026-03-10");
        await sales.Add("won", 4, "2026-04-10");
        var line = Base with { Kind = WidgetKind.Line, GroupBy = [new("closed", DateStep.Month)], Measures = [Amount with { Show = MeasureShow.Running }] };

        Assert.Equal(["2026-01 1", "2026-02 1", "2026-03 3", "2026-04 7"], Lines(sales.Ask(line)));
        Assert.Equal(["2026-03 3", "2026-04 7"], Lines(sales.Ask(line with { Limit = 2 })));
    }

    [Fact]
    public async Task Numbers_fall_into_bands_that_open_their_records()
    {
        using var sales = await SalesWorkspace.Open();
        foreach (var amount in new decimal?[] { -1, 0, 9.99m, 10, 10.01m, 99, 100, null }) await sales.Add("won", amount);

        var data = sales.Ask(Base with { GroupBy = [new("amount") { Bands = [0, 10, 100] }] });

        Assert.Equal(["< 0 1", "0 – 10 2", "10 – 100 3", "≥ 100 1", " 1"], Lines(data));
        Assert.All(data.Rows, row => Assert.Equal((int)row.Number(0)!.Value, sales.Count(row.Filter)));
    }

    [Fact]
    public async Task Each_mark_stands_against_its_counterpart()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 5, "2025-02-10");
        await sales.Add("won", 7, "2026-02-10");
        await sales.Add("won", 3, "2025-12-01", owner: 2);
        await sales.Add("new", 9, "2026-03-01", owner: 2);
        var bars = Base with { GroupBy = [new("closed", DateStep.Month)], Measures = [Amount], Period = new("closed", "thisYear", Comparison.LastYear) };

        var months = sales.Ask(bars).Rows;

        Assert.Equal(12, months.Count);
        Assert.Equal((7m, 5m), (months[1].Number(0), months[1].Before![0].AsNumber));
        Assert.Equal((0m, 3m), (months[11].Number(0), months[11].Before![0].AsNumber));
        // Of a ranking, only as much of last year has passed as of this one: the third of December doesn't count yet.
        var people = sales.Ask(Base with { Kind = WidgetKind.Ranking, GroupBy = [new("owner")], Measures = [Amount], Period = new("closed", "thisYear", Comparison.LastYear) }).Rows;
        Assert.Equal(["Bob 9 0", "Ann 7 5"], people.Select(row => $"{row.Titles[0]} {row.Number(0):0} {row.Before![0].AsNumber:0}"));
    }

    [Fact]
    public async Task A_number_tells_its_course()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 5, "2026-11-01");
        await sales.Add("won", 7, "2026-11-22");

        var course = sales.Ask(Base with { Kind = WidgetKind.Number, Measures = [Amount], Period = new("closed", "thisMonth"), Look = new(Trend: true) }).Trend;

        Assert.Equal(22, course.Count);
        Assert.Equal((5m, 0m, 7m), (course[0], course[1], course[21]));
    }

    [Fact]
    public async Task A_list_shows_the_columns_that_the_person_sees()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 5, owner: 2);
        await sales.Add("won", 7, owner: 1);
        var list = Base with { Kind = WidgetKind.Records, Columns = ["stage", "amount", "cost"], Order = [new("amount", true)], Limit = 1 };

        Assert.Equal(7, sales.Ask(list).Records!.Rows[0][sales.Workspace.Catalog.Form("deal")["amount"]!.Position].AsNumber);
        Assert.True(sales.Ask(list).Cut);
        var mine = sales.Ask(list, sales.Rep).Records!;
        Assert.Single(mine.Rows);
        Assert.DoesNotContain(mine.Fields, field => field.Key == "cost");
    }

    [Fact]
    public async Task An_answer_is_kept_until_a_record_changes_and_never_shared_between_people()
    {
        using var sales = await Some();
        var number = Base with { Kind = WidgetKind.Number, Measures = [Amount] };

        var first = sales.Ask(number);

        Assert.Same(first, sales.Ask(number with { Label = "Another name", At = new(4, 4, 4, 4) }));
        Assert.Equal(70, sales.Ask(number, sales.Rep).Rows[0].Number(0));
        await sales.Add("new", 1);
        Assert.Equal(101, sales.Ask(number).Rows[0].Number(0));
    }

    // 100 in all. Ann: new 10, won 20. Bob: won 10, offer 30 and 30.
    private static async Task<SalesWorkspace> Some()
    {
        var sales = await SalesWorkspace.Open();
        await sales.Add("new", 10, owner: 1);
        await sales.Add("won", 20, owner: 1);
        await sales.Add("won", 10, owner: 2);
        await sales.Add("offer", 30, owner: 2);
        await sales.Add("offer", 30, owner: 2);
        return sales;
    }

    private static IEnumerable<string> Lines(WidgetData data) => data.Rows.Select(row => $"{row.Titles[0]} {row.Number(0):0.##}");
}
