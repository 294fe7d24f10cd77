using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;
using LowCode.Ui.Conditions;
using LowCode.Ui.Fields;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Conditions;

/// <summary>A form with a field of every kind that conditions can look at, and one behind a reference.</summary>
internal static class ConditionForm
{
    public static readonly Texts Texts = new(new TextCatalog(typeof(Texts).Assembly));

    private static readonly Form Customer = Compile("customer", [Choice("level", "级别"), Field("code", "text", "编号")], new MetadataCatalog { Apps = new Dictionary<string, AppDefinition> { ["crm"] = new() { Key = "crm" } } });

    public static readonly MetadataCatalog Catalog = new()
    {
        Apps = new Dictionary<string, AppDefinition> { ["crm"] = new() { Key = "crm" } },
        Forms = new Dictionary<string, Form> { ["customer"] = Customer },
        Roles = new Dictionary<string, RoleDefinition> { ["manager"] = new() { Key = "manager", Label = new Label("经理", "Manager") } },
    };

    public static readonly Form Form = Compile("deal",
    [
        Field("name", "text", "名称"), Field("note", "textarea", "备注"), Field("amount", "number", "金额"), Field("cost", "number", "成本"), Choice("stage", "阶段"), Choice("tags", "标签", "choices"),
        Field("signed", "switch", "已签约"), Field("due", "date", "到期日"), Field("start", "date", "开始日"), Field("called_at", "datetime", "通话时间"),
        Field("seller", "member", "销售"), Field("team", "member", "协作人", new JsonObject { ["multiple"] = true }), Field("unit", "department", "部门"),
        Field("customer", "reference", "客户", new JsonObject { ["form"] = "customer" }), Field("paper", "file", "附件"),
        Field("items", "subform", "明细", new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["key"] = "qty", ["type"] = "number", ["label"] = "数量" }) }),
    ], Catalog);

    public static ConditionSubjects Subjects(string? rows = null) => new(Form, Catalog, Texts, rows);

    public static string Say(string expression, string language) => InLanguage(language, () => new ConditionWords(Subjects(), Texts, NamesOf.Nobody, TimeZoneInfo.Utc).Say(expression));

    public static string InLanguage(string language, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = before;
        }
    }

    private static FieldDefinition Field(string key, string type, string label, JsonObject? settings = null) => new() { Key = key, Type = type, Label = label, Settings = settings ?? [] };

    private static FieldDefinition Choice(string key, string label, string type = "choice") => Field(key, type, label, new JsonObject
    {
        ["choices"] = new JsonArray(new JsonObject { ["value"] = "new", ["label"] = "新建" }, new JsonObject { ["value"] = "won", ["label"] = "赢单" }, new JsonObject { ["value"] = "lost", ["label"] = "输单" }),
    });

    private static Form Compile(string key, IReadOnlyList<FieldDefinition> fields, MetadataCatalog catalog)
    {
        var draft = DraftCompiler.Compile(catalog, new FormDefinition { Key = key, App = "crm", Label = key, Fields = fields });
        Assert.Empty(draft.Errors);
        return draft.Form;
    }
}
