namespace LowCode.People;

public class PasswordRulesTests
{
    private static List<string> Codes(string? password, string? email = "lina.wang@example.com")
    {
        var errors = new List<Error>();
        PasswordRules.Check(password, email, "password", errors);
        return [.. errors.Select(error => error.Code)];
    }

    [Theory]
    [InlineData("river stone lamp")]
    [InlineData("correct horse battery")]
    [InlineData("马到成功旗开得胜一帆风顺")]
    [InlineData("x7#Qp2-mmz9")]
    [InlineData("83927461520panda")]
    public void Long_and_uncommon_is_enough(string password) => Assert.Empty(Codes(password));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("9letters!")]
    public void Fewer_than_ten_characters_are_too_few(string? password) => Assert.Equal(["people.password.short"], Codes(password));

    [Theory]
    [InlineData("password12")]
    [InlineData("P@ssw0rd123")]
    [InlineData("Welcome2024!")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("qwertyuiop")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("woaini1314520")]
    [InlineData("lina.wang2024")]
    [InlineData("1qaz2wsx3edc")]
    public void What_attackers_try_first_is_refused(string password) => Assert.Equal(["people.password.common"], Codes(password));

    [Fact]
    public void There_is_an_end_so_that_hashing_stays_bounded() => Assert.Equal(["people.too_long"], Codes(new string('长', 257)));
}
