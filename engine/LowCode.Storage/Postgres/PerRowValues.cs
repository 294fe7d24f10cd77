using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using LowCode.Expressions;
using LowCode.Storage.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Postgres;

/// <summary>What an expression without an SQL form reads of one row.</summary>
internal sealed class PerRowValues(long id, Value[] columns, Value[] subforms)
{
    internal long Id => id;

    internal static PerRowValues Read(DbDataReader reader, RowExpression expression)
    {
        var dialect = PostgresStoreDialect.Instance;
        var columns = new Value[expression.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = dialect.Columns.FromColumn(reader, i + 1, expression.Columns[i]);
        var subforms = new Value[expression.Subforms.Length];
        for (var i = 0; i < subforms.Length; i++)
            subforms[i] = !reader.IsDBNull(columns.Length + 1 + i) && reader.GetBoolean(columns.Length + 1 + i) ? Value.True : Value.Null;
        return new PerRowValues(reader.GetInt64(0), columns, subforms);
    }

    /// <summary>Replaces the marks of shown subforms by their rows, all of a batch at once.</summary>
    internal static void AddSubforms(Session session, RowExpression expression, List<PerRowValues> rows)
    {
        for (var i = 0; i < expression.Subforms.Length; i++)
        {
            var subform = expression.Subforms[i];
            var shown = rows.Where(row => !row.Subform(i).IsNull).ToList();
            var found = SubformRows.ReadMany(session, new SubformSql(subform, session.Dialect), [.. shown.Select(row => row.Id)]);
            foreach (var row in shown)
                row.SetSubform(i, found.TryGetValue(row.Id, out var children) ? expression.Scope.Seen(subform, Value.FromRows(children)) : Value.Null);
        }
    }

    /// <summary>Makes it the record of a context.</summary>
    internal void CopyTo(EvaluationContext row, RowExpression expression)
    {
        row.RecordId = id;
        for (var i = 0; i < columns.Length; i++)
            row.Record[expression.Columns[i].Position] = columns[i];
        for (var i = 0; i < subforms.Length; i++)
            row.Record[expression.Subforms[i].Position] = subforms[i];
    }

    /// <summary>Numbers by id as a JSON object, in which the server finds one by halving.</summary>
    internal static string Numbers(Dictionary<long, long> results) => JsonSerializer.Serialize(
        results.ToDictionary(each => each.Key.ToString(CultureInfo.InvariantCulture), each => ColumnValues.Unscaled(each.Value, RowExpression.NumberScale)));

    private Value Subform(int index) => subforms[index];

    private void SetSubform(int index, Value rows) => subforms[index] = rows;
}
