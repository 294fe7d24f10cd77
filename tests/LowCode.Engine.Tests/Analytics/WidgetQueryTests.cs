using LowCode.Analytics;

namespace LowCode.Engine.Tests.Analytics;

public class WidgetQueryTests
{
    private static readonly WidgetDefinition Base = new() { Key = "w", Kind = WidgetKind.Bar, At = new(0, 0, 8, 6), Form = "deal" };
    private static readonly WidgetMeasure Amount = new(MeasureFn.Sum, "amount");

    [Fact]
    public async Task A_number_measures_all_records()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("new", 10.25m);
        await sales.Add("won", 5.5m);

        var data = sales.Ask(Base with { Kind = WidgetKind.Number, Measures = [Amount, new(MeasureFn.Count), new(MeasureFn.Avg, "amount"), new(MeasureFn.Max, "amount")] });

        Assert.Equal([15.75m, 2, 7.875m, 10.25m], Numbers(data.Rows[0]));
        Assert.Equal([2, 0, 4, 2], data.Measures.Select(measure => measure.Scale));
    }

    [Fact]
    public async Task A_goal_is_worked_out_of_the_records_that_the_person_sees_in_the_time_of_the_number()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 30, "2026-11-02", owner: 2);
        await sales.Add("new", 40, "2026-11-20", owner: 2);
        await sales.Add("new", 500, "2026-11-21");
        await sales.Add("new", 9, "2026-10-20", owner: 2);
        var won = Base with { Kind = WidgetKind.Number, Filter = "stage == \"won\"", Measures = [Amount], Period = new("closed", "thisMonth"), TargetFrom = new("deal", MeasureFn.Sum, "amount") { TimeField = "closed" } };
        var board = new DashboardDefinition { Key = "b", App = "crm", Filters = [new DashboardFilter { Key = "stage", Kind = FilterKind.Choice, Fields = new Dictionary<string, string> { ["deal"] = "stage" } }] };

        Assert.Equal(570, sales.Ask(won).Target);
        Assert.Equal(70, sales.Ask(won, sales.Rep).Target);
        Assert.Equal(579, sales.Ask(won with { TargetFrom = won.TargetFrom! with { TimeField = null } }).Target);
        Assert.Equal(540, sales.Ask(won, null, board, ("stage", "new")).Target);
        Assert.Equal(12, sales.Ask(won with { Target = 12, TargetFrom = null }).Target);
        // Nobody's goal gives away what the fields hide.
        Assert.Null(sales.Ask(won with { TargetFrom = new("deal", MeasureFn.Sum, "cost") }, sales.Rep).Target);
        Assert.Equal(["widgets.w.targetFrom.measures[0].field"], DashboardChecker.Check(won with { TargetFrom = new("deal", MeasureFn.Sum, "nothing") }, "widgets.w", sales.Workspace.Catalog).Select(error => error.Path));
    }

    [Fact]
    public async Task Several_choices_of_a_filter_count_together()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 1);
        await sales.Add("new", 2, owner: 2);
        await sales.Add("offer", 4);
        var count = Base with { Kind = WidgetKind.Number, Measures = [Amount] };
        var board = new DashboardDefinition
        {
            Key = "b",
            App = "crm",
            Filters =
            [
                new DashboardFilter { Key = "stage", Kind = FilterKind.Choice, Fields = new Dictionary<string, string> { ["deal"] = "stage" } },
                new DashboardFilter { Key = "who", Kind = FilterKind.Member, Fields = new Dictionary<string, string> { ["deal"] = "owner" } },
            ],
        };

        Assert.Equal(3, sales.Ask(count, null, board, ("stage", "won,new")).Rows[0].Number(0));
        Assert.Equal(7, sales.Ask(count, null, board, ("who", "me,2")).Rows[0].Number(0));
        Assert.Equal(2, sales.Ask(count, null, board, ("stage", "won,new"), ("who", "2")).Rows[0].Number(0));
        Assert.Equal("analytics.filter.value", sales.Query.Run(sales.Admin, count, board, new Dictionary<string, string> { ["stage"] = "won,nothing" }).Refusal!.Errors[0].Code);
    }

    [Fact]
    public async Task Stages_stand_in_their_own_order_and_a_funnel_shows_them_all()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 1);
        await sales.Add("new", 2);
        await sales.Add("new", 3);
        await sales.Add(null, 4);

        var funnel = sales.Ask(Base with { Kind = WidgetKind.Funnel, GroupBy = [new("stage")] });
        var passed = sales.Ask(Base with { Kind = WidgetKind.Funnel, GroupBy = [new("stage")], Cumulative = true });
        var open = sales.Ask(Base with { Kind = WidgetKind.Funnel, GroupBy = [new("stage")], Filter = "stage != \"won\"" });
        var bars = sales.Ask(Base with { GroupBy = [new("stage")] });

        Assert.Equal(["New 2", "Offer 0", "Won 1"], Lines(funnel));
        Assert.Equal(["New 3", "Offer 1", "Won 1"], Lines(passed));
        Assert.All(passed.Rows, row => Assert.Equal((int)row.Number(0)!.Value, sales.Count(row.Filter)));
        Assert.Equal(["New 2", "Offer 0"], Lines(open));
        Assert.Equal(["New 2", "Won 1", " 1"], Lines(bars));
    }

    [Fact]
    public async Task Months_without_deals_are_months_with_nothing()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 7, "2026-03-31");
        await sales.Add("won", 5, "2026-06-01");

        Assert.Equal(["2026-03 7", "2026-04 0", "2026-05 0", "2026-06 5"], Lines(sales.Ask(Base with { GroupBy = [new("closed", DateStep.Month)], Measures = [Amount] })));
        Assert.Equal(["2026 Q1 7", "2026 Q2 5"], Lines(sales.Ask(Base with { GroupBy = [new("closed", DateStep.Quarter)], Measures = [Amount] })));
        Assert.Equal(12, sales.Ask(Base with { GroupBy = [new("closed", DateStep.Month)], Period = new("closed", "thisYear") }).Rows.Count);
        Assert.Null(sales.Ask(Base with { GroupBy = [new("closed", DateStep.Month)], Measures = [new(MeasureFn.Avg, "amount")] }).Rows[1].Number(0));
    }

    [Fact]
    public async Task An_instant_belongs_to_the_day_of_the_person_who_looks()
    {
        using var sales = await SalesWorkspace.Open();
        // 23:30 on the 30th in London is the 31st in Shanghai.
        await sales.Add("won", 1, seen: "2026-10-30T23:30:00Z");

        var day = sales.Ask(Base with { GroupBy = [new("seen", DateStep.Day)] }).Rows[0];

        Assert.Equal("2026-10-31", day.Titles[0]);
        Assert.Equal(1, sales.Count(day.Filter));
    }

    [Fact]
    public async Task Every_row_opens_exactly_the_records_that_it_counts()
    {
        using var sales = await SalesWorkspace.Open();
        var random = new Random(5);
        string?[] stages = ["new", "offer", "won", null];
        for (var i = 0; i < 60; i++)
        {
            await sales.Add(stages[random.Next(4)], random.Next(3) == 0 ? null : random.Next(5), random.Next(4) == 0 ? null : $"2026-0{random.Next(1, 10)}-1{random.Next(10)}", random.Next(1, 3),
                random.Next(3) == 0 ? null : random.Next(2) == 0 ? "Food \"&\" Drink" : "Steel", $"2026-10-{random.Next(10, 30)}T{random.Next(10, 24)}:15:00Z");
        }
        WidgetGroup[] dimensions = [new("stage"), new("closed", DateStep.Month), new("closed", DateStep.Week), new("closed"), new("amount"), new("owner"), new("customer"), new("customer.industry"), new("seen", DateStep.Day), new("seen", DateStep.Year)];
        foreach (var dimension in dimensions)
        {
            var data = sales.Ask(Base with { Kind = WidgetKind.Table, GroupBy = [dimension, new("stage")], Filter = "amount != 4", Limit = 500 });

            Assert.NotEmpty(data.Rows);
            Assert.Equal(sales.Count("amount != 4"), data.Rows.Sum(row => (int)row.Number(0)!.Value));
            Assert.All(data.Rows, row => Assert.Equal((int)row.Number(0)!.Value, sales.Count(row.Filter)));
        }
    }

    [Fact]
    public async Task A_person_counts_only_what_that_person_may_see()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 10, owner: 1);
        await sales.Add("won", 3, owner: 2);

        Assert.Equal(3, sales.Ask(Base with { Kind = WidgetKind.Number, Measures = [Amount] }, sales.Rep).Rows[0].Number(0));
        Assert.Equal("records.field.unknown", sales.Query.Run(sales.Rep, Base with { Kind = WidgetKind.Number, Measures = [new(MeasureFn.Sum, "cost")] }).Refusal!.Errors[0].Code);
        Assert.Equal(ErrorKind.Malformed, sales.Query.Run(sales.Rep, Base with { Kind = WidgetKind.Number, Filter = "cost > 1" }).Refusal!.Kind);
        Assert.Equal("records.field.unknown", sales.Query.Run(sales.Rep, Base with { GroupBy = [new("cost")] }).Refusal!.Errors[0].Code);
        Assert.Equal("records.field.unknown", sales.Query.Run(sales.Rep, Base with { GroupBy = [new("customer.industry")] }).Refusal!.Errors[0].Code);
        Assert.Equal(ErrorKind.NotFound, sales.Query.Run(sales.Stranger, Base with { Kind = WidgetKind.Number }).Refusal!.Kind);
    }

    [Fact]
    public async Task Largest_groups_come_first_and_the_rest_of_a_pie_is_one_slice()
    {
        using var sales = await SalesWorkspace.Open();
        for (var i = 1; i <= 6; i++) await sales.Add("won", i * 10, customer: "Industry " + i);

        var pie = sales.Ask(Base with { Kind = WidgetKind.Pie, GroupBy = [new("customer.industry")], Measures = [Amount], Limit = 2 });
        var bars = sales.Ask(Base with { GroupBy = [new("customer.industry")], Measures = [Amount], Limit = 2 });

        Assert.Equal(["Industry 6 60", "Industry 5 50", " 100"], Lines(pie));
        Assert.True(pie.Rows[2].IsRest);
        Assert.Equal((false, true), (pie.Cut, bars.Cut));
        Assert.Equal(["Industry 6 60", "Industry 5 50"], Lines(bars));
        Assert.Equal(["Industry 1 10", "Industry 2 20"], Lines(sales.Ask(Base with { GroupBy = [new("customer.industry")], Measures = [Amount], Limit = 2, Sort = new(SortBasis.Value) })));
    }

    [Fact]
    public async Task A_series_splits_each_group_and_whole_groups_are_cut()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("new", 1, owner: 1);
        await sales.Add("new", 2, owner: 2);
        await sales.Add("won", 4, owner: 2);

        var data = sales.Ask(Base with { GroupBy = [new("stage")], Series = new("owner"), Measures = [Amount], Limit = 1 });

        Assert.Equal(["New/Ann 1", "New/Bob 2"], data.Rows.Select(row => $"{string.Join("/", row.Titles)} {row.Number(0):0.##}"));
        Assert.True(data.Cut);
    }

    [Fact]
    public async Task A_number_is_compared_with_as_much_of_the_span_before()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 100, "2026-11-20");
        await sales.Add("won", 50, "2026-10-22");
        await sales.Add("won", 7, "2026-10-23");
        await sales.Add("won", 3, "2025-11-01");
        var number = Base with { Kind = WidgetKind.Number, Measures = [Amount] };

        var month = sales.Ask(number with { Period = new("closed", "thisMonth", Comparison.Previous) });
        var year = sales.Ask(number with { Period = new("closed", "thisMonth", Comparison.LastYear) });

        Assert.Equal((100m, 50m), (month.Rows[0].Number(0), month.Before![0].AsNumber));
        Assert.Equal(3m, year.Before![0].AsNumber);
        Assert.Equal(1, sales.Count(month.Filter));
    }

    [Fact]
    public async Task The_filter_row_acts_on_the_forms_that_it_names()
    {
        using var sales = await SalesWorkspace.Open();
        await sales.Add("won", 1, "2026-11-20", owner: 1);
        await sales.Add("new", 2, "2026-11-20", owner: 2);
        await sales.Add("won", 4, "2026-01-20", owner: 1);
        var board = new DashboardDefinition
        {
            Key = "b",
            App = "crm",
            Filters =
            [
                new() { Key = "time", Kind = FilterKind.Period, Fields = new Dictionary<string, string> { ["deal"] = "closed" } },
                new() { Key = "who", Kind = FilterKind.Member, Fields = new Dictionary<string, string> { ["deal"] = "owner" } },
                new() { Key = "stage", Kind = FilterKind.Choice, Fields = new Dictionary<string, string> { ["deal"] = "stage" } },
                new() { Key = "other", Kind = FilterKind.Choice, Fields = new Dictionary<string, string> { ["lead"] = "stage" } },
            ],
        };
        var number = Base with { Kind = WidgetKind.Number, Measures = [Amount], Period = new("closed", "thisMonth") };

        Assert.Equal(3, sales.Ask(number, dashboard: board).Rows[0].Number(0));
        Assert.Equal(7, sales.Ask(number, null, board, ("time", "thisYear")).Rows[0].Number(0));
        Assert.Equal(5, sales.Ask(number, null, board, ("time", "2026-01-01..2026-12-31"), ("who", "me")).Rows[0].Number(0));
        Assert.Equal(2, sales.Ask(number, null, board, ("time", "thisYear"), ("who", "2")).Rows[0].Number(0));
        Assert.Equal(5, sales.Ask(number, null, board, ("time", "thisYear"), ("stage", "won"), ("other", "anything")).Rows[0].Number(0));
        foreach (var (key, value) in new[] { ("time", "soon"), ("who", "2 || true"), ("stage", "x\" || true || \"") })
            Assert.Equal("analytics.filter.value", sales.Query.Run(sales.Admin, number, board, new Dictionary<string, string> { [key] = value }).Refusal!.Errors[0].Code);
    }

    [Fact]
    public async Task Published_dashboards_are_for_their_roles()
    {
        using var sales = await SalesWorkspace.Open(
            """{"key":"board0","app":"crm","label":"All","widgets":[{"key":"n","kind":"number","at":{"x":0,"y":0,"w":6,"h":3},"form":"deal"}]}""",
            """{"key":"board1","app":"crm","roles":["boss"]}""");
        await sales.Add("new", 1);

        Assert.Equal(1, sales.Query.Run(sales.Admin, "board0", "n").Value.Rows[0].Number(0));
        Assert.Equal("analytics.widget.unknown", sales.Query.Run(sales.Admin, "board0", "zzz").Refusal!.Errors[0].Code);
        Assert.Equal("analytics.dashboard.unknown", sales.Query.Run(sales.Rep, "board1", "n").Refusal!.Errors[0].Code);
        Assert.Equal(["board0"], sales.Workspace.Catalog.Dashboards(sales.Rep, "crm").Select(board => board.Key));
        Assert.Equal(["board0", "board1"], sales.Workspace.Catalog.Dashboards(sales.Admin, "crm").Select(board => board.Key));
    }

    private static IEnumerable<decimal?> Numbers(WidgetRow row) => row.Measures.Select((_, i) => row.Number(i));

    private static IEnumerable<string> Lines(WidgetData data) => data.Rows.Select(row => $"{row.Titles[0]} {row.Number(0):0.##}");
}
