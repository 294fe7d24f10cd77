using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Engine.Tests.Analytics;

public class DashboardCheckerTests
{
    [Theory]
    [InlineData("""{"kind":"number"}""", "")]
    [InlineData("""{"kind":"bar"}""", "analytics.groups widgets[0].groupBy")]
    [InlineData("""{"kind":"number","groupBy":[{"field":"stage"}]}""", "analytics.groups widgets[0].groupBy")]
    [InlineData("""{"kind":"pie","groupBy":[{"field":"stage"}],"series":{"field":"owner"}}""", "analytics.series widgets[0].series")]
    [InlineData("""{"kind":"bar","groupBy":[{"field":"nope"}]}""", "analytics.field.unknown widgets[0].groupBy[0].field")]
    [InlineData("""{"kind":"bar","groupBy":[{"field":"customer.nope"}]}""", "analytics.field.unknown widgets[0].groupBy[0].field")]
    [InlineData("""{"kind":"bar","groupBy":[{"field":"customer.industry"}]}""", "")]
    [InlineData("""{"kind":"bar","groupBy":[{"field":"stage","by":"month"}]}""", "analytics.group.step widgets[0].groupBy[0].by")]
    [InlineData("""{"kind":"number","measures":[{"fn":"sum"}]}""", "analytics.measure.field widgets[0].measures[0].field")]
    [InlineData("""{"kind":"number","measures":[{"fn":"sum","field":"name"}]}""", "analytics.measure.type widgets[0].measures[0].field")]
    [InlineData("""{"kind":"number","measures":[{"fn":"max","field":"closed"}]}""", "")]
    [InlineData("""{"kind":"number","filter":"amount >"}""", "analytics.filter widgets[0].filter")]
    [InlineData("""{"kind":"number","period":{"field":"amount"}}""", "analytics.field.unknown widgets[0].period.field")]
    [InlineData("""{"kind":"number","period":{"field":"closed","range":"eon"}}""", "analytics.period widgets[0].period.range")]
    [InlineData("""{"kind":"number","limit":0}""", "analytics.limit widgets[0].limit")]
    [InlineData("""{"kind":"number","form":"ghost"}""", "analytics.form.unknown widgets[0].form")]
    [InlineData("""{"kind":"number","at":{"x":20,"y":0,"w":5,"h":2}}""", "analytics.place widgets[0].at")]
    public async Task Each_mistake_has_its_code_and_path(string part, string expected)
    {
        using var sales = await SalesWorkspace.Open();
        var widget = System.Text.Json.Nodes.JsonNode.Parse(part)!.AsObject();
        widget["key"] ??= "w";
        widget["form"] ??= "deal";
        widget["at"] ??= new System.Text.Json.Nodes.JsonObject { ["x"] = 0, ["y"] = 0, ["w"] = 6, ["h"] = 3 };
        var errors = new List<Error>();
        var board = DefinitionJson.Read<DashboardDefinition>($$"""{"key":"b","app":"crm","widgets":[{{widget.ToJsonString()}}]}""", "", errors);

        Assert.Empty(errors);
        Assert.Equal(expected, string.Join(", ", DashboardChecker.Check(board!, sales.Workspace.Catalog).Select(error => $"{error.Code} {error.Path}")));
    }

    [Fact]
    public async Task Keys_stand_once_and_filters_fit_their_fields()
    {
        using var sales = await SalesWorkspace.Open();
        var widget = new WidgetDefinition { Key = "w", Kind = WidgetKind.Number, At = new(0, 0, 2, 2), Form = "deal" };
        var board = new DashboardDefinition
        {
            Key = "Bad Key",
            App = "crm",
            Widgets = [widget, widget],
            Filters = [new() { Key = "f", Kind = FilterKind.Period, Initial = "whenever", Fields = new Dictionary<string, string> { ["deal"] = "stage", ["ghost"] = "x" } }],
        };

        Assert.Equal(["analytics.key", "analytics.duplicate", "analytics.field.unknown", "analytics.form.unknown", "analytics.period"], DashboardChecker.Check(board, sales.Workspace.Catalog).Select(error => error.Code));
    }

    [Fact]
    public async Task A_dashboard_with_mistakes_is_not_published()
    {
        using var sales = await SalesWorkspace.Open();
        var outcome = await new Publisher(sales.Workspace, [new DashboardCompiler()]).PublishAsync(Caller.System(Source.Pack),
            [new(DefinitionKind.Dashboard, "b", """{"key":"b","app":"crm","widgets":[{"key":"w","kind":"bar","form":"deal","at":{"x":0,"y":0,"w":1,"h":1}}]}""")]);

        Assert.Equal("dashboards.b.widgets[0].groupBy", outcome.Refusal!.Errors.Single().Path);
    }

    [Fact]
    public void The_same_dashboard_is_always_the_same_text()
    {
        const string json = """{"app":"crm","filters":[{"fields":{"deal":"closed"},"initial":"thisYear","key":"time","kind":"period"}],"key":"b","label":{"en":"Board","zh-CN":"看板"},"widgets":[{"at":{"h":4,"w":8,"x":0,"y":0},"form":"deal","groupBy":[{"by":"month","field":"closed"}],"key":"w","kind":"bar","measures":[{"field":"amount","fn":"sum"}],"period":{"compare":"previous","field":"closed","range":"thisMonth"},"series":{"field":"owner"},"sort":{"by":"value","descending":true},"stacked":true}]}""";
        var errors = new List<Error>();

        var written = DefinitionJson.Write(DefinitionJson.Read<DashboardDefinition>(json, "", errors)!);

        Assert.Empty(errors);
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(json), System.Text.Json.Nodes.JsonNode.Parse(written)), written);
    }
}
