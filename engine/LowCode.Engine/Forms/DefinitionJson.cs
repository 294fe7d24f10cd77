using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LowCode.Flows;

namespace LowCode.Forms;

/// <summary>
/// How definitions are read and written: camelCase, strict, and always the same text for the same content, so that exports can be compared.
/// Unknown members are refused with their path; size and depth are capped because packs are untrusted.
/// </summary>
public static class DefinitionJson
{
    /// <summary>Most characters of one definition.</summary>
    public const int MaxLength = 2_000_000;

    /// <summary>Strict, on one line.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>Strict, for people and packs.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>Reads a definition; null with errors when it can't be understood. Error paths are below <paramref name="path"/>.</summary>
    public static T? Read<T>(string json, string path, ICollection<Error> errors) where T : class
    {
        if (json.Length > MaxLength)
        {
            errors.Add(FormErrors.DefinitionTooLarge(path, MaxLength));
            return null;
        }
        return Read(path, errors, () => JsonSerializer.Deserialize<T>(json, Compact));
    }

    /// <summary>Reads a part of a definition.</summary>
    public static T? Read<T>(JsonNode? json, string path, ICollection<Error> errors) where T : class =>
        Read(path, errors, () => json.Deserialize<T>(Compact));

    /// <summary>Writes a definition on one line.</summary>
    public static string Write<T>(T definition) => JsonSerializer.Serialize(definition, Compact);

    /// <summary>Writes a definition for people, ending with a line feed.</summary>
    public static string WriteIndented<T>(T definition) => JsonSerializer.Serialize(definition, Indented) + "\n";

    private static T? Read<T>(string path, ICollection<Error> errors, Func<T?> read) where T : class
    {
        try
        {
            if (read() is { } value)
                return value;
            errors.Add(FormErrors.Json(path, "an object; found null"));
        }
        catch (JsonException problem)
        {
            errors.Add(FormErrors.Json(JsonProblem.PathOf(problem, path), JsonProblem.Expectation(problem)));
        }
        catch (InvalidOperationException)
        {
            // A JsonNode notices a duplicate member only when it is walked.
            errors.Add(FormErrors.Json(path, "each member once"));
        }
        return null;
    }

    private static JsonSerializerOptions Create(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new SortedMapJson(), new SortedObjectJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitEmpty, StrictJson.RefuseNullMembers } },
    };

    // An empty list, map or label and a plain false are the defaults of every property here, so leaving them out loses nothing.
    private static void OmitEmpty(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties.Where(property => !property.IsRequired))
        {
            if (property.PropertyType == typeof(Label))
                property.ShouldSerialize = static (_, value) => value is Label { IsEmpty: false };
            else if (property.PropertyType == typeof(FormLayout))
                property.ShouldSerialize = static (_, value) => value is FormLayout { Sections.Count: > 0 } or FormLayout { Tabs.Count: > 0 };
            else if (property.PropertyType == typeof(bool))
                property.ShouldSerialize = static (_, value) => value is true;
            else if (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }

    /// <summary>Writes free objects with their members in order of their names, at every depth.</summary>
    private sealed class SortedObjectJson : JsonConverter<JsonObject>
    {
        public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException();

        public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => WriteNode(writer, value);

        private static void WriteNode(Utf8JsonWriter writer, JsonNode? node)
        {
            switch (node)
            {
                case JsonObject map:
                    writer.WriteStartObject();
                    foreach (var (name, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    {
                        writer.WritePropertyName(name);
                        WriteNode(writer, value);
                    }
                    writer.WriteEndObject();
                    break;
                case JsonArray list:
                    writer.WriteStartArray();
                    foreach (var item in list)
                        WriteNode(writer, item);
                    writer.WriteEndArray();
                    break;
                case null:
                    writer.WriteNullValue();
                    break;
                default:
                    node.WriteTo(writer);
                    break;
            }
        }
    }
}
