using LowCode.Designer.Tests.Conditions;
using LowCode.Expressions;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Localization;

public class ExpressionWordsTests
{
    private static readonly Texts Texts = new(new TextCatalog(typeof(Texts).Assembly));

    [Theory]
    [InlineData("amount >", "写法不对：这里应为一个值，却是结尾")]
    [InlineData("(amount \"b\"", "写法不对：这里应为“)”或“,”，却是文本")]
    [InlineData("amount + 1", "结果应为“是/否”，却是“数字”")]
    [InlineData("LEN([1, 2]) > 1", "LEN 的第 1 个参数（text）应为“文本”，却是“多个数字”")]
    [InlineData("YEAR(amount) > 1", "YEAR 的第 1 个参数（date）应为“日期或日期时间”，却是“数字”")]
    [InlineData("SUMM(amount) > 1", "没有函数“SUMM”，是不是 SUM？")]
    [InlineData("求和(amount) > 1", "没有函数“求和”，是不是 SUM？")]
    public void What_is_wrong_with_a_formula_is_said_in_the_language_of_the_person(string formula, string expected)
    {
        using var _ = new Culture("zh-CN");

        var error = ExpressionCompiler.Compile(formula, ConditionForm.Form, ExpressionType.Bool).Errors[0].AsError();

        Assert.Equal(expected, Texts.Of(error));
    }
}
