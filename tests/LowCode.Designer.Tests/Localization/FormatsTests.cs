using LowCode.Storage.Units;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Localization;

public class FormatsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("zh-CN", 0, "刚刚")]
    [InlineData("zh-CN", -5, "5 分钟前")]
    [InlineData("zh-CN", 60 * 3, "3 小时后")]
    [InlineData("en", -1, "1 minute ago")]
    [InlineData("en", -60 * 50, "2 days ago")]
    [InlineData("en", 60 * 24 * 40, "1 Jan 2027")]
    public void Relative_time_is_said_in_words_up_to_a_month(string culture, int minutes, string expected)
    {
        using var _ = new Culture(culture);

        Assert.Equal(expected, Formats().Relative(Now.AddMinutes(minutes)));
    }

    [Theory]
    [InlineData("zh-CN", "2026-11-22 09:30")]
    [InlineData("en", "22 Nov 2026 09:30")]
    public void Instants_are_shown_in_the_zone_of_the_person(string culture, string expected)
    {
        using var _ = new Culture(culture);

        Assert.Equal(expected, Formats().DateTime(Now));
    }

    [Theory]
    [InlineData("zh-CN", 9_999, "9,999")]
    [InlineData("zh-CN", 1_286_400, "128.6 万")]
    [InlineData("zh-CN", -350_000_000, "-3.5 亿")]
    [InlineData("en", 12_300, "12.3K")]
    [InlineData("en", 4_500_000, "4.5M")]
    public void Large_numbers_are_shortened_the_way_each_language_counts(string culture, int number, string expected)
    {
        using var _ = new Culture(culture);

        Assert.Equal(expected, Ui.Localization.Formats.Short(number));
    }

    [Fact]
    public void Numbers_keep_every_digit_they_have()
    {
        using var _ = new Culture("zh-CN");

        Assert.Equal("1,234,567.125", Ui.Localization.Formats.Number(1234567.125m));
        Assert.Equal("1,234,567.13", Ui.Localization.Formats.Number(1234567.125m, 2));
        Assert.Equal("3.2 MB", Ui.Localization.Formats.Bytes(3_400_000));
    }

    private static readonly WorkspaceDatabase Database = TestDatabase.New();

    private static Formats Formats() => new(new FixedClock(), new Texts(new TextCatalog(typeof(Texts).Assembly)), new CurrentCaller(new Workspace(Database, new FixedClock())));

    private sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("Shanghai", TimeSpan.FromHours(8), "Shanghai", "Shanghai");

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
