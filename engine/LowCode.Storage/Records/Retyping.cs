using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Carries the values of a field whose shape changed into its new column, in batches; the old column stays as it is.</summary>
internal static class Retyping
{
    private const int Batch = 5000;

    /// <summary>Fills the new column; returns a sentence with the number of values carried over and of those that have no place in the new type.</summary>
    internal static string Fill(Session session, string table, Field from, Field to, string path, bool clear)
    {
        // A type that a field had before comes back with its old column: what stands there is out of date.
        if (clear)
            session.Execute($"UPDATE {table} SET {to.Column} = NULL WHERE {to.Column} IS NOT NULL");
        var columns = session.Dialect.Columns;
        var (carried, lost) = (0, 0);
        for (var after = 0L; ;)
        {
            var rows = session.Query($"SELECT id, {from.Column} FROM {table} WHERE id > @0 AND {from.Column} IS NOT NULL ORDER BY id LIMIT {Batch}",
                reader => (Id: reader.GetInt64(0), Value: columns.FromColumn(reader, 1, from)), after);
            if (rows.Count == 0)
                break;
            foreach (var (id, value) in rows)
            {
                if (Column(columns, value, to) is { } column)
                {
                    session.Execute($"UPDATE {table} SET {to.Column} = @1 WHERE id = @0", id, column);
                    carried++;
                }
                else
                {
                    lost++;
                }
            }
            after = rows[^1].Id;
        }
        return $"Field '{path}': retyped, {carried} values carried over" + (lost == 0 ? "." : $", {lost} values do not fit and are kept aside only.");
    }

    private static object? Column(ColumnValues columns, Value value, Field to)
    {
        try
        {
            return columns.ToColumn(Retype.Convert(value, to), to);
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
