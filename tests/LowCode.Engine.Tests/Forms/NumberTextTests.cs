using System.Globalization;
using LowCode.Forms.FieldTypes;

namespace LowCode.Forms;

public class NumberTextTests
{
    [Theory]
    [InlineData("12000", "12000")]
    [InlineData("1,234.567", "1234.567")]
    [InlineData("１２，０００", "12000")]
    [InlineData("￥ 1,200", "1200")]
    [InlineData("3。5", "3.5")]
    [InlineData("-3.5", "-3.5")]
    [InlineData("1.2万", "12000")]
    [InlineData("-2 万", "-20000")]
    [InlineData("3亿", "300000000")]
    public void A_number_is_read_as_people_write_it(string text, string number)
    {
        Assert.True(NumberText.TryRead(text, out var read, out var percent));
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), read);
        Assert.False(percent);
    }

    [Fact]
    public void A_per_cent_sign_is_told_of()
    {
        Assert.True(NumberText.TryRead("50%", out var read, out var percent));
        Assert.Equal((50m, true), (read, percent));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12x")]
    [InlineData("万")]
    [InlineData("1万2")]
    [InlineData("9999999999999999999999999999亿")]
    public void What_is_no_number_is_not_taken_for_one(string text) => Assert.False(NumberText.TryRead(text, out _, out _));
}
