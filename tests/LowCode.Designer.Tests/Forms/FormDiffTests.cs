using System.Globalization;
using LowCode.Designer.Forms;
using LowCode.Forms;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Forms;

public class FormDiffTests
{
    private static readonly Texts Texts = new(new TextCatalog(typeof(Texts).Assembly, typeof(FormDiff).Assembly));

    private readonly FormEditing _editing = new(NewForm.For("order", "crm", new Label("订单", "Order")));

    public FormDiffTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void A_form_is_no_different_from_itself() => Assert.Empty(new FormDiff(Texts).Between(_editing.Form, _editing.Form));

    [Fact]
    public void Differences_are_told_in_words()
    {
        _editing.AddNamed("金额", "zh-CN");
        _editing.AddNamed("备注", "zh-CN");
        var before = _editing.Form;
        _editing.Press("textarea_1", FormKey.Delete);
        _editing.AddNamed("城市", "zh-CN");
        _editing.Do(new SetField("label", "number_1", _editing.Form.FindField("number_1")! with { Label = "总金额", Required = true }));
        _editing.Do(new SetForm("checks", _editing.Form with { Validations = [new ValidationRule("number_1 > 0", "要大于零")] }));

        var lines = new FormDiff(Texts).Between(before, _editing.Form).Select(line => $"{line.Kind} {line.Sentence}");

        Assert.Equal(
        [
            "Changed 字段“总金额”的名称：金额 → 总金额", "Changed 字段“总金额”的必填：否 → 是", "Added 新增字段“城市”", "Removed 删除字段“备注”",
            "Added 新增校验“要大于零”",
        ], lines);
    }

    [Fact]
    public void A_title_field_that_is_only_called_otherwise_is_no_other_field_and_a_moved_one_is_told()
    {
        _editing.AddNamed("金额", "zh-CN");
        var before = _editing.Form;
        var title = before.FindField(before.TitleField!)!;
        _editing.Do(new SetField("label", title.Key, title with { Label = "标题" }));
        _editing.Do(new ResizeField("number_1", 12));

        Assert.Equal(["字段“标题”的名称：名称 → 标题", "调整了字段的位置或宽度"], new FormDiff(Texts).Between(before, _editing.Form).Select(line => line.Sentence));
    }

    [Fact]
    public void Columns_of_a_subform_are_told_one_by_one()
    {
        _editing.Add("subform");
        var before = _editing.Form;
        var rows = _editing.SelectedField!;
        _editing.Do(new SetField("columns", rows.Key, rows.WithColumns([.. rows.Columns(), new FieldDefinition { Key = "price", Type = "number", Label = "单价" }])));

        Assert.Equal("新增明细 › 单价", Assert.Single(new FormDiff(Texts).Between(before, _editing.Form)).Sentence.Replace("字段“", "", StringComparison.Ordinal).Replace("子表单”", "明细", StringComparison.Ordinal));
    }
}
