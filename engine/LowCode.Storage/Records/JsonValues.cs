using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Expressions;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// Several values in one column, as a JSON array: texts and days as strings, ids and numbers as numbers, files as
/// <c>{"id":"...","name":"...","size":1,"type":"..."}</c>. Chinese stays readable, so that the column can be searched.
/// </summary>
internal static class JsonValues
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static Value Read(string json, ExpressionType type)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement, type);
    }

    private static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ValueKind.File:
                var file = value.AsFile;
                writer.WriteStartObject();
                writer.WriteString("id", file.Id);
                writer.WriteString("name", StorableText.Of(file.Name));
                writer.WriteNumber("size", file.Size);
                writer.WriteString("type", file.Type);
                writer.WriteEndObject();
                break;
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Number:
                writer.WriteNumberValue(value.AsNumber);
                break;
            case ValueKind.Bool:
                writer.WriteBooleanValue(value.AsBool);
                break;
            case ValueKind.User or ValueKind.Department or ValueKind.Reference:
                writer.WriteNumberValue(value.AsId);
                break;
            default:
                writer.WriteStringValue(StorableText.Of(value.ToString()));
                break;
        }
    }

    private static Value Read(JsonElement json, ExpressionType type) => json.ValueKind switch
    {
        JsonValueKind.Array => Value.FromList([.. json.EnumerateArray().Select(item => Read(item, type.Item ?? type))]),
        JsonValueKind.Object => Value.FromFile(new FileValue(
            json.GetProperty("id").GetString()!, json.GetProperty("name").GetString()!, json.GetProperty("size").GetInt64(), json.GetProperty("type").GetString()!)),
        JsonValueKind.Number when type.Kind is TypeKind.User or TypeKind.Department or TypeKind.Reference => ColumnValues.FromId(json.GetInt64(), type.Kind),
        JsonValueKind.Number => Value.FromNumber(json.GetDecimal()),
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.String when type.Kind == TypeKind.Date => Value.FromDate(DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        JsonValueKind.String => Value.FromText(json.GetString()),
        _ => Value.Null,
    };
}
