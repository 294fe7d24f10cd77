using LowCode.Ui.Components;

namespace LowCode.Designer.Tests.Components;

public sealed class CssTests
{
    [Fact]
    public void Class_names_are_joined_and_those_that_are_none_left_out() => Assert.Equal("a b c", Css.Join("a", null, "b", " ", "", "c"));

    [Fact]
    public void Nothing_makes_nothing() => Assert.Equal("", Css.Join(null, ""));

    [Fact]
    public void Names_longer_than_any_page_has_are_joined_as_well()
    {
        var (long1, long2) = (new string('a', 200), new string('b', 200));
        Assert.Equal($"x {long1} {long2}", Css.Join("x", long1, null, long2));
    }

    [Fact]
    public void What_is_said_again_is_the_same_text() => Assert.Same(Css.Join("grid", "is-on"), Css.Join("grid", null, "is-on"));
}
