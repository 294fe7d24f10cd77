using System.Buffers;
using System.Text;
using System.Text.Json;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>Edits as JSON and back: field keys and values as the API takes them, so that a draft outlives a changed form. Files keep their names.</summary>
internal static class DraftJson
{
    public static string Write(Form form, RecordEdits edits, Func<int, bool> keeps)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        foreach (var (position, value) in edits.Fields.Where(pair => keeps(pair.Key)).OrderBy(pair => pair.Key))
        {
            writer.WritePropertyName(form.Fields[position].Key);
            form.Fields[position].WriteValue(writer, value, NoNames.Instance);
        }
        foreach (var (position, rows) in edits.Rows.Where(pair => keeps(pair.Key)).OrderBy(pair => pair.Key))
        {
            writer.WriteStartArray(form.Fields[position].Key);
            foreach (var row in rows)
                Row(writer, form.Fields[position], row);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static RecordEdits Read(Form form, JsonElement json, Func<int, bool> keeps)
    {
        var edits = new RecordEdits(form);
        // What no longer fits its field is dropped: a draft is help, not a duty.
        var errors = new List<Error>();
        foreach (var member in json.EnumerateObject())
        {
            if (form[member.Name] is not { } field || !keeps(field.Position))
                continue;
            if (field.Storage == StorageKind.Rows)
            {
                if (RecordInput.Rows(Known(member.Value, field), field, field.Key, errors) is { } rows)
                    edits.Rows[field.Position] = rows;
            }
            else
            {
                var before = errors.Count;
                var value = field.Type.Parse(member.Value, field, field.Key, errors);
                if (errors.Count == before)
                    edits.Fields[field.Position] = value;
            }
        }
        return edits;
    }

    private static void Row(Utf8JsonWriter writer, Field subform, RowEdit row)
    {
        writer.WriteStartObject();
        if (row.Id != 0)
            writer.WriteNumber("id", row.Id);
        foreach (var (column, value) in row.Values.OrderBy(pair => pair.Key))
        {
            writer.WritePropertyName(subform.Rows[column].Key);
            subform.Rows[column].WriteValue(writer, value, NoNames.Instance);
        }
        writer.WriteEndObject();
    }

    // Columns that the form no longer has must not keep the row from being read.
    private static JsonElement Known(JsonElement rows, Field subform)
    {
        var keys = subform.Rows.Select(column => column.Key).Append("id").ToHashSet();
        if (rows.ValueKind != JsonValueKind.Array || rows.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Object && row.EnumerateObject().All(member => keys.Contains(member.Name))))
            return rows;
        var kept = rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            .Select(row => row.EnumerateObject().Where(member => keys.Contains(member.Name)).ToDictionary(member => member.Name, member => member.Value));
        return JsonSerializer.SerializeToElement(kept);
    }
}
