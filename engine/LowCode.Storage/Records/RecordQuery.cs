using System.Data.Common;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// A page of records in one statement: gate, filter, search, sort and keyset paging. Further statements only for what is asked beside the rows:
/// the bounded count, the rows of subforms, the empty end of a sort order.
/// </summary>
internal sealed class RecordQuery
{
    // Up to here the bounded count is as fast.
    private const int ShortCount = 20_000;
    // A longer page is not found among a few rows.
    private const int MostWalked = 200;

    private readonly Session _session;
    private readonly RecordSelect _select;
    private readonly Form _form;
    private readonly Arguments _arguments = new();
    private readonly IReadOnlyList<SortKey> _keys;
    private readonly Field[] _columns;
    private readonly Field[] _subforms;
    private readonly string _rows;

    internal RecordQuery(Session session, RecordSelect select)
    {
        _session = session;
        _select = select;
        _form = select.Form;
        _keys = SortKey.Of(session.Dialect, select.Form, select.Sort);
        var wanted = select.Fields?.Select(position => _form.Fields[position]).Distinct().ToList() ?? [.. session.Dialect.Form(_form).Stored];
        _columns = [.. wanted.Where(field => ColumnValues.Has(field))];
        _subforms = [.. wanted.Where(field => field.Storage == StorageKind.Rows)];
        var gate = new Gate(session, _arguments, select.Context, select.AccessTo);
        _rows = $"{gate.Source(select.Access, select.Action)} r WHERE {string.Join(" AND ", Conditions(gate))}";
    }

    /// <summary>How many rows to walk in the order first, whatever <see cref="OrderWalks"/> has learned; null to go by that.</summary>
    internal int? Walk { get; init; }

    internal RecordPage Run()
    {
        var counting = new Arguments(_arguments);
        var found = new Found();
        var segments = _select.After is null ? ["TRUE"] : Keyset.After(_keys, Cursor.Read(List, _select.After, _keys.Count), _arguments);
        // Rows can be skipped in one range only.
        if (_select.Offset > 0 && segments.Count > 1)
            segments = [$"({string.Join(" OR ", segments.Select(segment => $"({segment})"))})"];
        var walks = CanWalk() ? _session.Dialect.Form(_form).Walks : null;
        foreach (var segment in segments.TakeWhile(_ => found.Rows.Count <= _select.Limit))
        {
            // The row behind the page only tells that there is a next one.
            var limit = new Arguments(_arguments);
            var order = $"ORDER BY {string.Join(", ", _keys.Select(key => key.OrderBy))}";
            var part = $"{order} LIMIT {limit.Add(_select.Limit + 1 - found.Rows.Count)} OFFSET {limit.Add(_select.Offset)}";
            var sql = _select.Offset > 0 && IsWhole
                ? $"SELECT {Selected()} FROM {_form.Table} r WHERE r.id IN (SELECT r.id FROM {_form.Table} r WHERE {NotDeleted} AND {segment} {part}) {order}"
                : $"SELECT {Selected()} FROM {_rows} AND {segment} {part}";
            if (found.Rows.Count == 0 && walks is not null && (Walk ?? walks.Rows(sql)) is > 0 and var many)
            {
                var walk = new Arguments(limit);
                var near = $"r.id IN (SELECT r.id FROM {_form.Table} r WHERE r.deleted_at IS NULL AND {segment} {order} LIMIT {walk.Add(many)})";
                var walked = Read($"SELECT {Selected()} FROM {_rows} AND {near} {part}", walk, found);
                // As many as were wanted are the first ones; fewer say nothing, others may come behind.
                walks.Walked(sql, found.Rows.Count > _select.Limit, walked);
                if (found.Rows.Count > _select.Limit)
                    break;
                found = new Found();
            }
            var steps = Read(sql, limit, found);
            walks?.Planned(sql, steps);
        }
        var (rows, last) = (found.Rows, found.Last);
        var more = rows.Count > _select.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        foreach (var subform in _subforms)
            AddRows(subform, rows, found.Ids);
        // A search mostly finds so few that the page shows them all.
        var (total, exact) = !more && _select is { After: null, Offset: 0 } ? Counted(rows.Count) : Count(counting);
        return new RecordPage(rows, more ? Cursor.Write(List, last!) : null, total, exact);
    }

    /// <summary>Adds what a statement finds; returns the steps it took.</summary>
    private long Read(string sql, Arguments arguments, Found found)
    {
        _session.Each(sql, reader =>
        {
            found.Rows.Add(Row(reader));
            found.Ids.Add(reader.GetInt64(0));
            if (found.Rows.Count == _select.Limit)
                found.Last = [.. _keys.Select((_, i) => Key(reader, i))];
        }, arguments.ToArray());
        return _session.Steps;
    }

