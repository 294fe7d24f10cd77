namespace LowCode.Flows;

/// <summary>What can be wrong with the text of a flow definition. </summary>
public static class FlowErrors
{
    /// <summary>Something else stands where <paramref name="expected"/> should.</summary>
    public static Error Json(string path, string expected) =>
        new("flows.json", $"{(path.Length == 0 ? "The flow" : path)}: expected {expected}.", path, new Dictionary<string, object?> { ["expected"] = expected });

    /// <summary>Two nodes, or two edges, with one id.</summary>
    public static Error DuplicateId(string id, string path) =>
        new("flows.id.duplicate", $"{path}: the id '{id}' is used twice; every node and every edge needs its own.", path, new Dictionary<string, object?> { ["id"] = id });

    /// <summary>More than a flow may have.</summary>
    public static Error TooLarge(string limit, string? path = null) =>
        new("flows.tooLarge", $"The flow is too large: expected {limit}.", path, new Dictionary<string, object?> { ["limit"] = limit });
}
