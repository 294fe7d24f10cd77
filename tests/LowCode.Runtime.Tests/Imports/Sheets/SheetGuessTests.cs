using LowCode.Forms;
using LowCode.Runtime.Imports.Sheets;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Imports.Sheets;

/// <summary>What columns of a spreadsheet become.</summary>
public class SheetGuessTests
{
    private static SheetColumn Guess(string heading, params string[] values) =>
        Assert.Single(new SheetGuess(new OnePerson()).Columns([heading], [.. values.Select((value, index) => new TableRow(index + 2, [Cell.Of(value)]))]));

    [Theory]
    [InlineData("客户名称", SheetKind.Text, "上海远大", "苏州华信", "杭州中科", "深圳启明")]
    [InlineData("金额", SheetKind.Money, "1,200.50", "300", "¥88")]
    [InlineData("数量", SheetKind.Number, "1", "20", "3.5")]
    [InlineData("毛利率", SheetKind.Percent, "0.25", "0.3", "1")]
    [InlineData("完成", SheetKind.Percent, "25%", "30%")]
    [InlineData("手机", SheetKind.Phone, "13900001111", "13812345678")]
    [InlineData("谁", SheetKind.Phone, "13900001111", "13812345678")]
    [InlineData("工号", SheetKind.Text, "007", "012", "118")]
    [InlineData("订单编号", SheetKind.Text, "1001", "1002", "1003")]
    [InlineData("邮箱", SheetKind.Email, "a@example.com", "b@example.com")]
    [InlineData("官网", SheetKind.Url, "https://example.com", "http://example.org/x")]
    [InlineData("签约日期", SheetKind.Date, "2026-01-05", "2026-02-28")]
    [InlineData("创建时间", SheetKind.DateTime, "2026-01-05 09:30", "2026-02-28 10:00")]
    [InlineData("是否成交", SheetKind.Switch, "是", "否", "是", "是")]
    [InlineData("等级", SheetKind.Choice, "A", "B", "A", "C", "A", "B", "B", "C")]
    [InlineData("负责人", SheetKind.Member, "王芳", "王芳")]
    [InlineData("备注", SheetKind.TextArea, "第一行\n第二行", "短")]
    [InlineData("空列", SheetKind.Text)]
    [InlineData("混合", SheetKind.Text, "12", "十二", "2026-01-05")]
    public void A_column_becomes_what_its_heading_and_values_say(string heading, SheetKind kind, params string[] values) =>
        Assert.Equal(kind, Guess(heading, values).Kind);

    [Fact]
    public void A_kind_that_would_refuse_a_value_is_not_offered()
    {
        var column = Guess("日期", "2026-01-05", "不详");

        Assert.DoesNotContain(SheetKind.Date, column.Fits);
        Assert.Contains(SheetKind.Text, column.Fits);
    }

    [Theory]
    [InlineData(false, "1996", "2011")]
    [InlineData(true, "1996", "20110")]
    [InlineData(true, "1,996", "2011")]
    public void Years_are_read_without_a_comma(bool thousands, params string[] values) =>
        Assert.Equal(thousands, (bool?)SheetForm.Make("f", "a", "F", [Guess("成立年份", values)]).Form.Fields[0].Settings["thousands"]);

    [Fact]
    public void Columns_become_fields_with_keys_of_their_own_and_one_of_them_names_the_record()
    {
        var columns = new SheetGuess(new OnePerson()).Columns(["编号", "公司名称", "Amount", "Amount", "id"],
            [new TableRow(2, [Cell.Of("7"), Cell.Of("远大"), Cell.Of(1.25m), Cell.Of(2m), Cell.Of("x")]), new TableRow(3, [Cell.Of("8"), Cell.Of("华信"), Cell.Of(3m), Cell.Of(4m), Cell.Of("y")])]);

        var made = SheetForm.Make("deals", "crm", "商机", columns, SheetForm.Title(columns));

        Assert.Equal(5, made.Form.Fields.Select(field => field.Key).Distinct().Count());
        Assert.All(made.Form.Fields, field => Assert.DoesNotContain(field.Key, SystemFields.Keys));
        Assert.Equal("公司名称", made.Form.Fields.Single(field => field.Key == made.Form.TitleField).Label.Current);
        Assert.Equal([0, 1, 2, 3, 4], made.Columns.Select(column => column.Index));
        Assert.Equal("number", made.Form.Fields[2].Type);
        Assert.Equal(2, (int?)made.Form.Fields[2].Settings["scale"]);
    }

    [Fact]
    public void Columns_that_are_left_out_become_nothing()
    {
        var columns = new SheetGuess(new OnePerson()).Columns(["A", "B"], [new TableRow(2, [Cell.Of("1"), Cell.Of("2")])]);
        columns[0].Included = false;

        Assert.Equal([1], SheetForm.Make("sheet", "crm", "Sheet", columns).Columns.Select(column => column.Index));
    }

    private sealed class OnePerson : ValueNames
    {
        public override TimeZoneInfo Zone => TimeZoneInfo.Utc;

        public override string User(long id) => "王芳";

        public override string Department(long id) => "";

        public override string Record(string form, long id) => "";

        public override long? FindUser(string text) => text == "王芳" ? 1 : null;

        public override long? FindDepartment(string text) => null;

        public override long? FindRecord(Field field, string text) => null;
    }
}
