using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>A field or row that both sides have changed. Of a row, <see cref="Mine"/> and <see cref="Theirs"/> hold that row alone; null: deleted.</summary>
/// <param name="Path">Names it among the conflicts: <c>amount</c>, or <c>items#12</c> for the row with id 12.</param>
/// <param name="Field">The field, or the subform.</param>
/// <param name="Mine">What the person has typed.</param>
/// <param name="Theirs">What stands in the record now.</param>
/// <param name="Change">Who and when.</param>
public sealed record MergeConflict(string Path, Field Field, Value Mine, Value Theirs, MeanwhileChange Change);

/// <summary>
/// Brings a person's edits onto a newer version of the record. What only one side has changed merges by itself, cell by cell in subforms;
/// what both have changed differently is asked.
/// </summary>
public sealed class RecordMerge
{
    private readonly Form _form;
    private readonly RecordEdits _mine;
    private readonly Meanwhile _meanwhile;
    private readonly Dictionary<int, RowsMerge> _rows = [];

    /// <summary>Compares both sides.</summary>
    public RecordMerge(Form form, RecordEdits mine, Meanwhile meanwhile)
    {
        (_form, _mine, _meanwhile) = (form, mine, meanwhile);
        var conflicts = new List<MergeConflict>();
        foreach (var change in meanwhile.Changes)
        {
            if (mine.Rows.TryGetValue(change.Field.Position, out var rows))
            {
                var merge = _rows[change.Field.Position] = new RowsMerge(change, rows);
                conflicts.AddRange(merge.Conflicts);
            }
            else if (mine.Fields.TryGetValue(change.Field.Position, out var value) && !Same(change.Field, value, change.Theirs) && !Same(change.Field, value, change.Before))
            {
                conflicts.Add(new MergeConflict(change.Field.Key, change.Field, value, change.Theirs, change));
            }
        }
        Conflicts = conflicts;
        Taken = [.. meanwhile.Changes.Where(change => conflicts.All(conflict => conflict.Field != change.Field))];
    }

    /// <summary>What must be asked; empty when everything merges by itself.</summary>
    public IReadOnlyList<MergeConflict> Conflicts { get; }

    /// <summary>Changes of others that stay without a question.</summary>
    public IReadOnlyList<MeanwhileChange> Taken { get; }

    /// <summary>The edits to save on the newest version: mine, but where <paramref name="theirs"/> names a conflict.</summary>
    public RecordEdits Resolve(IReadOnlySet<string> theirs)
    {
        var edits = new RecordEdits(_form);
        foreach (var (position, value) in _mine.Fields)
        {
            var field = _form.Fields[position];
            var stays = _meanwhile.Changes.FirstOrDefault(change => change.Field == field) is { } change && (theirs.Contains(field.Key) || Same(field, value, change.Before));
            if (!stays)
                edits.Fields[position] = value;
        }
        foreach (var (position, rows) in _mine.Rows)
            edits.Rows[position] = _rows.TryGetValue(position, out var merge) ? merge.Resolve(theirs) : rows;
        return edits;
    }

    // A file is its id: names and sizes are the upload's business.
    internal static bool Same(Field field, Value one, Value other)
    {
        (one, other) = (RecordRules.Fit(field, one), RecordRules.Fit(field, other));
        if (one.Kind == ValueKind.List && other.Kind == ValueKind.List && one.AsList.Any(item => item.Kind == ValueKind.File))
            return one.AsList.Select(item => item.AsFile.Id).SequenceEqual(other.AsList.Select(item => item.AsFile.Id));
        return one.Equals(other);
    }
}
