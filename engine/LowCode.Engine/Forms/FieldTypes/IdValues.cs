using System.Globalization;
using System.Text.Json;

namespace LowCode.Forms.FieldTypes;

/// <summary>Ids in JSON: <c>7</c>, <c>"7"</c> or <c>{"id": 7, ...}</c>.</summary>
internal static class IdValues
{
    /// <summary>The id; null when there is none or, with an error, when it can't be read.</summary>
    public static long? Read(JsonElement json, string path, ICollection<Error> errors)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var inner) && inner.ValueKind != JsonValueKind.Object)
            json = inner;
        switch (json.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
            case JsonValueKind.String when string.IsNullOrWhiteSpace(TextValues.Of(json)):
                return null;
            case JsonValueKind.Number when json.TryGetInt64(out var number) && number > 0:
                return number;
            case JsonValueKind.String when long.TryParse(TextValues.Of(json), NumberStyles.None, CultureInfo.InvariantCulture, out var text) && text > 0:
                return text;
            default:
                errors.Add(FormErrors.Type(path, "an id"));
                return null;
        }
    }

    /// <summary><c>{"id": 7, "title": "..."}</c>; ids are numbers.</summary>
    public static void Write(Utf8JsonWriter writer, long id, string title)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteString("title", title);
        writer.WriteEndObject();
    }
}
