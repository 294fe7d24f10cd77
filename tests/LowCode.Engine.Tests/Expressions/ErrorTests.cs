namespace LowCode.Expressions.Tests;

public class ErrorTests
{
    [Theory]
    [InlineData("", "expressions.empty", 1, 1, null, null)]
    [InlineData("amout * 2", "expressions.name.unknown", 1, 1, null, "amount")]
    [InlineData("1 +\n  stagee", "expressions.name.unknown", 2, 3, null, "stage")]
    [InlineData("金頟 * 2", "expressions.name.unknown", 1, 1, null, "金额")]
    [InlineData("due > 2026-01-05", "expressions.operands.differ", 1, 1, null, "\"2026-01-05\"")]
    [InlineData("done == \"是\"", "expressions.operands.differ", 1, 1, null, "true")]
    [InlineData("小计 * 2", "expressions.name.unknown", 1, 1, null, "明细.小计")]
    [InlineData("qty * 2", "expressions.name.unknown", 1, 1, null, "items.qty")]
    [InlineData("备注", "expressions.label.ambiguous", 1, 1, null, null)]
    [InlineData("求和(amount)", "expressions.function.unknown", 1, 1, null, "SUM")]
    [InlineData("如果(done, 1, 2)", "expressions.function.unknown", 1, 1, null, "IF")]
    [InlineData("amount > 1 且 done", "expressions.syntax", 1, 12, null, "&&")]
    [InlineData("amount > 1 or done", "expressions.syntax", 1, 12, null, "||")]
    [InlineData("NOT done", "expressions.syntax", 1, 5, null, "!")]
    [InlineData("DATEADD(due, 1, \"个月\")", "expressions.arguments.choice", 1, 17, null, "month")]
    [InlineData("DATEDIF(due, due, \"天\")", "expressions.arguments.choice", 1, 19, null, "D")]
    [InlineData("[金頟] * 2", "expressions.label.unknown", 1, 1, null, "[金额]")]
    [InlineData("[备注]", "expressions.label.ambiguous", 1, 1, null, null)]
    [InlineData("SUMM(1)", "expressions.function.unknown", 1, 1, null, "SUM")]
    [InlineData("TODAY + 1", "expressions.function.call", 1, 1, null, "TODAY(...)")]
    [InlineData("LEFT()", "expressions.arguments.count", 1, 1, "1 to 2", null)]
    [InlineData("ROUND(stage, 2)", "expressions.arguments.type", 1, 7, "number", null)]
    [InlineData("stage * 2", "expressions.operand.type", 1, 1, "number", null)]
    [InlineData("stage == 5", "expressions.operands.differ", 1, 1, "text", null)]
    [InlineData("amount && true", "expressions.operand.type", 1, 1, "bool", null)]
    [InlineData("owner < 3", "expressions.operand.type", 1, 1, "number, text, date or time", null)]
    [InlineData("done ? 1 : stage", "expressions.branches.differ", 1, 12, "number", null)]
    [InlineData("[1, stage]", "expressions.items.differ", 1, 5, "number", null)]
    [InlineData("amount.x", "expressions.member.none", 1, 8, null, null)]
    [InlineData("customer.levl", "expressions.name.unknown", 1, 10, null, "level")]
    [InlineData("customer.parent.parent.parent.name", "expressions.member.tooFar", 1, 31, null, null)]
    [InlineData("$usr", "expressions.variable.unknown", 1, 1, null, "$user")]
    [InlineData("(1 + 2", "expressions.bracket.open", 1, 1, "')'", null)]
    [InlineData("1 +", "expressions.syntax", 1, 4, "a value", null)]
    [InlineData("1 2", "expressions.syntax", 1, 3, "an operator", null)]
    [InlineData("amount @ 2", "expressions.character", 1, 8, null, null)]
    [InlineData("'abc", "expressions.text.open", 1, 1, null, null)]
    [InlineData("1e99", "expressions.number.range", 1, 1, null, null)]
    [InlineData("ROLLUP(\"paymnt\", \"SUM\", \"amount\", \"contract\")", "expressions.form.unknown", 1, 8, null, null)]
    [InlineData("ROLLUP(\"payment\", \"SUM\", \"amount\", \"paid\")", "expressions.rollup.reference", 1, 36, null, null)]
    [InlineData("ROLLUP(\"payment\", \"SOM\", \"amount\", \"contract\")", "expressions.arguments.literal", 1, 19, "SUM, COUNT, AVERAGE, MIN or MAX", "SUM")]
    [InlineData("ROLLUP(\"payment\", \"SUM\", \"amount\", \"contract\", \"payd\")", "expressions.condition.inner", 1, 48, null, "paid")]
    [InlineData("DATEADD(due, 1, \"mnth\")", "expressions.arguments.choice", 1, 17, null, "month")]
    public void Mistakes_are_named_with_their_place(string source, string code, int line, int column, string? expected, string? suggestion)
    {
        var error = Sample.Errors(source)[0];

        Assert.Equal((code, line, column), (error.Code, error.Line, error.Column));
        Assert.Equal(suggestion, error.Suggestion);
        if (expected is not null)
            Assert.Equal(expected, error.Expected);
        Assert.DoesNotContain('{', error.Message);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var errors = Sample.Errors("amout + stagee + LEN(1, 2)");

        Assert.Equal(["expressions.name.unknown", "expressions.name.unknown", "expressions.arguments.count"], errors.Select(error => error.Code));
    }

    [Fact]
    public void A_result_of_the_wrong_type_is_refused()
    {
        Assert.Equal("expressions.result.type", Sample.Errors("stage", ExpressionType.Number)[0].Code);
        Assert.Equal("1234.5", Sample.Compile("amount", ExpressionType.Text).Evaluate(Sample.Context()).AsText);
    }

    [Fact]
    public void Limits_give_errors_instead_of_crashes()
    {
        Assert.Equal("expressions.tooLong", Sample.Errors(new string('1', 8001))[0].Code);
        Assert.Equal("expressions.tooDeep", Sample.Errors(new string('(', 4000) + "1" + new string(')', 3999))[0].Code);
        Assert.Equal("expressions.tooDeep", Sample.Errors(new string('-', 7000) + "amount")[0].Code);
        Assert.Equal("expressions.tooDeep", Sample.Errors(string.Join("?1:", Enumerable.Repeat("done", 100)) + "?1:2")[0].Code);
        Assert.Equal("expressions.tooDeep", Sample.Errors(string.Join("+", Enumerable.Repeat("1", 900)))[0].Code);
        Assert.Equal("expressions.tooManyParts", Sample.Errors("SUM(" + string.Join(",", Enumerable.Repeat("1", 2001)) + ")")[0].Code);
        Assert.Equal("expressions.tooDeep", Sample.Errors(string.Join("^", Enumerable.Repeat("2", 90)))[0].Code);
    }

    [Fact]
    public void Long_chains_of_conditions_are_not_deep()
    {
        var chain = string.Join(" || ", Enumerable.Range(0, 300).Select(i => $"amount == {i}"));

        Assert.False(Sample.Compile(chain).Test(Sample.Context()));
    }
}
