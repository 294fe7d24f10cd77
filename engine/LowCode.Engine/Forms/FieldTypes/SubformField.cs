using System.Globalization;
using System.Text.Json;
using LowCode.Expressions;
using LowCode.Records;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="SubformField"/>.</summary>
public sealed record SubformSettings
{
    /// <summary>The columns, from left to right: any type but another subform.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Fewest rows.</summary>
    public int MinRows { get; init; }

    /// <summary>Most rows, up to 1,000.</summary>
    public int MaxRows { get; init; } = 200;

    /// <summary>Keys of the columns that have a total below them; empty for every number but percentages.</summary>
    public IReadOnlyList<string> Totals { get; init; } = [];

    /// <summary>By key of a column with a total, what it is: sum (also where it isn't named), avg, min or max.</summary>
    public IReadOnlyDictionary<string, MeasureFunction> TotalBy { get; init; } = new Dictionary<string, MeasureFunction>();

    /// <summary>False: nothing stands below the columns.</summary>
    public bool TotalRow { get; init; } = true;
}

/// <summary>Detail rows that belong to the record: order lines, visited places.</summary>
public sealed class SubformField : FieldType<SubformSettings>
{
    /// <summary>Most rows that any subform may have.</summary>
    public const int MostRows = 1000;

    /// <inheritdoc/>
    public override string Key => "subform";

    /// <inheritdoc/>
    public override Label Label { get; } = new("子表单", "Subform");

    /// <inheritdoc/>
    public override string Icon => "table-2";

    /// <inheritdoc/>
    public override string Group => "relation";

    /// <inheritdoc/>
    protected override void Check(SubformSettings settings, ICollection<Error> errors)
    {
        if (settings.MaxRows is < 1 or > MostRows)
            errors.Add(FormErrors.Setting("settings.maxRows", $"1 to {MostRows}"));
        if (settings.MinRows < 0 || settings.MinRows > settings.MaxRows)
            errors.Add(FormErrors.Setting("settings.minRows", "0 to maxRows"));
    }

    /// <inheritdoc/>
    public override void Complete(Field field, FieldSurroundings around, ICollection<Error> errors)
    {
        field.Rows = around.Columns(field, Of(field).Fields, errors);
        CheckTotals(field, errors);
    }

    private static void CheckTotals(Field field, ICollection<Error> errors)
    {
        foreach (var (index, key) in Of(field).Totals.Index())
        {
            if (field.Rows.FirstOrDefault(column => column.Key == key) is not { } column)
                errors.Add(FormErrors.UnknownField($"settings.totals[{index}]", key));
            else if (column.Type.TypeOf(column).Kind != TypeKind.Number)
                errors.Add(FormErrors.Setting($"settings.totals[{index}]", "a column of numbers"));
        }
        foreach (var (key, function) in Of(field).TotalBy)
        {
            if (field.Rows.All(column => column.Key != key))
                errors.Add(FormErrors.UnknownField($"settings.totalBy.{key}", key));
            else if (function is MeasureFunction.Count or MeasureFunction.Distinct)
                errors.Add(FormErrors.Setting($"settings.totalBy.{key}", "sum, avg, min or max"));
        }
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Rows;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.Rows;

    /// <summary>Reads complete rows; columns that are not named are empty. The saver reads rows itself, to keep what an edit doesn't mention.</summary>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return Value.Null;
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > MostRows)
        {
            errors.Add(json.ValueKind == JsonValueKind.Array ? FormErrors.TooMany(path, MostRows) : FormErrors.Type(path, "an array of rows"));
            return Value.Null;
        }
        var rows = json.EnumerateArray().Select((row, index) => Row(row, field, $"{path}[{index}]", errors)).OfType<RowValue>().ToList();
        return rows.Count == 0 ? Value.Null : Value.FromRows(rows);
    }

    private static RowValue? Row(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(FormErrors.Type(path, "an object of column keys and values"));
            return null;
        }
        var values = new Value[field.Rows.Count];
        foreach (var column in field.Rows)
        {
            if (json.TryGetProperty(column.Key, out var cell))
                values[column.Position] = column.Type.Parse(cell, column, $"{path}.{column.Key}", errors);
        }
        return new RowValue(json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : 0, values);
    }

    /// <summary>Subforms are not read from one cell.</summary>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        errors.Add(FormErrors.Type(path, "no text: rows can't be read from one cell"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        if (value.AsRows.Count > Of(field).MaxRows)
            errors.Add(FormErrors.TooMany(path, Of(field).MaxRows));
        if (value.AsRows.Count < Of(field).MinRows)
            errors.Add(FormErrors.TooFew(path, Of(field).MinRows));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names)
    {
        writer.WriteStartArray();
        foreach (var row in value.AsRows)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", row.Id);
            foreach (var column in field.Rows)
            {
                writer.WritePropertyName(column.Key);
                column.WriteValue(writer, row.Values[column.Position], names);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.AsRows.Count.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Presence;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromRows([new RowValue(0, [.. field.Rows.Select(column => column.Type.Sample(column))])]);
}
