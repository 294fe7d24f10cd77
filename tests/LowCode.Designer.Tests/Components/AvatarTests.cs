using LowCode.Ui.Components;

namespace LowCode.Designer.Tests.Components;

public class AvatarTests
{
    [Theory]
    [InlineData("李娜", "李娜")]
    [InlineData("欧阳晓晴", "晓晴")]
    [InlineData("Ada King Lovelace", "AL")]
    [InlineData("ada", "A")]
    [InlineData("", "?")]
    public void Initials_are_what_colleagues_would_call_the_person(string name, string expected) => Assert.Equal(expected, Avatar.Initials(name));

    [Fact]
    public void A_name_always_has_the_same_colour()
    {
        Assert.Equal(ChoiceColour.For("李娜"), ChoiceColour.For("李娜"));
        Assert.True(Enumerable.Range(0, 200).Select(i => ChoiceColour.For($"person {i}")).Distinct().Count() >= 8);
    }

    [Theory]
    [InlineData("blue", "c-blue")]
    [InlineData("violet", "c-purple")]
    [InlineData("url(javascript:x)", "c-grey")]
    [InlineData(null, "c-grey")]
    public void An_unknown_colour_is_grey(string? colour, string expected) => Assert.Equal(expected, ChoiceColour.Class(colour));
}
