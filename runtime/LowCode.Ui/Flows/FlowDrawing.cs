using LowCode.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Flows;

/// <summary>What the canvas script draws: texts and classes, no meaning. Sent as camelCase JSON.</summary>
public sealed record FlowDrawing(IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnEdge> Edges, IReadOnlyList<string> Selection)
{
    /// <summary>A flow as it is drawn for the designer: with problems and the selection.</summary>
    public static FlowDrawing Of(FlowDefinition flow, FlowWords words, Texts texts, IReadOnlyList<FlowProblem> problems, IReadOnlyList<string> selection)
    {
        var worst = problems.SelectMany(problem => problem.Nodes.Select(node => (node, problem.IsError))).ToLookup(pair => pair.node, pair => pair.IsError);
        var wrong = problems.Where(problem => problem.IsError).SelectMany(problem => problem.Edges).ToHashSet();
        return new(
            [.. flow.Nodes.Select(node => Node(flow, node, words, texts, Badge(worst, node.Id), worst[node.Id].Count(), null))],
            [.. flow.Edges.Select(edge => Edge(flow, edge, words, texts, wrong.Contains(edge.Id) ? "wrong" : null, null))],
            selection);
    }

    /// <summary>A flow as it is drawn beside a record: where it was, where it is, what is ahead.</summary>
    public static FlowDrawing Of(FlowDefinition flow, FlowWords words, Texts texts, FlowProgress progress) => new(
        [.. flow.Nodes.Select(node => Node(flow, node, words, texts, null, 0, progress.Current.Contains(node.Id) ? "current" : progress.Passed.Contains(node.Id) ? "done" : "ahead"))],
        [.. flow.Edges.Select(edge => Edge(flow, edge, words, texts, null, progress.Took(edge) ? "done" : null))],
        []);

    private static DrawnNode Node(FlowDefinition flow, FlowNode node, FlowWords words, Texts texts, string? badge, int problems, string? state)
    {
        var name = FlowNames.Node(node);
        var kind = FlowNodeTypes.Find(node.Type)?.Label.Current ?? node.Type;
        var who = words.Summary(node);
        var next = string.Join(texts["flowWords.separator"], flow.Edges.Where(edge => edge.From == node.Id).Select(edge => flow.FindNode(edge.To)).OfType<FlowNode>().Select(FlowNames.Node));
        string?[] said = [name == kind ? name : $"{kind}: {name}", who, state is null ? null : texts[$"flowPicture.{state}"], problems == 0 ? null : texts["flowPicture.problems", problems], next.Length == 0 ? null : texts["flowPicture.next", next]];
        return new(node.Id, node.Type, FlowIcons.Of(node.Type), name, who, badge, state, node.Position?.X, node.Position?.Y, string.Join(texts["flowPicture.pause"], said.OfType<string>()));
    }

    private static DrawnEdge Edge(FlowDefinition flow, FlowEdge edge, FlowWords words, Texts texts, string? badge, string? state)
    {
        var label = !edge.Label.IsEmpty ? edge.Label.Current
            : edge.Outcome is { } outcome ? texts.Or($"flowPicture.{outcome}", outcome)
            : edge.IsDefault && flow.Edges.Count(other => other.From == edge.From) > 1 ? texts["flowPicture.default"]
            : string.IsNullOrWhiteSpace(edge.When) ? null : words.Condition(edge.When);
        return new(edge.Id, edge.From, edge.To, label, edge.Outcome, badge, state);
    }

    private static string? Badge(ILookup<string, bool> worst, string node) => !worst.Contains(node) ? null : worst[node].Any(error => error) ? "error" : "warning";
}

/// <summary>One node on the canvas; <paramref name="X"/> null asks the script to lay the flow out.</summary>
public sealed record DrawnNode(string Id, string Type, string Icon, string Name, string? Who, string? Badge, string? State, double? X, double? Y, string Aria);

/// <summary>One edge on the canvas.</summary>
public sealed record DrawnEdge(string Id, string From, string To, string? Label, string? Outcome, string? Badge, string? State);

/// <summary>Where a record stands in its flow.</summary>
/// <param name="Current">Ids of the nodes where it waits.</param>
/// <param name="Passed">Ids of the nodes that it has been through.</param>
/// <param name="Edges">Ids of the edges that it took; null when only the nodes are known: edges between two passed nodes then count.</param>
public sealed record FlowProgress(IReadOnlySet<string> Current, IReadOnlySet<string> Passed, IReadOnlySet<string>? Edges = null)
{
    /// <summary>True when the record went along an edge.</summary>
    public bool Took(FlowEdge edge) => Edges?.Contains(edge.Id)
        ?? (Passed.Contains(edge.From) && (Passed.Contains(edge.To) || Current.Contains(edge.To)));
}

/// <summary>The icon of each kind of node.</summary>
public static class FlowIcons
{
    private static readonly Dictionary<string, string> ByType = new()
    {
        [StartNode.Key] = "circle-play",
        [ApproveNode.Key] = "stamp",
        [HandleNode.Key] = "clipboard-pen",
        [CcNode.Key] = "send",
        [ExclusiveNode.Key] = "split",
        [ForkNode.Key] = "git-fork",
        [JoinNode.Key] = "merge",
        [AutoNode.Key] = "zap",
        [TimerNode.Key] = "timer",
        [EndNode.Key] = "flag",
    };

    public static string Of(string type) => ByType.GetValueOrDefault(type, "circle-help");
}
