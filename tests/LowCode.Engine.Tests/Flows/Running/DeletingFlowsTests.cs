using LowCode.Catalog;

namespace LowCode.Flows.Running;

public class DeletingFlowsTests
{
    [Fact]
    public async Task A_flow_that_has_run_is_kept_because_its_history_needs_it()
    {
        var flow = new FlowDefinition
        {
            Key = "f",
            Form = "request",
            Nodes = [new StartNode { Id = "start" }, new HandleNode { Id = "work", Assignees = new AssigneeRule { From = [new FromUsers([3])] } }, new EndNode { Id = "end" }],
            Edges = [new FlowEdge { Id = "e1", From = "start", To = "work" }, new FlowEdge { Id = "e2", From = "work", To = "end" }],
        };
        using var world = await FlowWorld.With(flow);
        await world.Start();

        var deleted = await world.Publisher.PublishAsync(world.As(FlowWorld.Admin), [new DefinitionChange(DefinitionKind.Flow, "f", null)]);

        Assert.Equal(ErrorKind.Conflict, deleted.Refusal!.Kind);
        Assert.Equal("definitions.hasRun", deleted.Refusal.Errors[0].Code);
        Assert.True(world.Workspace.Catalog.Others.ContainsKey((DefinitionKind.Flow, "f")));
    }
}
