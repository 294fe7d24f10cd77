using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// Makes a form's tables what its compiled form needs: a table of its own, one per subform, a column per field, the indexes.
/// Columns are only ever added; one that no field uses any more stays until maintenance, so that nothing is lost by a publish.
/// </summary>
internal sealed class FormSchema(Session session, SchemaChange change)
{
    private readonly List<string> _done = [];
    private readonly Form _form = change.New;

    /// <summary>Does it; returns what was done, as plain sentences.</summary>
    internal IReadOnlyList<string> Apply()
    {
        var isNew = Columns(_form.Table).Count == 0;
        if (isNew)
        {
            CreateTable();
        }
        else
        {
            AddColumns(_form.Table, _form.Fields, change.Old?.Fields ?? [], "");
        }
        foreach (var subform in _form.Fields.Where(field => field.Storage == StorageKind.Rows))
            ApplySubform(subform);
        _done.AddRange(new FormIndexes(session, _form).Apply());
        return _done;
    }

    private void CreateTable()
    {
        var types = session.Dialect.Columns;
        FormTables.Create(session, _form.Table, [.. _form.Fields.Where(field => field.Position != SystemFields.Id && ColumnValues.Has(field)).Select(field => (field.Column, types.Type(field))), ("ext", types.Type(StorageKind.Json))]);
        _done.Add($"Form '{_form.Key}': made its table with {_form.Designed.Count()} fields.");
    }

    private void ApplySubform(Field subform)
    {
        if (Columns(subform.Column).Count == 0)
        {
            FormTables.Create(session, subform.Column,
                [("rec_id", session.Dialect.Long), ("row_no", session.Dialect.Long), .. subform.Rows.Where(column => ColumnValues.Has(column)).Select(column => (column.Column, session.Dialect.Columns.Type(column)))]);
            _done.Add($"Subform '{_form.Key}.{subform.Key}': made its table with {subform.Rows.Count} columns.");
            return;
        }
        AddColumns(subform.Column, subform.Rows, change.Old?[subform.Key]?.Rows ?? [], subform.Key + ".");
    }

    private void AddColumns(string table, IReadOnlyList<Field> fields, IReadOnlyList<Field> oldFields, string prefix)
    {
        var there = Columns(table);
        foreach (var field in fields.Where(field => ColumnValues.Has(field)))
        {
            var isNew = !there.Contains(field.Column);
            if (isNew)
                session.Execute($"ALTER TABLE {table} ADD COLUMN {field.Column} {session.Dialect.Columns.Type(field)}");
            var path = $"{_form.Key}.{prefix}{field.Key}";
            var old = oldFields.FirstOrDefault(each => each.Key == field.Key && each.Column != field.Column && there.Contains(each.Column));
            if (old is not null)
                _done.Add(Retyping.Fill(session, table, old, field, path, clear: !isNew));
            else if (isNew)
                _done.Add($"Field '{path}': added.");
        }
    }

    private HashSet<string> Columns(string table) => [.. session.Dialect.ColumnsOf(session, table)];
}
