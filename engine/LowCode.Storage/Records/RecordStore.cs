using System.Data.Common;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Records of all forms: single ones here; lists, charts and roll-ups in the files beside.</summary>
internal sealed class RecordStore(Session session) : IRecordStore
{
    private const int MostIds = 1000;

    public long Writes { get; private set; }

    public IReadOnlyList<string> ApplySchema(IReadOnlyList<SchemaChange> changes) =>
        [.. changes.SelectMany(change => new FormSchema(session, change).Apply())];

    public long Insert(Form form, Value[] values)
    {
        var sql = session.Dialect.Form(form);
        var arguments = new object?[sql.Inserted.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = session.Dialect.Columns.ToColumn(values[sql.Inserted[i].Position], sql.Inserted[i]);
        var id = session.Insert(sql.Insert, arguments);
        Writes++;
        foreach (var subform in sql.Subforms)
            values[subform.Field.Position] = SubformRows.Write(session, subform, id, values[subform.Field.Position], isNew: true);
        values[SystemFields.Id] = ColumnValues.FromId(id, form.Fields[SystemFields.Id].Symbol.Type.Kind);
        return id;
    }

    public bool Update(Form form, long id, long version, Value[] values, IReadOnlyCollection<int> changed)
    {
        var columns = changed.Order().Select(position => form.Fields[position])
            .Where(field => field.Position != SystemFields.Id && ColumnValues.Has(field)).ToArray();
        var arguments = new object?[columns.Length + 2];
        arguments[0] = id;
        arguments[1] = version;
        for (var i = 0; i < columns.Length; i++)
            arguments[i + 2] = session.Dialect.Columns.ToColumn(values[columns[i].Position], columns[i]);
        // With nothing to set, the version is still checked.
        var assignments = columns.Length == 0 ? "version = version" : string.Join(", ", columns.Select((field, i) => $"{field.Column} = @{i + 2}"));
        if (session.Execute($"UPDATE {form.Table} SET {assignments} WHERE id = @0 AND version = @1", arguments) == 0)
            return false;
        Writes++;
        foreach (var subform in session.Dialect.Form(form).Subforms.Where(each => changed.Contains(each.Field.Position)))
            values[subform.Field.Position] = SubformRows.Write(session, subform, id, values[subform.Field.Position], isNew: false);
        return true;
    }

    public void Purge(Form form, IReadOnlyCollection<long> ids)
    {
        var sql = session.Dialect.Form(form);
        foreach (var id in ids)
        {
            foreach (var subform in sql.Subforms)
                session.Execute(subform.DeleteAll, id);
            session.Execute($"DELETE FROM {form.Table} WHERE id = @0", id);
            session.Execute("DELETE FROM history WHERE form_id = @0 AND record_id = @1", form.Id, id);
            session.Execute("DELETE FROM comment WHERE form_id = @0 AND record_id = @1", form.Id, id);
            // The bytes are removed by whoever tidies the files that no record holds.
            session.Execute("UPDATE file SET form_id = NULL, record_id = NULL, field_id = NULL WHERE form_id = @0 AND record_id = @1", form.Id, id);
        }
    }

    public Value[]? Get(Form form, long id)
    {
        var sql = session.Dialect.Form(form);
        var values = session.First(sql.Get, reader => sql.Read(reader, form), id);
        if (values is null)
            return null;
        foreach (var subform in sql.Subforms)
            values[subform.Field.Position] = SubformRows.Read(session, subform, id);
        return values;
    }

    public IReadOnlyList<Value[]> GetMany(Form form, IReadOnlyCollection<long> ids)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostIds, nameof(ids));
        var sql = session.Dialect.Form(form);
        return ids.Count == 0 ? [] : session.Query(sql.GetMany, reader => sql.Read(reader, form), ids.ToArray());
    }

    public long? FindSame(Form form, IReadOnlyList<int> positions, Value[] values, long exceptId)
    {
        var arguments = new object?[positions.Count + 1];
        arguments[0] = exceptId;
        for (var i = 0; i < positions.Count; i++)
        {
            arguments[i + 1] = session.Dialect.Columns.ToColumn(values[positions[i]], form.Fields[positions[i]]);
            if (arguments[i + 1] is null)
                return null;
        }
        var same = string.Concat(positions.Select((position, i) => Same(form.Fields[position], $"@{i + 1}", positions.Count > 1)));
        var found = session.Scalar<long>($"SELECT id FROM {form.Table} WHERE deleted_at IS NULL{same} AND id <> @0 ORDER BY id LIMIT 1", arguments);
        return found == 0 ? null : found;
    }

    private string Same(Field field, string value, bool inRule)
    {
        var same = $" AND {field.Column} = {value}";
        // By what the rule's index holds, too.
        return inRule && field.Storage == StorageKind.Text && session.Dialect.InRule(field.Column) is var key && key != field.Column ? $"{same} AND {key} = {session.Dialect.InRule(value)}" : same;
    }

    public IReadOnlyList<(Value Value, long Id)> FindMany(Form form, int position, IReadOnlyCollection<Value> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, MostIds, nameof(values));
        var field = form.Fields[position];
        var wanted = values.Select(value => session.Dialect.Columns.ToColumn(value, field)).Where(value => value is not null).Distinct().ToList();
        return wanted.Count == 0 ? [] : session.Query(
            $"SELECT {field.Column}, id FROM {form.Table} WHERE deleted_at IS NULL AND {session.Dialect.In(field.Column, "@0")} ORDER BY id",
            reader => (session.Dialect.Columns.FromColumn(reader, 0, field), reader.GetInt64(1)),
            (object)wanted.ToArray());
    }

    public RecordPage Query(RecordSelect select) => Limited(() => new RecordQuery(session, select).Run());

    public IReadOnlyList<Value[]> Aggregate(AggregateSelect select) => Limited(() => new RecordAggregate(session, select).Run());

    public Value Rollup(RollupRequest request, Form form, long recordId, EvaluationContext context) =>
        RecordRollup.Run(session, request, form, recordId, context);

    public long NextSerial(long fieldId, string period) => session.Scalar<long>(
        "INSERT INTO serial (field_id, period, last) VALUES (@0, @1, 1) ON CONFLICT (field_id, period) DO UPDATE SET last = serial.last + 1 RETURNING last",
        fieldId, period);

    /// <summary>What a caller asked for may be more than the database can do: that is a refusal, not a fault of ours.</summary>
    private T Limited<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DbException exception) when (session.Dialect.Refusal(exception) is { } refused)
        {
            throw refused;
        }
    }
}
