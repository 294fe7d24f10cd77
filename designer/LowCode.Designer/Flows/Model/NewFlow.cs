using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>What a new flow begins with: a start, one approval by the initiator's manager, an end. It can be published as it is.</summary>
public static class NewFlow
{
    /// <summary>The smallest useful flow of a form.</summary>
    public static FlowDefinition For(string key, string form, Label label) => new()
    {
        Key = key,
        Form = form,
        Label = label,
        Nodes =
        [
            new StartNode { Id = "start", Position = new FlowPosition(0, 0) },
            new ApproveNode
            {
                Id = "approve1",
                Label = new Label("直属上级审批", "Manager approves"),
                Position = new FlowPosition(0, FlowGraph.Step),
                Assignees = new AssigneeRule { From = [new FromInitiatorManager()] },
            },
            new EndNode { Id = "end", Position = new FlowPosition(0, 2 * FlowGraph.Step) },
        ],
        Edges = [new FlowEdge { Id = "e1", From = "start", To = "approve1" }, new FlowEdge { Id = "e2", From = "approve1", To = "end" }],
    };
}
