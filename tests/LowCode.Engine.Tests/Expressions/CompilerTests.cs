namespace LowCode.Expressions.Tests;

public class CompilerTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("-2 ^ 2", "4")]
    [InlineData("2 * 3 ^ 2", "18")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("7 % 4 * 2", "6")]
    [InlineData("1 + 2 > 2 && !false", "true")]
    [InlineData("true || false && false", "true")]
    [InlineData("false ? 1 : true ? 2 : 3", "2")]
    [InlineData("1 == 1 == true", "true")]
    [InlineData("2 in [1, 2] && true", "true")]
    [InlineData("\"a\" & 1 + 2 & \"b\"", "a3b")]
    [InlineData("0.1 + 0.2 == 0.3", "true")]
    [InlineData("50% * 10", "5")]
    [InlineData("7 % 4", "3")]
    public void Operators_bind_in_the_documented_order(string source, string result) => Assert.Equal(result, Sample.Evaluate(source).ToString());

    [Theory]
    [InlineData("=if(amount<>0;1;2)", "IF(amount != 0, 1, 2)")]
    [InlineData("＝ＳＵＭ（１，２）", "SUM(1, 2)")]
    [InlineData("“已赢” & [阶段]", "CONCAT(\"已赢\", stage)")]
    [InlineData("[客户].[等级] = 'A'", "customer.level == \"A\"")]
    [InlineData("sum([明细].[小计])", "SUM(items.amount)")]
    [InlineData("amount ≥ 5 && done === true", "amount >= 5 && done == true")]
    [InlineData("stage in {\"a\";\"b\"}", "stage in [\"a\", \"b\"]")]
    [InlineData("amount ^ 2", "POWER(amount, 2)")]
    [InlineData("concatenate(\"say \"\"hi\"\"\", TRUE)", "CONCAT(\"say \\\"hi\\\"\", true)")]
    [InlineData("due > \"2024-01-01\"", "due > \"2024-01-01\"")]
    [InlineData("(a1b2 + 1)", null)]
    [InlineData("amount - (emptyNumber - 1)", "amount - (emptyNumber - 1)")]
    [InlineData("-(-amount)", "-(-amount)")]
    [InlineData("!(done && amount > 1)", "!(done && amount > 1)")]
    [InlineData("[(amount)]", "[(amount)]")]
    [InlineData("(done ? 1 : 2) ? 3 : 4", null)]
    public void Habits_of_Excel_are_stored_canonically(string source, string? canonical)
    {
        var result = ExpressionCompiler.Compile(source, Sample.Contract);

        Assert.Equal(canonical, result.Expression?.Source);
        if (result.Ok)
            Assert.Equal(canonical, Sample.Compile(result.Expression.Source).Source);
    }

    [Theory]
    [InlineData("emptyNumber + 1", "1")]
    [InlineData("emptyNumber == 0", "true")]
    [InlineData("emptyNumber == null", "true")]
    [InlineData("amount - amount == null", "false")]
    [InlineData("emptyText == \"\"", "true")]
    [InlineData("emptyText != \"a\"", "true")]
    [InlineData("emptyText + 1", "1")]
    [InlineData("emptyDate < TODAY()", "false")]
    [InlineData("emptyDate >= TODAY()", "false")]
    [InlineData("emptyDate == null && due != null", "true")]
    [InlineData("amount == \"\"", "false")]
    [InlineData("emptyNumber == \"\"", "true")]
    [InlineData("YEAR(emptyDate)", "")]
    [InlineData("tags == null", "false")]
    public void Nothing_counts_as_zero_or_an_empty_text_beside_a_value(string source, string result) => Assert.Equal(result, Sample.Evaluate(source).ToString());

    [Theory]
    [InlineData("1 / 0", "#DIV/0!")]
    [InlineData("1 / 0 + amount", "#DIV/0!")]
    [InlineData("IFERROR(amount / emptyNumber, -1)", "-1")]
    [InlineData("false && 1 / 0 > 1", "false")]
    [InlineData("1 / 0 > 1 && false", "false")]
    [InlineData("1 / 0 > 1 || true", "true")]
    [InlineData("1 / 0 > 1 || false", "#DIV/0!")]
    [InlineData("79228162514264337593543950335 * 2", "#NUM!")]
    [InlineData("DATE(2024, 1, 1) + 99999999999", "#NUM!")]
    [InlineData("SUM(items.amount, 1 / 0)", "#DIV/0!")]
    [InlineData("VALUE(\"x\")", "#VALUE!")]
    public void Errors_spread_until_they_are_caught(string source, string result) => Assert.Equal(result, Sample.Evaluate(source).ToString());

    [Theory]
    [InlineData("customer.level", "A")]
    [InlineData("customer.region.title", "华东")]
    [InlineData("customer.parent.name", "Holding")]
    [InlineData("SUM(items.amount)", "25.5")]
    [InlineData("COUNT(items)", "2")]
    [InlineData("FIRST(FILTER(items, title == \"ink\").price)", "5.5")]
    [InlineData("SUM(FILTER(FILTER(items, qty >= 1), amount > $record.amount / 100).qty)", "2")]
    [InlineData("owner == $user && $user.department in $user.departments", "true")]
    [InlineData("\"vip\" in tags", "true")]
    [InlineData("$record.id == 5", "true")]
    [InlineData("due - $today", "5")]
    [InlineData("due + 1 == \"2024-03-21\"", "true")]
    [InlineData("createdAt >= \"2024-03-10\"", "true")]
    [InlineData("ROLLUP(\"payment\", \"SUM\", \"amount\", \"contract\", \"paid && amount > 10\")", "300")]
    public void Names_reach_through_references_subforms_and_variables(string source, string result) => Assert.Equal(result, Sample.Evaluate(source).ToString());

    [Theory]
    [InlineData("金额 * 2", "amount * 2")]
    [InlineData("SUM(明细.小计)", "SUM(items.amount)")]
    [InlineData("SUM([明细].[小计])", "SUM(items.amount)")]
    [InlineData("客户.客户名称", "customer.name")]
    public void A_label_of_one_word_needs_no_brackets(string source, string canonical) => Assert.Equal(canonical, Sample.Compile(source).Source);

    [Theory]
    [InlineData("stage == \"赢单\"", "true")]
    [InlineData("stage != \"赢单\"", "false")]
    [InlineData("\"赢单\" = stage", "true")]
    [InlineData("stage in [\"赢单\", \"输单\"]", "true")]
    [InlineData("SWITCH(stage, \"赢单\", \"赢单\", \"-\")", "赢单")]
    [InlineData("stage == \"won\"", "true")]
    [InlineData("stage & \"赢单\"", "won赢单")]
    public void A_choice_is_compared_by_the_name_that_people_see(string source, string result) => Assert.Equal(result, Sample.Evaluate(source).ToString());

    [Fact]
    public void A_key_of_the_record_is_meant_in_a_row_also_where_a_column_is_called_so()
    {
        var items = new TestScope("items").With("sum", ExpressionType.Number, "Rate").With("rest", ExpressionType.Number, "Rest");
        var order = new TestScope("order").With("rate", ExpressionType.Number, "Factor").WithRows("items", items);

        string Names(string source) => string.Join(',', ExpressionCompiler.Compile(source, order, options: new("items")).Expression!.Dependencies.Select(dependency => dependency.Key));

        Assert.Equal("items.sum,rate", Names("sum * rate"));
        Assert.Equal("items.sum", Names("[Rate]"));
        Assert.Equal("items.rest", Names("Rest"));
    }

    [Fact]
    public void Inside_a_row_names_mean_its_columns_first()
    {
        var context = Sample.Context();
        context.Row = [Value.FromNumber(3), Value.FromNumber(4), Value.Null, Value.Null];
        context.OldRow = [Value.FromNumber(2), Value.FromNumber(4), Value.Null, Value.Null];

        var inRow = Sample.Compile("qty * price + $record.amount + $old.qty", options: new("items"));

        Assert.Equal(12 + 1234.5m + 2, inRow.Evaluate(context).AsNumber);
        Assert.Equal("items.qty,items.price,amount", string.Join(',', inRow.Dependencies.Select(d => d.Key)));
    }

    [Fact]
    public void Old_values_are_null_for_a_new_record()
    {
        var context = Sample.Context();
        var changed = Sample.Compile("$old.stage != stage");

        Assert.True(changed.Test(context));
        context.Old = context.Record;
        Assert.False(changed.Test(context));
    }

    [Fact]
    public void Dependencies_name_everything_that_is_read()
    {
        var expression = Sample.Compile(
            "amount + SUM(items.price) + IF(customer.region.title == \"x\" && $user == owner, 1, 2) + ROLLUP(\"payment\", \"SUM\", \"amount\", \"contract\", \"paid\")");

        Assert.Equal(
            ["Field amount", "Column items.price", "Field customer", "Related customer.region.title", "Variable user", "Field owner", "Rollup payment.amount"],
            expression.Dependencies.Select(d => $"{d.Kind} {d.Key}"));
        Assert.Equal([new("customer", "region"), new("region", "title")], expression.Dependencies[3].Steps);
        Assert.Equal([new("payment", "contract"), new("payment", "amount"), new("payment", "paid")], expression.Dependencies[6].Steps);
    }

    [Fact]
    public void Tests_hold_only_when_true()
    {
        Assert.True(Sample.Compile("done").Test(Sample.Context()));
        Assert.False(Sample.Compile("1 / 0 > 1").Test(Sample.Context()));
        Assert.False(Sample.Compile("emptyText").Test(Sample.Context()));
    }
}
