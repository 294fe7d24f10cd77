using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Records as the API writes them: <c>{"id":7,"version":2,"title":"Acme","values":{"name":"Acme",...}}</c>. Fields that the caller may not see are not
/// there at all; masked ones are texts and named in <c>masked</c>.
/// </summary>
public static class RecordJson
{
    /// <summary>One record with what the caller may do with it.</summary>
    public static void Write(Utf8JsonWriter writer, RecordView view)
    {
        writer.WriteStartObject();
        Head(writer, view.Id, view.Version);
        writer.WriteString("title", view.Title);
        writer.WriteStartObject("values");
        foreach (var field in view.Form.Fields)
        {
            if (!IsWritten(field) || view.Rights[field.Position] == FieldRight.Hidden)
                continue;
            writer.WritePropertyName(field.JsonKey);
            var value = view.Values[field.Position];
            if (view.Rights[field.Position] == FieldRight.Masked)
                writer.WriteStringValue(value.AsText);
            else if (field.Storage == StorageKind.Rows)
                Rows(writer, value, field, view.Names, column => view.RightOf(field, column) > FieldRight.Masked);
            else
                field.WriteValue(writer, value, view.Names);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("masked");
        foreach (var field in view.Form.Fields)
        {
            if (!field.IsSystem && view.Rights[field.Position] == FieldRight.Masked)
                writer.WriteStringValue(field.JsonKey);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("editable");
        foreach (var field in view.Form.Fields)
        {
            if (view.Rights[field.Position] == FieldRight.Editable && !field.IsAutomatic)
                writer.WriteStringValue(field.JsonKey);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("can");
        foreach (var (action, name) in RecordActionNames.Each)
        {
            if (view.Actions.HasFlag(action))
                writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A page: <c>{"items":[...],"next":"...","total":12,"totalIsExact":true}</c>, with the fields that were asked for.</summary>
    public static void Write(Utf8JsonWriter writer, RecordList list)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var (index, row) in list.Rows.Index())
        {
            writer.WriteStartObject();
            Head(writer, RecordContext.IdOf(row), RecordContext.VersionOf(row));
            writer.WriteStartObject("values");
            foreach (var field in list.Fields.Where(IsWritten))
            {
                writer.WritePropertyName(field.JsonKey);
                if (list.Masked.TryGetValue((index, field.Position), out var mask))
                    writer.WriteStringValue(mask);
                else if (field.Storage == StorageKind.Rows)
                    Rows(writer, row[field.Position], field, list.Names, column => list.ShowsColumn(field, column));
                else
                    field.WriteValue(writer, row[field.Position], list.Names);
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("next", list.Next);
        if (list.Total is { } total)
        {
            writer.WriteNumber("total", total);
            writer.WriteBoolean("totalIsExact", list.TotalIsExact);
        }
        writer.WriteEndObject();
    }

    /// <summary>Groups and measures: <c>{"groups":["stage"],"rows":[["won",12]]}</c>; group values as in records, measures as numbers.</summary>
    public static void Write(Utf8JsonWriter writer, AggregateResult result)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("groups");
        foreach (var field in result.Groups)
            writer.WriteStringValue(field.JsonKey);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in result.Rows)
        {
            writer.WriteStartArray();
            foreach (var (index, value) in row.Index())
            {
                if (index < result.Groups.Count && value.Kind is not (ValueKind.Date or ValueKind.Null))
                    result.Groups[index].WriteValue(writer, value, result.Names);
                else
                    Measure(writer, value);
            }
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A form as it would stand: <c>{"values":{...},"fields":{"amount":{"visible":true,"required":false,"right":"editable"}},"errors":[...]}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, Form form, FormState state)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("values");
        foreach (var field in form.Fields.Where(field => IsWritten(field) && state.Rights[field.Position] > FieldRight.Hidden))
        {
            writer.WritePropertyName(field.JsonKey);
            var value = state.Values[field.Position];
            if (state.Rights[field.Position] == FieldRight.Masked)
                writer.WriteStringValue(value.AsText);
            else if (field.Storage == StorageKind.Rows)
                Rows(writer, value, field, state.Names, column => !state.Cells.TryGetValue((field.Position, 0, column.Position), out var cell) || cell.Right > FieldRight.Masked);
            else
                field.WriteValue(writer, value, state.Names);
        }
        writer.WriteEndObject();
        writer.WriteStartObject("fields");
        foreach (var field in form.Designed.Where(field => state.Rights[field.Position] > FieldRight.Hidden))
        {
            writer.WriteStartObject(field.Key);
            writer.WriteBoolean("visible", state.Visible[field.Position]);
            writer.WriteBoolean("required", state.Required[field.Position]);
            writer.WriteString("right", JsonNamingPolicy.CamelCase.ConvertName(state.Rights[field.Position].ToString()));
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WritePropertyName("errors");
        JsonSerializer.Serialize(writer, state.Errors, JsonSerializerOptions.Web);
        writer.WriteEndObject();
    }

    // The id and the version stand beside the values; the bin is another list.
    private static bool IsWritten(Field field) => field.Position is not (SystemFields.Id or SystemFields.Version or SystemFields.DeletedAt) && field.Storage != StorageKind.None;

    private static void Head(Utf8JsonWriter writer, long id, long version)
    {
        writer.WriteNumber("id", id);
        writer.WriteNumber("version", version);
    }

    private static void Measure(Utf8JsonWriter writer, Value value)
    {
        if (value.Kind == ValueKind.Number)
            writer.WriteNumberValue(value.AsNumber);
        else if (value.IsNull)
            writer.WriteNullValue();
        else
            writer.WriteStringValue(value.ToString());
    }

    private static void Rows(Utf8JsonWriter writer, Value value, Field subform, ValueNames names, Func<Field, bool> shows)
    {
        writer.WriteStartArray();
        foreach (var row in value.AsRows)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", row.Id);
            foreach (var column in subform.Rows.Where(column => column.Storage != StorageKind.None && shows(column)))
            {
                writer.WritePropertyName(column.JsonKey);
                column.WriteValue(writer, row.Values[column.Position], names);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
