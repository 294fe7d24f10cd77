using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Designer.Forms;

/// <summary>What a new field begins with, so that it works at once.</summary>
public static class Starters
{
    /// <summary>A first name in the language of who draws: in both, the other one would stay behind when this one is replaced.</summary>
    public static Label Called(Label both) => new([new(CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal) ? "zh-CN" : "en", both.Current)]);

    /// <summary>The type's own defaults, with something to choose or to calculate where there must be something; what a name says of its numbers is heard.</summary>
    public static JsonObject SettingsFor(FieldType type, string? name = null) => type.Key switch
    {
        "choice" or "choices" => FormGraph.ToJson(new ChoiceSettings
        {
            Choices = [new Choice("option_1", Called(new("选项一", "Option 1")), "blue"), new Choice("option_2", Called(new("选项二", "Option 2")), "green"), new Choice("option_3", Called(new("选项三", "Option 3")), "orange")],
        }),
        "subform" => FormGraph.ToJson(new SubformSettings
        {
            Fields =
            [
                new FieldDefinition { Key = "item", Type = "text", Label = Called(new("项目", "Item")) },
                new FieldDefinition { Key = "quantity", Type = "number", Label = Called(new("数量", "Quantity")) },
            ],
        }),
        "number" => FormGraph.ToJson(new NumberSettings { Scale = name is not null && Counted.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 0 : 2, Thousands = true }),
        "formula" => FormGraph.ToJson(new FormulaSettings { Thousands = true }),
        _ => type.DefaultSettings,
    };

    /// <summary>The type that a name suggests: "金额" is a number, "生日" a date; text when it suggests nothing.</summary>
    public static string TypeFor(string name) => Hints.FirstOrDefault(hint => hint.Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).Type ?? "text";

    private static readonly string[] Counted = ["数量", "天数", "人数", "件数", "次数", "年龄", "quantity", "number of", "days", "age"];

    private static readonly (string Type, string[] Words)[] Hints =
    [
        ("email", ["邮箱", "邮件", "email", "e-mail"]),
        ("phone", ["电话", "手机", "phone", "mobile"]),
        ("url", ["网址", "链接", "website", "url"]),
        ("datetime", ["时间", "time"]),
        ("date", ["日期", "生日", "date", "birthday", "deadline"]),
        ("number", ["金额", "价格", "单价", "总价", "数量", "费用", "预算", "天数", "人数", "年龄", "比例", "折扣", "amount", "price", "quantity", "cost", "budget", "number of", "days"]),
        ("file", ["附件", "照片", "图片", "文件", "attachment", "photo", "file"]),
        ("switch", ["是否", "is "]),
        ("textarea", ["备注", "说明", "描述", "详情", "原因", "意见", "note", "description", "comment", "reason", "details"]),
        ("choice", ["状态", "类型", "等级", "级别", "来源", "阶段", "性别", "程度", "优先级", "status", "type", "level", "source", "stage", "category", "priority"]),
        ("rating", ["评分", "满意度", "rating", "score"]),
        ("department", ["部门", "department"]),
        ("member", ["负责人", "经办人", "申请人", "员工", "审核人", "owner", "assignee", "employee", "manager"]),
    ];
}
