using LowCode.Ui.Analytics;

namespace LowCode.Designer.Tests.Analytics;

public class ProvincesTests
{
    [Theory]
    [InlineData("广东", "GD")]
    [InlineData("广东省深圳市南山区", "GD")]
    [InlineData("内蒙古自治区", "NM")]
    [InlineData("深圳市", "GD")]
    [InlineData("呼和浩特", "NM")]
    [InlineData("吉林市", "JL")]
    [InlineData("Shanxi", "SX")]
    [InlineData("Shaanxi Province", "SN")]
    [InlineData("Hunan", "HN")]
    [InlineData("bj", "BJ")]
    [InlineData("海南藏族", "HI")]
    public void A_region_is_found_by_its_province_or_city(string text, string code) => Assert.Equal(code, Provinces.Find(text)?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("Paris")]
    [InlineData("Hunanese")]
    public void Other_places_are_no_province(string text) => Assert.Null(Provinces.Find(text));

    [Fact]
    public void All_34_stand_on_tiles_of_their_own()
    {
        Assert.Equal(34, Provinces.All.Count);
        Assert.Equal(34, Provinces.All.Select(province => (province.X, province.Y)).Distinct().Count());
        Assert.Equal(34, Provinces.All.Select(province => province.Code).Distinct().Count());
    }
}
