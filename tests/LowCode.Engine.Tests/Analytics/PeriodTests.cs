using LowCode.Analytics;

namespace LowCode.Engine.Tests.Analytics;

public class PeriodTests
{
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    [Theory]
    [InlineData("today", "2026-11-22..2026-11-22")]
    [InlineData("yesterday", "2026-11-21..2026-11-21")]
    [InlineData("thisWeek", "2026-11-16..2026-11-22")]
    [InlineData("lastWeek", "2026-11-09..2026-11-15")]
    [InlineData("thisMonth", "2026-11-01..2026-11-30")]
    [InlineData("lastMonth", "2026-10-01..2026-10-31")]
    [InlineData("thisQuarter", "2026-10-01..2026-12-31")]
    [InlineData("lastQuarter", "2026-07-01..2026-09-30")]
    [InlineData("thisYear", "2026-01-01..2026-12-31")]
    [InlineData("lastYear", "2025-01-01..2025-12-31")]
    [InlineData("last7", "2026-11-16..2026-11-22")]
    [InlineData("last12Months", "2025-12-01..2026-11-30")]
    [InlineData("2026-02-01..2026-02-28", "2026-02-01..2026-02-28")]
    public void Names_are_worked_out_from_today(string name, string days) => Assert.Equal(days, Period.Parse(name, Sunday).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("nextEon")]
    [InlineData("2026-02-10..2026-02-01")]
    [InlineData("2026-02-30..2026-03-01")]
    [InlineData("2026-01-01..9999-12-31")]
    [InlineData("0001-01-01..2026-12-31")]
    public void Other_texts_are_no_period(string text) => Assert.Null(Period.Parse(text, Sunday));

    [Fact]
    public void Every_offered_name_can_be_read() => Assert.All(Period.Names, name => Assert.NotNull(Period.Parse(name, Sunday)));

    [Theory]
    [InlineData("lastMonth", Comparison.Previous, "2026-10-01..2026-10-31", "2026-09-01..2026-09-30")]
    [InlineData("thisMonth", Comparison.Previous, "2026-11-01..2026-11-22", "2026-10-01..2026-10-22")]
    [InlineData("thisMonth", Comparison.LastYear, "2026-11-01..2026-11-22", "2025-11-01..2025-11-22")]
    [InlineData("lastYear", Comparison.Previous, "2025-01-01..2025-12-31", "2024-01-01..2024-12-31")]
    [InlineData("last7", Comparison.Previous, "2026-11-16..2026-11-22", "2026-11-09..2026-11-15")]
    [InlineData("2024-02-01..2024-02-29", Comparison.LastYear, "2024-02-01..2024-02-29", "2023-02-01..2023-02-28")]
    [InlineData("2026-03-10..2026-03-19", Comparison.Previous, "2026-03-10..2026-03-19", "2026-02-28..2026-03-09")]
    public void A_period_is_compared_with_as_much_time(string name, Comparison comparison, string now, string before)
    {
        var pair = Period.Parse(name, Sunday)!.Value.Against(comparison, Sunday);

        Assert.Equal((now, before), (pair.Now.ToString(), pair.Before.ToString()));
    }

    [Fact]
    public void A_running_part_never_reaches_beyond_the_span_before()
    {
        var endOfMarch = new DateOnly(2026, 3, 31);

        Assert.Equal("2026-02-01..2026-02-28", Period.Parse("thisMonth", endOfMarch)!.Value.Against(Comparison.Previous, endOfMarch).Before.ToString());
        Assert.Equal("2026-02-01..2026-02-28", Period.Parse("thisMonth", endOfMarch.AddDays(-1))!.Value.Against(Comparison.Previous, endOfMarch.AddDays(-1)).Before.ToString());
    }

    [Theory]
    [InlineData("2024-01-01..2024-12-31", DateStep.Day, Comparison.LastYear, "2024-02-28", "2023-02-28")]
    [InlineData("2024-01-01..2024-12-31", DateStep.Day, Comparison.LastYear, "2024-02-29", null)]
    [InlineData("2024-01-01..2024-12-31", DateStep.Day, Comparison.LastYear, "2024-03-01", "2023-03-01")]
    [InlineData("2025-01-01..2025-12-31", DateStep.Day, Comparison.LastYear, "2025-12-31", "2024-12-31")]
    [InlineData("2026-03-01..2026-03-31", DateStep.Day, Comparison.Previous, "2026-03-28", "2026-02-28")]
    [InlineData("2026-03-01..2026-03-31", DateStep.Day, Comparison.Previous, "2026-03-31", null)]
    [InlineData("2026-03-10..2026-03-19", DateStep.Day, Comparison.Previous, "2026-03-10", "2026-02-28")]
    [InlineData("2026-01-01..2026-12-31", DateStep.Month, Comparison.LastYear, "2026-05-01", "2025-05-01")]
    [InlineData("2026-04-01..2026-06-30", DateStep.Month, Comparison.Previous, "2026-05-01", "2026-02-01")]
    [InlineData("2026-01-01..2026-12-31", DateStep.Quarter, Comparison.Previous, "2026-10-01", "2025-10-01")]
    [InlineData("2026-03-02..2026-03-15", DateStep.Week, Comparison.Previous, "2026-03-09", "2026-02-23")]
    [InlineData("2026-02-01..2026-02-28", DateStep.Week, Comparison.LastYear, "2026-01-26", "2025-01-27")]
    public void Each_step_stands_against_its_counterpart(string span, DateStep step, Comparison comparison, string start, string? before) =>
        Assert.Equal(before, Period.Parse(span, Sunday)!.Value.Counterpart(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), step, comparison)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
