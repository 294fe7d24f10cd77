using System.Globalization;
using LowCode.Catalog;
using LowCode.Designer.Forms;
using LowCode.Forms;
using LowCode.Ui.Conditions;
using LowCode.Ui.Fields;
using LowCode.Ui.Formulas;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Forms;

public class FormRulesTests
{
    private static readonly Texts Texts = new(new TextCatalog(typeof(Texts).Assembly, typeof(FormRules).Assembly));
    private static readonly MetadataCatalog Catalog = new() { Apps = new Dictionary<string, AppDefinition> { ["crm"] = new() { Key = "crm" } } };

    [Fact]
    public void Rules_are_read_as_sentences()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("zh-CN");
        var editing = new FormEditing(NewForm.For("deal", "crm", "商机"));
        editing.AddNamed("金额", "zh-CN");
        editing.AddNamed("阶段", "zh-CN");
        editing.Do(new SetField("rules", "number_1", editing.Form.FindField("number_1")! with { RequiredWhen = "choice_1 == \"option_2\"", Default = "IF(customer.level == \"number_1\", number_1 + IF(true, 1, 0), other)" }));
        editing.Do(new SetForm("checks", editing.Form with { Validations = [new ValidationRule("number_1 >= 0", "金额不能为负")], Uniques = [new UniqueRule(["name", "number_1"])] }));
        var form = DraftCompiler.Compile(Catalog, editing.Form).Form;

        var rules = new FormRules(Texts, rows => new ConditionWords(new ConditionSubjects(form, Catalog, Texts, rows), Texts, NamesOf.Nobody, TimeZoneInfo.Utc), (text, _) => FormulaWords.Say(text, [new("number_1", "金额", ""), new("customer.level", "客户 › 级别", "")])).Of(editing.Form);

        Assert.Equal(
        [
            "number_1 当 阶段 为 选项二 时，“金额”必填", "number_1 “金额”默认为 IF([客户 › 级别] == \"number_1\", [金额] + IF(true, 1, 0), other)", " 必须满足：金额 大于等于 0。否则提示“金额不能为负”", " “名称、金额”不能重复",
        ], rules.Select(rule => $"{rule.On} {rule.Sentence}"));
    }
}
