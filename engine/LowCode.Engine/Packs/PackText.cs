using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Forms;

namespace LowCode.Packs;

/// <summary>One text for one content: members sorted at every depth, two spaces, ending with a line feed. Makes packs comparable in git and by hash.</summary>
public static class PackText
{
    /// <summary>The text of a definition in a pack; throws <see cref="JsonException"/> when it is no JSON object.</summary>
    public static string Of(string json) =>
        DefinitionJson.WriteIndented(JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A definition is a JSON object."));

    /// <summary>Whether two definitions say the same can be told by this, however they are spaced and ordered.</summary>
    internal static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(json))));
}
