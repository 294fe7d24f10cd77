using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Designer.Forms;

/// <summary>What a new field begins with, so that it works at once.</summary>
public static class Starters
{
    /// <summary>The type's own defaults, with something to choose or to calculate where there must be something.</summary>
    public static JsonObject SettingsFor(FieldType type) => type.Key switch
    {
        "choice" or "choices" => FormGraph.ToJson(new ChoiceSettings
        {
            Choices = [new Choice("option_1", new Label("选项一", "Option 1"), "blue"), new Choice("option_2", new Label("选项二", "Option 2"), "green"), new Choice("option_3", new Label("选项三", "Option 3"), "orange")],
        }),
        "subform" => FormGraph.ToJson(new SubformSettings
        {
            Fields =
            [
                new FieldDefinition { Key = "item", Type = "text", Label = new Label("项目", "Item") },
                new FieldDefinition { Key = "quantity", Type = "number", Label = new Label("数量", "Quantity") },
            ],
        }),
        "number" => FormGraph.ToJson(new NumberSettings { Scale = 2, Thousands = true }),
        _ => type.DefaultSettings,
    };

    /// <summary>The type that a name suggests: "金额" is a number, "生日" a date; text when it suggests nothing.</summary>
    public static string TypeFor(string name) => Hints.FirstOrDefault(hint => hint.Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).Type ?? "text";

    private static readonly (string Type, string[] Words)[] Hints =
    [
        ("email", ["邮箱", "邮件", "email", "e-mail"]),
        ("phone", ["电话", "手机", "phone", "mobile"]),
        ("url", ["网址", "链接", "website", "url"]),
        ("datetime", ["时间", "time"]),
        ("date", ["日期", "生日", "date", "birthday", "deadline"]),
        ("number", ["金额", "价格", "单价", "数量", "费用", "预算", "天数", "人数", "年龄", "比例", "折扣", "amount", "price", "quantity", "cost", "budget", "number of", "days"]),
        ("file", ["附件", "照片", "图片", "文件", "attachment", "photo", "file"]),
        ("switch", ["是否", "is "]),
        ("textarea", ["备注", "说明", "描述", "详情", "原因", "意见", "note", "description", "comment", "reason", "details"]),
        ("choice", ["状态", "类型", "等级", "级别", "来源", "阶段", "性别", "status", "type", "level", "source", "stage", "category"]),
        ("rating", ["评分", "满意度", "rating", "score"]),
        ("department", ["部门", "department"]),
        ("member", ["负责人", "经办人", "申请人", "员工", "审核人", "owner", "assignee", "employee", "manager"]),
    ];
}
