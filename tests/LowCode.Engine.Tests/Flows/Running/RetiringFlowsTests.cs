using LowCode.Catalog;

namespace LowCode.Flows.Running;

public class RetiringFlowsTests
{
    [Fact]
    public async Task Taking_a_flow_out_of_use_publishes_nothing_else_of_its_draft()
    {
        var flow = new FlowDefinition
        {
            Key = "f",
            Form = "request",
            Nodes = [new StartNode { Id = "start" }, new HandleNode { Id = "work", Assignees = new AssigneeRule { From = [new FromUsers([3])] } }, new EndNode { Id = "end" }],
            Edges = [new FlowEdge { Id = "e1", From = "start", To = "work" }, new FlowEdge { Id = "e2", From = "work", To = "end" }],
        };
        using var world = await FlowWorld.With(flow);
        var admin = world.As(FlowWorld.Admin);
        var editor = new MetadataEditor(world.Workspace, world.Publisher);
        var half = flow with { Label = "Half done", Nodes = [.. flow.Nodes, new HandleNode { Id = "unfinished" }] };
        await editor.SaveDraftAsync(admin, DefinitionKind.Flow, "f", FlowJson.Write(half), editor.Load(admin, DefinitionKind.Flow, "f").Value.DraftRev);

        var retired = await new FlowRetirement(editor).RetireAsync(admin, "f");

        Assert.True(retired.Ok, retired.Refusal?.ToString());
        var never = flow.Settings with { Start = flow.Settings.Start with { On = FlowStartTrigger.Never } };
        var stored = editor.Load(admin, DefinitionKind.Flow, "f").Value;
        Assert.Equal(FlowJson.Write(flow with { Settings = never }), stored.Published);
        Assert.Equal(FlowJson.Write(half with { Settings = never }), stored.Draft);
        Assert.Equal(2, stored.PublishedNo);
    }

    [Fact]
    public async Task Without_a_draft_there_is_none_afterwards()
    {
        var flow = new FlowDefinition { Key = "f", Form = "request", Nodes = [new StartNode { Id = "start" }, new EndNode { Id = "end" }], Edges = [new FlowEdge { Id = "e1", From = "start", To = "end" }] };
        using var world = await FlowWorld.With(flow);
        var editor = new MetadataEditor(world.Workspace, world.Publisher);

        await new FlowRetirement(editor).RetireAsync(world.As(FlowWorld.Admin), "f");

        Assert.Null(editor.Load(world.As(FlowWorld.Admin), DefinitionKind.Flow, "f").Value.Draft);
    }
}
