namespace LowCode.Flows;

/// <summary>Whether a problem stands in the way of publishing.</summary>
public enum FlowSeverity
{
    /// <summary>The flow can't be published.</summary>
    Error,
    /// <summary>It can, but look at it.</summary>
    Warning,
}

/// <summary>One thing that can be wrong with a flow, with the words for it.</summary>
/// <param name="Code">Stable: <c>flows.check.start</c>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Text">What is wrong; <c>{node}</c> is the names of the nodes, <c>{detail}</c> a particular.</param>
/// <param name="Why">Why it matters and what to do, in the words of whoever draws.</param>
public sealed record FlowRule(string Code, FlowSeverity Severity, Label Text, Label Why);

/// <summary>One thing that is wrong with a flow, and where.</summary>
/// <param name="Rule">What.</param>
/// <param name="Nodes">Ids of the nodes it concerns; the first is the one to look at.</param>
/// <param name="Edges">Ids of the edges it concerns.</param>
/// <param name="Detail">The particular: a field's key, a number; null when there is none.</param>
/// <param name="Cause">What the expression compiler said; null when no expression is concerned.</param>
/// <param name="Property">Which property of the node, edge or settings: <c>vote.value</c>; null for the drawing itself.</param>
public sealed record FlowProblem(FlowRule Rule, IReadOnlyList<string> Nodes, IReadOnlyList<string> Edges, string? Detail = null, Error? Cause = null, string? Property = null)
{
    /// <summary>True when it stands in the way of publishing.</summary>
    public bool IsError => Rule.Severity == FlowSeverity.Error;

    /// <summary>The sentence for people, with the names that the nodes have in this language.</summary>
    /// <param name="flow">The flow that was checked.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="say">Puts the expression compiler's error into words; null leaves its English.</param>
    public string Text(FlowDefinition flow, string language, Func<Error, string>? say = null)
    {
        var names = string.Join(language.StartsWith("zh", StringComparison.Ordinal) ? "、" : ", ", Nodes.Select(id => Name(flow, id, language)));
        return Rule.Text.In(language).Replace("{node}", names, StringComparison.Ordinal).Replace("{detail}", Detail ?? (Cause is null ? "" : say?.Invoke(Cause) ?? Cause.Message), StringComparison.Ordinal);
    }

    /// <summary>The same as an error value, for the API: the path is <c>nodes.{id}</c> or <c>edges.{id}</c>, and the property behind it.</summary>
    public Error ToError(FlowDefinition flow)
    {
        var at = Edges.Count > 0 ? $"edges.{Edges[0]}" : Nodes.Count > 0 ? $"nodes.{Nodes[0]}" : null;
        var path = at is null || Property is null ? at ?? Property : $"{at}.{Property}";
        return new Error(Rule.Code, Text(flow, "en"), path, new Dictionary<string, object?> { ["nodes"] = Nodes, ["edges"] = Edges, ["detail"] = Detail, ["cause"] = Cause });
    }

    /// <summary>A node's name: its label, else its kind's name.</summary>
    public static string Name(FlowDefinition flow, string id, string language) => flow.FindNode(id) switch
    {
        null => id,
        { Label.IsEmpty: false } node => node.Label.In(language),
        var node => FlowNodeTypes.Find(node.Type)?.Label.In(language) ?? node.Type,
    };
}
