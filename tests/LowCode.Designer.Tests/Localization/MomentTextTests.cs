using System.Globalization;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Localization;

public sealed class MomentTextTests
{
    // A Saturday.
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("2026-11-28", "2026-11-28")]
    [InlineData(" 2027/1/5 ", "2027-01-05")]
    [InlineData("2027.01.05", "2027-01-05")]
    [InlineData("20270105", "2027-01-05")]
    [InlineData("2027年1月5日", "2027-01-05")]
    [InlineData("11-3", "2026-11-03")]
    [InlineData("12/24", "2026-12-24")]
    [InlineData("12月24日", "2026-12-24")]
    [InlineData("１２－２４", "2026-12-24")]
    [InlineData("今天", "2026-11-28")]
    [InlineData("明天", "2026-11-29")]
    [InlineData("后天", "2026-11-30")]
    [InlineData("昨天", "2026-11-27")]
    [InlineData("Tomorrow", "2026-11-29")]
    [InlineData("+3", "2026-12-01")]
    [InlineData("-1", "2026-11-27")]
    [InlineData("+2w", "2026-12-12")]
    [InlineData("+1月", "2026-12-28")]
    [InlineData("周一", "2026-11-30")]
    [InlineData("星期六", "2026-12-05")]
    [InlineData("fri", "2026-12-04")]
    [InlineData("24 Dec", "2026-12-24")]
    [InlineData("Jan 5 2027", "2027-01-05")]
    [InlineData("29-2", null)]
    [InlineData("2-30", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("12", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_day_is_read_as_people_type_it(string text, string? day) =>
        Assert.Equal(day, MomentText.Day(text, Today)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("9", "09:00")]
    [InlineData("9:30", "09:30")]
    [InlineData("930", "09:30")]
    [InlineData("2105", "21:05")]
    [InlineData("14：30", "14:30")]
    [InlineData("14:30:59", "14:30")]
    [InlineData("9点", "09:00")]
    [InlineData("9点半", "09:30")]
    [InlineData("下午3点20分", "15:20")]
    [InlineData("3pm", "15:00")]
    [InlineData("12 am", "00:00")]
    [InlineData("24:00", null)]
    [InlineData("9:75", null)]
    [InlineData("noonish", null)]
    public void A_time_is_read_as_people_type_it(string text, string? time) =>
        Assert.Equal(time, MomentText.Time(text)?.ToString("HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-12-01 14:30", "2026-12-01 14:30")]
    [InlineData("2026-12-01T14:30", "2026-12-01 14:30")]
    [InlineData("明天 下午3点", "2026-11-29 15:00")]
    [InlineData("24 Dec 9:30", "2026-12-24 09:30")]
    [InlineData("12-24", "2026-12-24 09:00")]
    [InlineData("14:30", "2026-11-28 14:30")]
    [InlineData("14", null)]
    public void A_day_and_a_time_are_read_together(string text, string? moment) =>
        Assert.Equal(moment, MomentText.Moment(text, Today, new TimeOnly(9, 0))?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
}
