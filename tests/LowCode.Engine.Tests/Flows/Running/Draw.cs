namespace LowCode.Flows.Running;

/// <summary>Draws flows for tests: nodes by id, edges between them.</summary>
internal sealed class Draw(string key = "f")
{
    private readonly List<FlowNode> _nodes = [new StartNode { Id = "start" }];
    private readonly List<FlowEdge> _edges = [];

    public FlowSettings Settings { get; set; } = new();

    public static FlowDefinition Line(params FlowNode[] nodes)
    {
        var draw = new Draw();
        foreach (var node in nodes)
            draw.Add(node);
        return draw.Add(new EndNode { Id = "end" }).Path(["start", .. nodes.Select(node => node.Id), "end"]).Build();
    }

    public static ApproveNode Vote(string id, params long[] users) =>
        new() { Id = id, Assignees = new AssigneeRule { From = [new FromUsers(users)] } };

    public static HandleNode Work(string id, params long[] users) =>
        new() { Id = id, Assignees = new AssigneeRule { From = [new FromUsers(users)] } };

    public Draw Add(params FlowNode[] nodes)
    {
        _nodes.AddRange(nodes);
        return this;
    }

    public Draw Edge(string from, string to, string? when = null, bool isDefault = false, string? outcome = null)
    {
        _edges.Add(new FlowEdge { Id = $"e{_edges.Count + 1}", From = from, To = to, When = when, IsDefault = isDefault, Outcome = outcome, Order = _edges.Count });
        return this;
    }

    public Draw Path(params string[] nodes)
    {
        foreach (var (from, to) in nodes.Zip(nodes.Skip(1)))
            Edge(from, to);
        return this;
    }

    public FlowDefinition Build() => new() { Key = key, Form = "request", Nodes = [.. _nodes], Edges = [.. _edges], Settings = Settings };
}
