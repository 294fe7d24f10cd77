using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LowCode.Flows;

/// <summary>How flow definitions are written: camelCase, strict, nothing that says nothing, maps in the order of their keys.</summary>
internal static class FlowJsonOptions
{
    /// <summary>Strict, on one line.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false, JsonUnmappedMemberHandling.Disallow);

    /// <summary>Strict, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true, JsonUnmappedMemberHandling.Disallow);

    /// <summary>Looks at some properties and skips the others.</summary>
    public static JsonSerializerOptions Lenient { get; } = Create(indented: false, JsonUnmappedMemberHandling.Skip);

    private static JsonSerializerOptions Create(bool indented, JsonUnmappedMemberHandling unmapped) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = unmapped,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new DurationJson(), new SortedMapJson() },
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
            else if (property.PropertyType == typeof(bool) && !StartsTrue(type, property))
                property.ShouldSerialize = static (_, value) => value is true;
            else if (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }

    private static bool StartsTrue(JsonTypeInfo type, JsonPropertyInfo property) =>
        type.Type == typeof(ReturnRule) || (type.Type == typeof(FromDepartmentField) && property.Name == "headOnly");
}

/// <summary>Durations as ISO 8601 of weeks, days, hours, minutes and seconds: <c>P3D</c>, <c>PT2H</c>, <c>-P1DT12H</c>. No months or years: their length varies.</summary>
internal sealed class DurationJson : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Durations.TryParse(reader.GetString()!, out var duration) ? duration : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Durations.Write(value));
}

/// <summary>Writes maps in the order of their keys, so that the same content is the same text.</summary>
internal sealed class SortedMapJson : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && typeToConvert.GenericTypeArguments[0] == typeof(string);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Map<>).MakeGenericType(typeToConvert.GenericTypeArguments[1]))!;

    private sealed class Map<T> : JsonConverter<IReadOnlyDictionary<string, T>>
    {
        public override IReadOnlyDictionary<string, T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, item) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, item, options);
            }
            writer.WriteEndObject();
        }
    }
}