    /// <summary>
    /// Whether an index holds the order wanted, the same for whoever asks: one field that is hidden in no row, then the id. A search and a choice of records are
    /// quicker by themselves.
    /// </summary>
    private bool CanWalk()
    {
        if (_session.Dialect.WeighsLimits || IsWhole || _select.Deleted || _select.Limit > MostWalked || _select.Ids is not null || !string.IsNullOrWhiteSpace(_select.Search) || _keys.Count > 2)
            return false;
        if (_keys.Count == 1)
            return true;
        var field = _form.Fields[_select.Sort[0].Position];
        var column = "r." + field.Column;
        return (field.Definition.Indexed || field.Definition.Unique && !SortKey.IsText(field) || field.Position == SystemFields.CreatedAt)
            && (_keys[0].Sql == column || SortKey.IsText(field) && _keys[0].Sql == _session.Dialect.Ordered(column).Sql)
            && (_select.Access.Unlimited || _select.Access.RowsShowing(field.Position) is null);
    }

    /// <summary>
    /// True for all live records of a form without any condition. Then rows are skipped and counted in an index alone, which is some fifty times as fast
    /// at a million records as looking each up in the table to see that it isn't deleted: the few that are deleted have an index of their own.
    /// </summary>
    private bool IsWhole => _select is { Access.Unlimited: true, Filter: null, Ids: null, Except.Count: 0, Deleted: false } && string.IsNullOrWhiteSpace(_select.Search);

    private string NotDeleted => $"r.id NOT IN (SELECT d.id FROM {_form.Table} d WHERE d.deleted_at IS NOT NULL)";

    /// <summary>What a cursor is bound to.</summary>
    private string List => $"{_form.Table} {_select.Deleted} {string.Join(",", _keys.Select(key => key.OrderBy))}";

    private IEnumerable<string> Conditions(Gate gate)
    {
        yield return _select.Deleted ? "r.deleted_at IS NOT NULL" : "r.deleted_at IS NULL";
        if (_select.Filter is { } filter)
            yield return gate.Condition(filter, _select.Access);
        if (!string.IsNullOrWhiteSpace(_select.Search))
            yield return Search.Condition(_session.Dialect, _select.Access, _select.Search.Trim(), _arguments);
        // One argument however many there are.
        if (_select.Ids is { } ids)
            yield return _session.Dialect.In("r.id", _arguments.Add(ids.ToArray()));
        if (_select.Except.Count > 0)
            yield return $"NOT {_session.Dialect.In("r.id", _arguments.Add(_select.Except.ToArray()))}";
    }

    private (long? Count, bool Exact) Count(Arguments counting)
    {
        if (_select.CountLimit == 0)
            return (null, true);
        if (IsWhole && _select.CountLimit > ShortCount)
        {
            var all = _session.Scalar<long>($"SELECT (SELECT count(*) FROM {_form.Table}) - (SELECT count(*) FROM {_form.Table} WHERE deleted_at IS NOT NULL)");
            return Counted(all);
        }
        var count = _session.Scalar<long>($"SELECT count(*) FROM (SELECT 1 FROM {_rows} LIMIT {counting.Add(_select.CountLimit + 1L)}) few", counting.ToArray());
        return Counted(count);
    }

    private (long? Count, bool Exact) Counted(long count) =>
        _select.CountLimit == 0 ? (null, true) : (Math.Min(count, _select.CountLimit), count <= _select.CountLimit);

    /// <summary>The id, the wanted columns, whether each wanted subform is shown, the sort keys.</summary>
    private string Selected() => string.Join(", ", ((string[])["r.id"])
        .Concat(_columns.Select(field => "r." + field.Column))
        .Concat(_subforms.Select(field => _select.Access.Unlimited ? "TRUE" : $"r.{field.Column}_shown"))
        .Concat(_keys.Select(key => key.Sql)));

    private Value[] Row(DbDataReader reader)
    {
        var values = _form.NewValues();
        for (var i = 0; i < _columns.Length; i++)
            values[_columns[i].Position] = _session.Dialect.Columns.FromColumn(reader, i + 1, _columns[i]);
        for (var i = 0; i < _subforms.Length; i++)
            values[_subforms[i].Position] = !reader.IsDBNull(1 + _columns.Length + i) && reader.GetBoolean(1 + _columns.Length + i) ? Value.True : Value.Null;
        return values;
    }

    private object? Key(DbDataReader reader, int key)
    {
        var column = 1 + _columns.Length + _subforms.Length + key;
        return reader.IsDBNull(column) ? null : reader.GetValue(column);
    }

    /// <summary>Replaces the marks of <see cref="Row"/> by the subform's rows, those of the whole page read at once.</summary>
    private void AddRows(Field subform, List<Value[]> rows, List<long> ids)
    {
        var sql = new SubformSql(subform, _session.Dialect);
        var shown = rows.Select((row, i) => (row, id: ids[i])).Where(each => !each.row[subform.Position].IsNull).ToList();
        var children = SubformRows.ReadMany(_session, sql, [.. shown.Select(each => each.id)]);
        foreach (var (row, id) in shown)
            row[subform.Position] = children.TryGetValue(id, out var found) ? Value.FromRows(found) : Value.Null;
    }

    private sealed class Found
    {
        internal List<Value[]> Rows { get; } = [];
        internal List<long> Ids { get; } = [];
        // The sort keys of the page's last row.
        internal object?[]? Last { get; set; }
    }
}
