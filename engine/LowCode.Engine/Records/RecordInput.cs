using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Records;

/// <summary>Reads the API's JSON into edits.</summary>
public static class RecordInput
{
    /// <summary>Reads an object of field keys and values; subforms are arrays of objects with an optional <c>id</c>. What can't be read is in <see cref="RecordEdits.Errors"/>.</summary>
    public static RecordEdits Parse(Form form, JsonElement json)
    {
        var edits = new RecordEdits(form);
        if (json.ValueKind != JsonValueKind.Object)
            throw new RefusedException(ErrorKind.Malformed, "records.body", "Expected an object of field keys and values.");
        try
        {
            foreach (var member in json.EnumerateObject())
                Read(form, member, edits);
        }
        catch (InvalidOperationException)
        {
            // A name that ends in the middle of a character can't even be read.
            throw new RefusedException(ErrorKind.Malformed, "records.body", "A field's key is no valid text.");
        }
        return edits;
    }

    private static void Read(Form form, JsonProperty member, RecordEdits edits)
    {
        if (form[member.Name] is not { } field)
            edits.Errors.Add(RecordErrors.UnknownField(member.Name));
        else if (field.Storage == StorageKind.Rows)
            edits.Rows[field.Position] = Rows(member.Value, field, member.Name, edits.Errors) ?? [];
        else
            edits.Fields[field.Position] = field.Type.Parse(member.Value, field, member.Name, edits.Errors);
    }

    /// <summary>Reads the rows of a subform; null when there is no array.</summary>
    public static IReadOnlyList<RowEdit>? Rows(JsonElement json, Field subform, string path, ICollection<Error> errors)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return [];
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > SubformField.MostRows)
        {
            errors.Add(FormErrors.TooMany(path, SubformField.MostRows));
            return null;
        }
        if (json.ValueKind != JsonValueKind.Array)
        {
            errors.Add(FormErrors.Type(path, "an array of rows"));
            return null;
        }
        var rows = new List<RowEdit>();
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object)
                rows.Add(Row(item, subform, $"{path}[{index}]", errors));
            else
                errors.Add(FormErrors.Type($"{path}[{index}]", "an object of column keys and values"));
        }
        return rows;
    }

    private static RowEdit Row(JsonElement json, Field subform, string path, ICollection<Error> errors)
    {
        long id = 0;
        var values = new Dictionary<int, Value>();
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == "id")
            {
                if (member.Value.ValueKind != JsonValueKind.Null && (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt64(out id)))
                    errors.Add(FormErrors.Type($"{path}.id", "the row's number"));
            }
            else if (subform.Rows.FirstOrDefault(column => column.Key == member.Name) is { } column)
            {
                values[column.Position] = column.Type.Parse(member.Value, column, $"{path}.{member.Name}", errors);
            }
            else
            {
                errors.Add(RecordErrors.UnknownField($"{path}.{member.Name}"));
            }
        }
        return new RowEdit(id, values);
    }
}
