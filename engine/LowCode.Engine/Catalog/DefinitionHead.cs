using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Catalog;

/// <summary>What every kind of definition may say about itself, read without understanding the rest.</summary>
/// <param name="Label">What people read; null when it says nothing.</param>
/// <param name="App">The app that it belongs to; null when it says nothing.</param>
/// <param name="Form">The form that it is about; null when it says nothing.</param>
public sealed record DefinitionHead(Label? Label, string? App, string? Form)
{
    /// <summary>The head of this JSON; null when it is no JSON object.</summary>
    public static DefinitionHead? Of(string? json)
    {
        if (json is null)
            return null;
        try
        {
            return JsonNode.Parse(json) is JsonObject definition
                ? new DefinitionHead(definition["label"]?.Deserialize<Label>(), Text(definition, "app"), Text(definition, "form"))
                : null;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            // The compiler says what is wrong with it, with its path.
            return null;
        }
    }

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
