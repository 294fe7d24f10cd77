using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Flows;
using LowCode.Records;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Runtime.Flows;

/// <summary>A host with one form, one flow, an asker, a boss, and a stranger.</summary>
public class FlowHost : TestHost
{
    private const string Form =
        """
        {"key":"leave","app":"office","label":{"zh-CN":"采购申请","en":"Purchase"},"titleField":"title","fields":[
          {"key":"title","type":"text","label":{"zh-CN":"事项","en":"Subject"}},{"key":"amount","type":"number","label":{"zh-CN":"金额","en":"Amount"}},
          {"key":"note","type":"text","label":{"zh-CN":"备注","en":"Note"}},{"key":"secret","type":"text","label":"Secret"}]}
        """;

    private const string Group =
        """{"key":"all_leave","form":"leave","label":"All","members":{"everyone":true},"rows":"owner == $user","actions":["view","create","edit"]}""";

    public TestPerson Asker { get; private set; } = null!;
    public TestPerson Boss { get; private set; } = null!;
    public TestPerson Stranger { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (Asker, Boss, Stranger) = (await PersonAsync("Asker"), await PersonAsync("Boss"), await PersonAsync("Stranger"));
        var flow = new FlowDefinition
        {
            Key = "leave",
            Form = "leave",
            Label = new Label("采购审批", "Purchase approval"),
            Nodes =
            [
                new StartNode { Id = "start" },
                new ApproveNode
                {
                    Id = "boss",
                    Label = new Label("经理审批", "Manager"),
                    Assignees = new AssigneeRule { From = [new FromUsers([Boss.Id])] },
                    Fields = new Dictionary<string, FieldRight> { ["note"] = FieldRight.Editable, ["secret"] = FieldRight.Hidden },
                },
                new CcNode { Id = "copy", To = [new FromUsers([Boss.Id])] },
                new EndNode { Id = "end" },
            ],
            Edges = [new FlowEdge { Id = "e1", From = "start", To = "boss" }, new FlowEdge { Id = "e2", From = "boss", To = "copy" }, new FlowEdge { Id = "e3", From = "copy", To = "end" }],
        };
        var published = await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller,
        [
            new(DefinitionKind.App, "office", """{"key":"office","label":{"zh-CN":"办公","en":"Office"}}"""),
            new(DefinitionKind.Form, "leave", Form), new(DefinitionKind.Group, "all_leave", Group), new(DefinitionKind.Flow, "leave", FlowJson.Write(flow)),
        ]);
        Assert.True(published.Ok, published.Refusal?.ToString());
    }

    /// <summary>A record of the asker; gives its id.</summary>
    public async Task<long> RecordAsync(string title)
    {
        var edits = new RecordEdits().Set(Workspace.Catalog.Form("leave"), "title", Value.FromText(title));
        return (await Services.GetRequiredService<RecordSaver>().SaveAsync(CallerFor(Asker.Id), new SaveRequest { Form = "leave", Edits = edits })).Value.Id;
    }

    /// <summary>A fresh open task of the boss; gives its id.</summary>
    public async Task<long> TaskAsync()
    {
        var record = await RecordAsync("Pens");
        var started = await Services.GetRequiredService<FlowRunner>().ExecuteAsync(CallerFor(Asker.Id), new StartFlow("leave", record));
        var queue = Services.GetRequiredService<TaskReader>().Queue(CallerFor(Boss.Id), TaskQueue.Todo, limit: 100).Value;
        return queue.Items.First(item => item.InstanceId == started.Value.InstanceId).TaskId!.Value;
    }
}
