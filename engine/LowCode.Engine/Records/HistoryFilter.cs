using System.Text.Json.Nodes;

namespace LowCode.Records;

/// <summary>Takes out of a history entry what its reader may not see.</summary>
internal static class HistoryFilter
{
    public static string? Only(string? changes, IReadOnlySet<string> visible)
    {
        if (changes is null || JsonNode.Parse(changes) is not JsonObject all)
            return null;
        foreach (var key in all.Select(pair => pair.Key).Where(key => !visible.Contains(key)).ToList())
            all.Remove(key);
        return all.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
