using LowCode.Expressions;
using LowCode.Ui.Conditions;

namespace LowCode.Designer.Tests.Conditions;

public class ConditionTests
{
    [Fact]
    public void What_is_put_together_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var condition = new RandomConditions(seed).Group();
            var written = ConditionWriter.Write(condition)!;

            var read = ConditionReader.Read(Compile(written), ConditionForm.Subjects());

            Assert.True(condition == read, $"seed {seed}: {written}\nwritten again: {ConditionWriter.Write(read)}");
        }
    }

    [Theory]
    [InlineData("stage == 'won'", "stage == \"won\"")]
    [InlineData("owner == $user || created_by == $user || $user in team", "owner == $user || created_by == $user || $user in team")]
    [InlineData("department in $user.departments || owner == $user", "department in $user.departments || owner == $user")]
    [InlineData("!(stage in ['won', 'lost'])", "!(stage in [\"won\", \"lost\"])")]
    [InlineData("customer.level == \"A\" || amount > 0", "customer.level == \"A\" || amount > 0")]
    [InlineData("ISEMPTY(start) || due >= start", "ISEMPTY(start) || due >= start")]
    [InlineData("due >= STARTOF(TODAY(), \"month\") && due <= ENDOF(TODAY(), \"month\")", "INPERIOD(due, \"thisMonth\")")]
    [InlineData("amount >= 1 && amount <= 5 && signed", "(amount >= 1 && amount <= 5) && signed")]
    [InlineData("INROLE(\"manager\") && signed == false", "\"manager\" in $user.roles && !signed")]
    [InlineData("note != null && seller == null", "!ISEMPTY(note) && ISEMPTY(seller)")]
    [InlineData("[阶段] = '赢单' ； 1", null)]
    public void Expressions_of_packs_are_read_as_choices(string expression, string? again)
    {
        var compiled = ExpressionCompiler.Compile(expression, ConditionForm.Form, ExpressionType.Bool);
        if (again is null)
        {
            Assert.False(compiled.Ok);
            return;
        }
        var read = ConditionReader.Read(compiled.Expression!, ConditionForm.Subjects());

        Assert.DoesNotContain(read.Items, item => item is ConditionFormula);
        Assert.Equal(again, ConditionWriter.Write(read));
    }

    [Theory]
    [InlineData("LEN(name) > 3")]
    [InlineData("signed ? amount > 3 : amount > 5")]
    [InlineData("amount * 2 > cost")]
    [InlineData("!(stage == \"won\" && signed)")]
    [InlineData("SUM(items.qty) > 3")]
    public void What_no_line_can_say_stays_as_it_is_written(string expression)
    {
        var alone = ConditionReader.Read(Compile(expression), ConditionForm.Subjects());
        var beside = ConditionReader.Read(Compile($"signed && ({expression})"), ConditionForm.Subjects());

        Assert.Equal(new ConditionGroup(false, [new ConditionFormula(expression)]), alone);
        Assert.Equal(new ConditionGroup(false, [new ConditionLine("signed", "yes"), new ConditionFormula(expression)]), beside);
        Assert.Equal(Compile($"signed && ({expression})").Source, Compile(ConditionWriter.Write(beside)!).Source);
    }

    [Fact]
    public void Lines_without_a_value_are_left_out()
    {
        var tree = new ConditionGroup(true, [new ConditionLine("stage", "eq"), new ConditionLine("signed", "yes"), new ConditionGroup(false, [new ConditionLine("amount", "gt")])]);

        Assert.Equal("signed", ConditionWriter.Write(tree));
        Assert.Null(ConditionWriter.Write(tree with { Items = [tree.Items[0]] }));
    }

    [Theory]
    [InlineData("customer == $form.customer", "客户 为 本表单 › 客户")]
    [InlineData("ISEMPTY($form.customer) || customer == $form.customer", "客户 为 本表单 › 客户（没填则不限）")]
    [InlineData("(ISEMPTY($form.customer) || customer == $form.customer) && amount > 3", "客户 为 本表单 › 客户（没填则不限），且 金额 大于 3")]
    [InlineData("(ISEMPTY($form.start) || due >= $form.start) && due <= $form.due", null)]
    [InlineData("stage == $form.customer.level", null)]
    public void What_a_reference_offers_is_compared_with_the_form_that_chooses(string expression, string? said)
    {
        // A deal that refers to deals: the record that may be chosen and the one that chooses have the same fields.
        var subjects = new ConditionSubjects(ConditionForm.Form, ConditionForm.Catalog, ConditionForm.Texts, null, new Offering(ConditionForm.Form, ConditionForm.Form["customer"]!));
        var compiled = ExpressionCompiler.Compile(expression, subjects.Scope, ExpressionType.Bool);

        var read = ConditionReader.Read(compiled.Expression!, subjects);

        Assert.DoesNotContain(read.Items, item => item is ConditionFormula);
        Assert.Equal(compiled.Expression!.Source, ExpressionCompiler.Compile(ConditionWriter.Write(read)!, subjects.Scope, ExpressionType.Bool).Expression!.Source);
        if (said is not null)
            Assert.Equal(said, ConditionForm.InLanguage("zh-CN", () => new ConditionWords(subjects, ConditionForm.Texts, LowCode.Ui.Fields.NamesOf.Nobody, TimeZoneInfo.Utc).Say(read)));
        Assert.Contains(subjects.Like(subjects.Find("amount")!), other => other.Path == "$form.amount");
    }

    [Fact]
    public void In_the_rows_of_a_subform_its_columns_come_first()
    {
        var compiled = ExpressionCompiler.Compile("qty > 3 && amount > 5", ConditionForm.Form, ExpressionType.Bool, new CompileOptions("items"));
        var subjects = ConditionForm.Subjects("items");

        Assert.Equal("qty", subjects.Offered[0].Path);
        Assert.Equal("qty > 3 && amount > 5", ConditionWriter.Write(ConditionReader.Read(compiled.Expression!, subjects)));
    }

    [Theory]
    [InlineData("stage == \"won\" && amount > 10000", "阶段 为 赢单，且 金额 大于 10,000", "阶段 is 赢单 and 金额 is more than 10,000")]
    [InlineData("owner == $user || department in $user.departments", "负责人 是我 或 所属部门 属于 我的部门及下级部门", "Owner is me or Department is my departments and those below")]
    [InlineData("customer.level in [\"won\", \"lost\"]", "客户 › 级别 是 赢单、输单 之一", "客户 › 级别 is any of 赢单, 输单")]
    [InlineData("due < TODAY() - 3 && (signed || stage != $old.stage)", "到期日 早于 3 天前，且 （已签约 为是 或 阶段 被修改）", "到期日 is before 3 days ago and (已签约 is on or 阶段 was changed)")]
    [InlineData("INPERIOD(due, \"thisMonth\") && \"manager\" in $user.roles", "到期日 在本月，且 我的角色 包含 经理", "到期日 is in this month and My roles includes Manager")]
    [InlineData("LEN(name) > 3", "LEN(name) > 3", "LEN(name) > 3")]
    [InlineData("nothing here", "nothing here", "nothing here")]
    public void A_condition_is_said_in_the_language_of_the_person(string expression, string chinese, string english)
    {
        Assert.Equal(chinese, ConditionForm.Say(expression, "zh-CN"));
        Assert.Equal(english, ConditionForm.Say(expression, "en"));
    }

    private static CompiledExpression Compile(string expression)
    {
        var compiled = ExpressionCompiler.Compile(expression, ConditionForm.Form, ExpressionType.Bool);
        Assert.True(compiled.Ok, $"{expression}: {(compiled.Errors is [var error, ..] ? error.Message : null)}");
        return compiled.Expression;
    }
}
