using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>What a caller wants written, by field position; fields not named stay as they are.</summary>
/// <param name="readBy">The form whose positions these are; null: whatever is published when they are saved.</param>
public sealed class RecordEdits(Form? readBy = null)
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
        var rest = new RecordEdits(readBy);
        foreach (var (position, value) in Fields.Where(field => !fields.Contains(field.Key)))
            rest.Fields[position] = value;
        foreach (var (position, rows) in Rows)
            rest.Rows[position] = rows;
        rest.Errors.AddRange(Errors);
        return rest;
    }

    /// <summary>
    /// The same wishes by the positions of the form as it is now: it may have been published anew since they were read, on another node too. What is gone, or is of
    /// another kind now, becomes an error.
    /// </summary>
    internal RecordEdits On(Form form)
    {
        if (StandsFor(form))
            return this;
        var carried = new RecordEdits(form);
        carried.Errors.AddRange(Errors);
        foreach (var (position, value) in Fields)
        {
            if (Same(readBy!.Fields[position], form[readBy.Fields[position].Key]) is { } field)
                carried.Fields[field.Position] = value;
            else
                carried.Errors.Add(RecordErrors.UnknownField(readBy.Fields[position].Key));
        }
        foreach (var (position, rows) in Rows)
        {
            var subform = readBy!.Fields[position];
            if (form[subform.Key] is { Storage: StorageKind.Rows } now)
                carried.Rows[now.Position] = [.. rows.Select(row => Carry(row, subform, now, carried.Errors))];
            else
                carried.Errors.Add(RecordErrors.UnknownField(subform.Key));
        }
        return carried;
    }

    /// <summary>Whether the positions are those of this form.</summary>
    internal bool StandsFor(Form form) => readBy is null || ReferenceEquals(readBy, form) || SameFields(readBy.Fields, form.Fields);

    private static bool SameFields(IReadOnlyList<Field> ones, IReadOnlyList<Field> others) =>
        ones.Count == others.Count && ones.Zip(others).All(pair => Same(pair.First, pair.Second) is not null && SameFields(pair.First.Rows, pair.Second.Rows));

    private static Field? Same(Field one, Field? other) => other is not null && one.Key == other.Key && one.Storage == other.Storage && one.Scale == other.Scale ? other : null;

    private static RowEdit Carry(RowEdit row, Field before, Field now, List<Error> errors)
    {
        var values = new Dictionary<int, Value>();
        foreach (var (position, value) in row.Values)
        {
            var column = before.Rows[position];
            if (Same(column, now.Rows.FirstOrDefault(each => each.Key == column.Key)) is { } found)
                values[found.Position] = value;
            else
                errors.Add(RecordErrors.UnknownField($"{now.Key}.{column.Key}"));
        }
        return row with { Values = values };
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
