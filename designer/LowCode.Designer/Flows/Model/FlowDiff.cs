using System.Text.Json.Nodes;
using LowCode.Flows;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Flows;

/// <summary>One difference between two versions of a flow, in words; <paramref name="Node"/> is where it can be looked at.</summary>
public sealed record FlowDifference(string Text, string? Node, FlowDifferenceKind Kind);

/// <summary>What has become of it.</summary>
public enum FlowDifferenceKind
{
    /// <summary>It is new.</summary>
    Added,
    /// <summary>It is gone.</summary>
    Removed,
    /// <summary>It is otherwise.</summary>
    Changed,
}

/// <summary>Says what is different between two versions of a flow. Where nodes stand on the canvas doesn't count.</summary>
public sealed class FlowDiff(Texts texts, FlowWords words)
{
    public IReadOnlyList<FlowDifference> Between(FlowDefinition before, FlowDefinition after) =>
    [
        .. after.Nodes.Where(node => before.FindNode(node.Id) is null).Select(node => new FlowDifference(texts["flowDiff.added", FlowNames.Node(node), words.Summary(node) ?? ""], node.Id, FlowDifferenceKind.Added)),
        .. before.Nodes.Where(node => after.FindNode(node.Id) is null).Select(node => new FlowDifference(texts["flowDiff.removed", FlowNames.Node(node)], node.Id, FlowDifferenceKind.Removed)),
        .. after.Nodes.SelectMany(node => before.FindNode(node.Id) is { } old ? Node(old, node) : []),
        .. Edges(before, after),
        .. Settings(before, after),
    ];

    private IEnumerable<FlowDifference> Node(FlowNode old, FlowNode now)
    {
        var name = FlowNames.Node(now);
        if (FlowNames.Node(old) != name)
            yield return new(texts["flowDiff.renamed", FlowNames.Node(old), name], now.Id, FlowDifferenceKind.Changed);
        var (was, becomes) = (words.Summary(old), words.Summary(now));
        if (was != becomes)
            yield return new(texts["flowDiff.who", name, was ?? "", becomes ?? ""], now.Id, FlowDifferenceKind.Changed);
        var changed = Properties(Json(old), Json(now)).Where(key => was == becomes || key is not ("assignees" or "vote" or "to" or "mode" or "until" or "result" or "actions")).ToList();
        if (changed.Count > 0)
            yield return new(texts["flowDiff.changed", name, string.Join(texts["flowWords.separator"], changed.Select(key => texts.Or($"flowDiff.property.{key}", key)))], now.Id, FlowDifferenceKind.Changed);
    }

    private IEnumerable<FlowDifference> Edges(FlowDefinition before, FlowDefinition after)
    {
        foreach (var edge in after.Edges)
        {
            var old = before.FindEdge(edge.Id);
            if (old is null || old.From != edge.From)
            {
                // A new node brings its edges with it; what is worth a word is a new way between nodes that were there.
                if (before.FindNode(edge.From) is not null && before.FindNode(edge.To) is not null)
                    yield return new(texts["flowDiff.way.added", Name(after, edge.From), Name(after, edge.To)], edge.From, FlowDifferenceKind.Added);
                continue;
            }
            if (old.To != edge.To && before.FindNode(edge.To) is not null && after.FindNode(old.To) is not null)
                yield return new(texts["flowDiff.way.moved", Name(after, edge.From), Name(before, old.To), Name(after, edge.To)], edge.From, FlowDifferenceKind.Changed);
            if ((old.When ?? "") != (edge.When ?? "") || old.IsDefault != edge.IsDefault)
                yield return new(texts["flowDiff.way.when", Name(after, edge.From), Name(after, edge.To), When(old), When(edge)], edge.From, FlowDifferenceKind.Changed);
        }
        foreach (var edge in before.Edges.Where(edge => after.FindEdge(edge.Id) is null && after.FindNode(edge.From) is not null && after.FindNode(edge.To) is not null))
            yield return new(texts["flowDiff.way.removed", Name(before, edge.From), Name(before, edge.To)], edge.From, FlowDifferenceKind.Removed);
    }

    private IEnumerable<FlowDifference> Settings(FlowDefinition before, FlowDefinition after)
    {
        if (before.Label.Current != after.Label.Current)
            yield return new(texts["flowDiff.renamed", before.Label.Current, after.Label.Current], null, FlowDifferenceKind.Changed);
        var (was, becomes) = (JsonNode.Parse(FlowJson.Write(before))!["settings"] as JsonObject, JsonNode.Parse(FlowJson.Write(after))!["settings"] as JsonObject);
        var changed = Properties(was ?? new JsonObject(), becomes ?? new JsonObject()).ToList();
        if (changed.Count > 0)
            yield return new(texts["flowDiff.settings", string.Join(texts["flowWords.separator"], changed.Select(key => texts.Or($"flowDiff.property.{key}", key)))], null, FlowDifferenceKind.Changed);
    }

    private string When(FlowEdge edge) => edge.IsDefault ? texts["flowPicture.default"] : string.IsNullOrWhiteSpace(edge.When) ? texts["flowDiff.always"] : words.Condition(edge.When);

    private static string Name(FlowDefinition flow, string node) => flow.FindNode(node) is { } known ? FlowNames.Node(known) : node;

    private static JsonObject Json(FlowNode node)
    {
        var json = JsonObject.Create(FlowJson.WriteNode(node)) ?? new JsonObject();
        foreach (var told in new[] { "id", "type", "label", "position" })
            json.Remove(told);
        return json;
    }

    private static IEnumerable<string> Properties(JsonObject was, JsonObject becomes) =>
        was.Select(pair => pair.Key).Union(becomes.Select(pair => pair.Key)).Where(key => !JsonNode.DeepEquals(was[key], becomes[key]));
}
