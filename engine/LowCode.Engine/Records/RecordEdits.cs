using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>What a caller wants written, by field position; fields not named stay as they are.</summary>
public sealed class RecordEdits
{
    /// <summary>Plain fields.</summary>
    public Dictionary<int, Value> Fields { get; } = [];

    /// <summary>Subforms: all rows that shall be there, in order. Rows with an id keep the columns that are not named.</summary>
    public Dictionary<int, IReadOnlyList<RowEdit>> Rows { get; } = [];

    /// <summary>What could not be read; the save reports these together with everything else that is wrong.</summary>
    public List<Error> Errors { get; } = [];

    /// <summary>The same wishes without these plain fields.</summary>
    public RecordEdits Without(IReadOnlyCollection<int> fields)
    {
        var rest = new RecordEdits();
        foreach (var (position, value) in Fields.Where(field => !fields.Contains(field.Key)))
            rest.Fields[position] = value;
        foreach (var (position, rows) in Rows)
            rest.Rows[position] = rows;
        rest.Errors.AddRange(Errors);
        return rest;
    }

    /// <summary>Sets a field by its key; for engine code that knows the form.</summary>
    public RecordEdits Set(Form form, string key, Value value)
    {
        if (form[key] is not { } target)
            Errors.Add(RecordErrors.UnknownField(key));
        else if (target.Storage == StorageKind.Rows)
            Rows[target.Position] = [.. value.AsRows.Select(row => new RowEdit(row.Id, row.Values.Index().ToDictionary(pair => pair.Index, pair => pair.Item)))];
        else
            Fields[target.Position] = value;
        return this;
    }
}

/// <summary>One row of a subform to be written; id 0 is a new row.</summary>
public sealed record RowEdit(long Id, IReadOnlyDictionary<int, Value> Values);
