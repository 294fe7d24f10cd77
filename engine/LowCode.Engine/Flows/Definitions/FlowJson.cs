using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Flows;

/// <summary>
/// Reads and writes a <see cref="FlowDefinition"/>. Strict: an unknown property, a wrong type or a missing value is an error with its path and what was
/// expected, and every node and edge is looked at, so that all errors come at once. The same definition is always written as the same text.
/// </summary>
public static class FlowJson
{
    /// <summary>The version of the format that is written.</summary>
    public const int Schema = 1;

    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaxLength = 2_000_000;

    /// <summary>Reads a definition; a refusal lists what is wrong, each with a path such as <c>nodes[2].vote.mode</c>.</summary>
    public static Outcome<FlowDefinition> Read(string json)
    {
        if (json.Length > MaxLength)
            return new Refusal(ErrorKind.TooLarge, FlowErrors.TooLarge($"a text of at most {MaxLength} characters"));
        var errors = new List<Error>();
        if (Read<FlowFile>(json, "", errors) is not { } file)
            return new Refusal(ErrorKind.Malformed, errors);
        if (file.Schema != Schema)
            errors.Add(FlowErrors.Json("schema", $"1, the only version so far; found {file.Schema}"));
        if (file.Nodes.Length > FlowDefinition.MaxNodes)
            errors.Add(FlowErrors.TooLarge($"at most {FlowDefinition.MaxNodes} nodes", "nodes"));
        if (file.Edges.Length > FlowDefinition.MaxEdges)
            errors.Add(FlowErrors.TooLarge($"at most {FlowDefinition.MaxEdges} edges", "edges"));
        if (errors.Count > 0)
            return new Refusal(ErrorKind.Malformed, errors);

        var nodes = file.Nodes.Select((element, index) => ReadNode(element, $"nodes[{index}]", errors)).ToArray();
        var edges = file.Edges.Select((element, index) => Read<FlowEdge>(element.GetRawText(), $"edges[{index}]", errors)).ToArray();
        CheckIds(nodes.Select(node => node?.Id), "nodes", errors);
        CheckIds(edges.Select(edge => edge?.Id), "edges", errors);
        if (errors.Count > 0)
            return new Refusal(ErrorKind.Malformed, errors);
        return new FlowDefinition
        {
            Key = file.Key,
            Form = file.Form,
            Label = file.Label ?? Label.Empty,
            Nodes = [.. nodes.OfType<FlowNode>()],
            Edges = [.. edges.OfType<FlowEdge>()],
            Settings = file.Settings ?? new FlowSettings(),
        };
    }

    /// <summary>Writes a definition, on one line or indented for people.</summary>
    public static string Write(FlowDefinition definition, bool indented = false)
    {
        var file = new FlowFile
        {
            Schema = Schema,
            Key = definition.Key,
            Form = definition.Form,
            Label = definition.Label,
            Nodes = [.. definition.Nodes.Select(WriteNode)],
            Edges = [.. definition.Edges.Select(edge => JsonSerializer.SerializeToElement(edge, FlowJsonOptions.Compact))],
            Settings = definition.Settings,
        };
        return JsonSerializer.Serialize(file, indented ? FlowJsonOptions.Indented : FlowJsonOptions.Compact);
    }

    /// <summary>One node as JSON.</summary>
    public static JsonElement WriteNode(FlowNode node)
    {
        if (node is not UnknownNode unknown)
            return JsonSerializer.SerializeToElement(node, node.GetType(), FlowJsonOptions.Compact);
        var raw = JsonObject.Create(unknown.Raw.Clone()) ?? [];
        raw["id"] = unknown.Id;
        if (!unknown.Label.IsEmpty || raw.ContainsKey("label"))
            raw["label"] = JsonSerializer.SerializeToNode(unknown.Label, FlowJsonOptions.Compact);
        if (unknown.Position is not null)
            raw["position"] = JsonSerializer.SerializeToNode(unknown.Position, FlowJsonOptions.Compact);
        return JsonSerializer.SerializeToElement(raw, FlowJsonOptions.Compact);
    }

    /// <summary>Reads one node; adds to <paramref name="errors"/> and gives null when it can't be understood.</summary>
    public static FlowNode? ReadNode(JsonElement element, string path, List<Error> errors)
    {
        var head = Read<NodeHead>(element.GetRawText(), path, errors, FlowJsonOptions.Lenient);
        if (head is null)
            return null;
        if (FlowNodeTypes.Find(head.Type) is { } type)
            return (FlowNode?)Read(element.GetRawText(), type.Definition, path, errors, FlowJsonOptions.Compact);
        return new UnknownNode
        {
            Id = head.Id,
            UnknownType = head.Type,
            Raw = element.Clone(),
            Label = head.Label ?? Label.Empty,
            Position = head.Position,
        };
    }

    private static T? Read<T>(string json, string path, List<Error> errors, JsonSerializerOptions? options = null) where T : class =>
        (T?)Read(json, typeof(T), path, errors, options ?? FlowJsonOptions.Compact);

    private static object? Read(string json, Type type, string path, List<Error> errors, JsonSerializerOptions options)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, type, options) is { } value)
                return value;
            errors.Add(FlowErrors.Json(path, "an object; found null"));
        }
        catch (JsonException problem)
        {
            errors.Add(FlowErrors.Json(JsonProblem.PathOf(problem, path), JsonProblem.Expectation(problem)));
        }
        catch (NotSupportedException problem)
        {
            // A source of people or a time-out that doesn't say what it is.
            errors.Add(FlowErrors.Json(JsonProblem.PathOf(JsonProblem.Unnamed(problem), path), JsonProblem.Expectation(JsonProblem.Unnamed(problem))));
        }
        return null;
    }

    private static void CheckIds(IEnumerable<string?> ids, string list, List<Error> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            if (id is null)
                continue;
            if (!FlowIds.IsValid(id))
                errors.Add(FlowErrors.Json($"{list}[{index}].id", "1 to 48 letters, digits, '_' or '-'"));
            else if (!seen.Add(id))
                errors.Add(FlowErrors.DuplicateId(id, $"{list}[{index}].id"));
        }
    }

    private sealed record FlowFile
    {
        public required int Schema { get; init; }
        public required string Key { get; init; }
        public required string Form { get; init; }
        public Label? Label { get; init; }
        public required JsonElement[] Nodes { get; init; }
        public required JsonElement[] Edges { get; init; }
        public FlowSettings? Settings { get; init; }
    }

    private sealed record NodeHead
    {
        public required string Id { get; init; }
        public required string Type { get; init; }
        public Label? Label { get; init; }
        public FlowPosition? Position { get; init; }
    }
}
