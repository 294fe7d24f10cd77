using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Engine.Tests.Analytics;

/// <summary>What a widget answers must be what one would count by hand from the records that the person sees.</summary>
public class AggregatesAgreeTests
{
    private static readonly decimal[] Bounds = [0, 50, 100];
    private static readonly WidgetGroup[] Dimensions =
        [new("stage"), new("owner"), new("closed", DateStep.Month), new("closed", DateStep.Quarter), new("closed", DateStep.Week), new("closed", DateStep.Year), new("amount") { Bands = Bounds }];

    private static readonly WidgetMeasure[] Measures =
    [
        new(MeasureFn.Count), new(MeasureFn.Distinct, "stage"), new(MeasureFn.Sum, "amount"), new(MeasureFn.Avg, "amount"), new(MeasureFn.Min, "amount"), new(MeasureFn.Max, "closed"),
        new(MeasureFn.Count) { Filter = "stage == \"won\"" }, new(MeasureFn.Formula) { Formula = "g / a" },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Groups_agree_with_counting_by_hand(int seed)
    {
        using var sales = await Random(seed);
        var random = new Random(seed);
        foreach (var caller in new[] { sales.Admin, sales.Rep })
        {
            for (var run = 0; run < 12; run++)
            {
                WidgetGroup[] groups = [.. Dimensions.OrderBy(_ => random.Next()).DistinctBy(group => group.Field).Take(random.Next(1, 4))];
                var filter = random.Next(2) == 0 ? null : "amount > 20";
                var data = sales.Ask(new() { Key = "w", Kind = WidgetKind.Table, At = new(0, 0, 8, 6), Form = "deal", GroupBy = groups, Measures = Measures, Filter = filter, Limit = 500 }, caller);

                var expected = Seen(sales, caller, filter).GroupBy(row => Key(sales, row, groups)).ToDictionary(group => group.Key, group => Said(sales, [.. group]));
                Assert.Equal(expected.Count, data.Rows.Count);
                Assert.All(data.Rows, row => Assert.Equal(expected[string.Join('|', row.Groups)], string.Join(' ', row.Measures.Select(Said))));
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_cell_and_subtotal_of_a_pivot_agrees_with_counting_by_hand(int seed)
    {
        using var sales = await Random(seed);
        var random = new Random(seed);
        foreach (var caller in new[] { sales.Admin, sales.Rep })
        {
            for (var run = 0; run < 8; run++)
            {
                WidgetGroup[] groups = [.. Dimensions.OrderBy(_ => random.Next()).DistinctBy(group => group.Field).Take(3)];
                var series = random.Next(3) == 0 ? null : groups[2];
                WidgetGroup[] rows = [.. groups.Take(random.Next(1, 3))];
                var data = sales.Ask(new() { Key = "w", Kind = WidgetKind.Pivot, At = new(0, 0, 8, 6), Form = "deal", GroupBy = rows, Series = series, Measures = Measures, Limit = 500 }, caller);

                var cells = data.Pivot!.Rows.SelectMany(row => row.Cells).OfType<PivotCell>().ToList();
                Assert.NotEmpty(cells);
                // The condition of a cell says which records it is about, so they can be counted by hand.
                Assert.All(cells, cell => Assert.Equal(Said(sales, Seen(sales, caller, cell.Filter == "true" ? null : cell.Filter)), string.Join(' ', cell.Measures.Select(Said))));
                Assert.Equal(Seen(sales, caller, null).Select(row => Key(sales, row, rows)).Distinct().Count(), data.Pivot.Rows.Count(row => row.Titles.Count == rows.Length));
                Assert.Equal(series is null ? 1 : 1 + Seen(sales, caller, null).Select(row => Key(sales, row, [series])).Distinct().Count(), data.Pivot.Columns.Count);
            }
        }
    }

    private static async Task<SalesWorkspace> Random(int seed)
    {
        var sales = await SalesWorkspace.Open();
        var random = new Random(seed);
        string?[] stages = ["new", "offer", "won", null];
        for (var i = 0; i < 45; i++)
        {
            await sales.Add(stages[random.Next(4)], random.Next(5) == 0 ? null : random.Next(-2000, 15000) / 100m,
                random.Next(6) == 0 ? null : new DateOnly(2024, 1, 1).AddDays(random.Next(800)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), random.Next(1, 3));
        }
        return sales;
    }

    private static List<Value[]> Seen(SalesWorkspace sales, Caller caller, string? filter) =>
        [.. new RecordReader(sales.Workspace).List(caller, new ListRequest { Form = "deal", Filter = filter, Limit = 500 }).Value.Rows];

    private static string Key(SalesWorkspace sales, Value[] row, IEnumerable<WidgetGroup> groups) => string.Join('|', groups.Select(group =>
    {
        var value = Of(sales, row, group.Field);
        return value.IsNull ? value
            : group.By is { } step ? Value.FromDate(First(value.AsDate, step))
            : group.Bands.Count > 0 ? Value.FromNumber(group.Bands.Count(bound => value.AsNumber >= bound))
            : value;
    }));

    private static DateOnly First(DateOnly day, DateStep step) => step switch
    {
        DateStep.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        DateStep.Month => new(day.Year, day.Month, 1),
        DateStep.Quarter => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        _ => new(day.Year, 1, 1),
    };

    private static string Said(SalesWorkspace sales, List<Value[]> rows)
    {
        var amounts = rows.Select(row => Of(sales, row, "amount")).Where(value => !value.IsNull).Select(value => value.AsNumber).ToList();
        var days = rows.Select(row => Of(sales, row, "closed")).Where(value => !value.IsNull).Select(value => value.AsDate).ToList();
        var won = rows.Count(row => Of(sales, row, "stage").AsText == "won");
        Value[] measured =
        [
            Value.FromNumber(rows.Count), Value.FromNumber(rows.Select(row => Of(sales, row, "stage")).Where(value => !value.IsNull).Distinct().Count()), Value.FromNumber(amounts.Sum()),
            amounts.Count == 0 ? Value.Null : Value.FromNumber(amounts.Sum() / amounts.Count), amounts.Count == 0 ? Value.Null : Value.FromNumber(amounts.Min()),
            days.Count == 0 ? Value.Null : Value.FromDate(days.Max()), Value.FromNumber(won), rows.Count == 0 ? Value.Null : Value.FromNumber((decimal)won / rows.Count),
        ];
        return string.Join(' ', measured.Select(Said));
    }

    private static string Said(Value value) => value.Kind == ValueKind.Number ? value.AsNumber.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) : value.IsNull ? "-" : value.ToString();

    private static Value Of(SalesWorkspace sales, Value[] row, string field) => row[sales.Workspace.Catalog.Form("deal")[field]!.Position];
}
