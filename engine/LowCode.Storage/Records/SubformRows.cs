using System.Data.Common;
using LowCode.Expressions;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Reads and writes the rows of one subform of one record.</summary>
internal static class SubformRows
{
    /// <summary>The rows in order; <see cref="Value.Null"/> when there are none.</summary>
    internal static Value Read(Session session, SubformSql sql, long recordId)
    {
        var rows = session.Query(sql.Select, reader => Row(reader, sql), recordId);
        return rows.Count == 0 ? Value.Null : Value.FromRows(rows);
    }

    /// <summary>The rows of several records by record id, in order; records without rows are left out.</summary>
    internal static Dictionary<long, List<RowValue>> ReadMany(Session session, SubformSql sql, IReadOnlyList<long> recordIds)
    {
        var found = new Dictionary<long, List<RowValue>>();
        session.Each(sql.SelectMany, reader =>
        {
            var recordId = reader.GetInt64(sql.Stored.Length + 1);
            if (!found.TryGetValue(recordId, out var rows))
                found[recordId] = rows = [];
            rows.Add(Row(reader, sql));
        }, recordIds.ToArray());
        return found;
    }

    /// <summary>Makes the rows what they should be: known ids are changed, others inserted, missing ones removed. Returns the rows with their ids.</summary>
    internal static Value Write(Session session, SubformSql sql, long recordId, Value rows, bool isNew)
    {
        var before = isNew ? [] : Read(session, sql, recordId).AsRows.Select((row, no) => (row, no)).ToDictionary(each => each.row.Id);
        var after = new List<RowValue>();
        foreach (var row in rows.AsRows)
        {
            // An id of another record's row is no id here: the row is a new one.
            if (before.Remove(row.Id, out var known))
            {
                if (known.no != after.Count || !known.row.Values.AsSpan().SequenceEqual(row.Values))
                    session.Execute(sql.Update, Arguments(sql, row, row.Id, after.Count));
                after.Add(row);
            }
            else
            {
                after.Add(row with { Id = session.Insert(sql.Insert, Arguments(sql, row, recordId, after.Count)) });
            }
        }
        foreach (var id in before.Keys)
            session.Execute(sql.Delete, id);
        return after.Count == 0 ? Value.Null : Value.FromRows(after);
    }

    private static RowValue Row(DbDataReader reader, SubformSql sql)
    {
        var values = new Value[sql.Field.Rows.Count];
        for (var i = 0; i < sql.Stored.Length; i++)
            values[sql.Stored[i].Position] = sql.Columns.FromColumn(reader, i + 1, sql.Stored[i]);
        return new RowValue(reader.GetInt64(0), values);
    }

    private static object?[] Arguments(SubformSql sql, RowValue row, long id, int no)
    {
        var arguments = new object?[sql.Stored.Length + 2];
        arguments[0] = id;
        arguments[1] = no;
        for (var i = 0; i < sql.Stored.Length; i++)
            arguments[i + 2] = sql.Columns.ToColumn(row.Values[sql.Stored[i].Position], sql.Stored[i]);
        return arguments;
    }
}
