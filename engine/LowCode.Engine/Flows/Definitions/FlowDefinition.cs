namespace LowCode.Flows;

/// <summary>
/// A flow as it was drawn: what happens to one record of <see cref="Form"/> from start to end. Immutable; a change makes a copy.
/// <code>
/// {"schema":1, "key":"leave", "form":"leave_request", "label":{"zh-CN":"请假","en":"Leave"},
///  "nodes":[{"id":"start","type":"start"},
///           {"id":"boss","type":"approve","label":{"en":"Manager"},"assignees":{"from":[{"kind":"initiatorManager"}]}},
///           {"id":"end","type":"end"}],
///  "edges":[{"id":"e1","from":"start","to":"boss"},{"id":"e2","from":"boss","to":"end"}],
///  "settings":{}}
/// </code>
/// Read and written by <see cref="FlowJson"/>; whether it can run is <see cref="FlowChecker"/>'s to say..
/// </summary>
public sealed record FlowDefinition
{
    /// <summary>Most nodes a flow may have.</summary>
    public const int MaxNodes = 200;

    /// <summary>Most edges a flow may have.</summary>
    public const int MaxEdges = 1000;

    /// <summary>Stable name, unique in the app: <c>[a-z][a-z0-9_]{0,47}</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the form whose records flow.</summary>
    public required string Form { get; init; }

    /// <summary>Name that people see.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>The nodes, in the order in which they were drawn.</summary>
    public IReadOnlyList<FlowNode> Nodes { get; init; } = [];

    /// <summary>The edges. Those that leave one gateway are tried by <see cref="FlowEdge.Order"/>.</summary>
    public IReadOnlyList<FlowEdge> Edges { get; init; } = [];

    /// <summary>What holds for the whole flow.</summary>
    public FlowSettings Settings { get; init; } = new();

    /// <summary>The node with this id, or null.</summary>
    public FlowNode? FindNode(string id) => Nodes.FirstOrDefault(node => node.Id == id);

    /// <summary>The edge with this id, or null.</summary>
    public FlowEdge? FindEdge(string id) => Edges.FirstOrDefault(edge => edge.Id == id);
}
