using System.Data.Common;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Groups and measures in one statement, over the gate's rows. Sums are sums of whole numbers, so they are exact.</summary>
internal sealed class RecordAggregate
{
    private const int MostRows = 10_000;

    private readonly Session _session;
    private readonly AggregateSelect _select;
    private readonly Arguments _arguments = new();
    private readonly IReadOnlyList<GroupColumn> _groups;
    private readonly IReadOnlyList<MeasureColumn> _measures;
    private readonly string _rows;

    internal RecordAggregate(Session session, AggregateSelect select)
    {
        _session = session;
        _select = select;
        var gate = new Gate(session, _arguments, select.Context, select.AccessTo);
        _groups = [.. select.Groups.Select(group => GroupColumn.Of(session.Dialect, select, group, gate, _arguments))];
        _measures = [.. select.Measures.Select(measure => MeasureColumn.Of(session.Dialect, select.Access, measure, gate))];
        var filter = select.Filter is null ? "" : " AND " + gate.Condition(select.Filter, select.Access);
        var search = select.Search is null ? "" : " AND " + Search.Condition(session.Dialect, select.Access, select.Search, _arguments);
        _rows = $"{gate.Source(select.Access, RecordActions.View)} r WHERE r.deleted_at IS NULL{filter}{search}";
    }

    internal IReadOnlyList<Value[]> Run()
    {
        var order = OrderBy();
        var (groups, arguments) = Folded() is { } folded ? (Unfold(), new Arguments(folded)) : (Grouped(), _arguments);
        return _session.Query($"SELECT * FROM ({groups}) g{order} LIMIT {arguments.Add(Math.Clamp(_select.Limit, 1, MostRows))}", Row, arguments.ToArray());
    }

    private string Grouped()
    {
        var columns = string.Join(", ", _groups.Select((group, i) => $"{group.Sql} AS g{i}").Concat(_measures.Select((measure, i) => $"{measure.Sql} AS m{i}, {measure.CountSql} AS n{i}")));
        var groupBy = _groups.Count == 0 ? "" : " GROUP BY " + string.Join(", ", _groups.Select((_, i) => "g" + i));
        return $"SELECT {columns} FROM {_rows}{groupBy}";
    }

    // Only the groups are left for the database to sort; null when it has to do all of it.
    private string? Folded()
    {
        if (_groups.Count == 0 || !_measures.All(measure => measure.Folding is not null))
            return null;
        var columns = _groups.Select(group => group.Sql).Concat(_measures.Where(measure => measure.Folding != Folding.Rows).Select(measure => measure.Argument));
        return _session.Fold($"SELECT {string.Join(", ", columns)} FROM {_rows}", _groups.Count, [.. _measures.Select(measure => measure.Folding!.Value)], _arguments.ToArray());
    }

    private string Unfold()
    {
        var columns = _groups.Select((_, i) => $"value ->> {i} AS g{i}").Concat(_measures.Select((measure, i) => measure.Unfold(i, $"value ->> {_groups.Count + 2 * i}", $"value ->> {_groups.Count + 2 * i + 1}")));
        return $"SELECT {string.Join(", ", columns)} FROM json_each(@0)";
    }

    private Value[] Row(DbDataReader reader)
    {
        var values = new Value[_groups.Count + _measures.Count];
        for (var i = 0; i < _groups.Count; i++)
            values[i] = _groups[i].Read(reader, i);
        for (var i = 0; i < _measures.Count; i++)
            values[_groups.Count + i] = _measures[i].Read(reader, _groups.Count + 2 * i);
        return values;
    }

    private string OrderBy()
    {
        var byGroups = _groups.Select((group, i) => group.OrderBy("g" + i)).ToList();
        if (_select.SortColumn is not { } column)
            return byGroups.Count == 0 ? "" : " ORDER BY " + string.Join(", ", byGroups.Select(Directed));
        if (column < 0 || column >= _groups.Count + _measures.Count)
            throw new RefusedException(ErrorKind.Malformed, "records.aggregate.sort", $"There is no output column {column} to sort by.", "sortColumn");
        var first = column < _groups.Count ? byGroups[column] : _measures[column - _groups.Count].OrderBy(column - _groups.Count);
        return " ORDER BY " + string.Join(", ", byGroups.Prepend(Directed(first)));
    }

    private string Directed(string sql) => _select.Descending ? sql + " DESC NULLS LAST" : sql + " NULLS FIRST";
}

/// <summary>One dimension: its SQL and how its values are read.</summary>
internal sealed record GroupColumn(Dialect Dialect, string Sql, Field Field, bool IsDay, bool IsBand = false)
{
    internal static GroupColumn Of(Dialect dialect, AggregateSelect select, GroupBy group, Gate gate, Arguments arguments)
    {
        var (field, column) = (select.Form.Fields[group.Through ?? group.Position], "");
        column = "r." + field.Column;
        if (group.Through is not null)
        {
            var target = (Form?)((IExpressionScope)select.Form).Target(field.Target ?? "")
                ?? throw new RefusedException(ErrorKind.Malformed, "records.aggregate.through", $"'{field.Key}' points to no form.", "groups");
            field = target.Fields[group.Position];
            column = $"(SELECT t.{field.Column} FROM {gate.Target(target)} t WHERE t.id = {column})";
        }
        if (!ColumnValues.Has(field))
            throw new RefusedException(ErrorKind.Malformed, "records.aggregate.field", $"'{field.Key}' can't be grouped by.", "groups");
        if (group.Bands is { Count: > 0 } bounds)
        {
            if (field.Storage != StorageKind.Number)
                throw new RefusedException(ErrorKind.Malformed, "records.aggregate.bands", $"'{field.Key}' is no number.", "groups");
            return new GroupColumn(dialect, Band(dialect, column, bounds, field.Scale, arguments), field, IsDay: false, IsBand: true);
        }
        if (field.Storage is not (StorageKind.Date or StorageKind.Instant) || group.Unit == DateUnit.None)
            return new GroupColumn(dialect, column, field, IsDay: false);
        var day = field.Storage == StorageKind.Date ? column : dialect.Expressions.LocalDay(column, arguments.Add(select.Context.Zone.Id));
        return new GroupColumn(dialect, dialect.FirstDay(day, group.Unit), field, IsDay: true);
    }

    internal string OrderBy(string name) => IsDay || IsBand ? name : SortKey.Expression(Field, name);

    internal Value Read(DbDataReader reader, int column) =>
        !IsDay && !IsBand ? Dialect.Columns.FromColumn(reader, column, Field)
        : reader.IsDBNull(column) ? Value.Null
        : IsBand ? Value.FromNumber(reader.GetInt64(column))
        : Value.FromDate(Dialect.Columns.Day(reader, column));

    // The number of bounds that are not above the value.
    private static string Band(Dialect dialect, string column, IReadOnlyList<decimal> bounds, int scale, Arguments arguments)
    {
        var steps = bounds.Select((bound, band) => $"WHEN {column} < {arguments.Add(dialect.Columns.Bound(bound, scale))} THEN {band}");
        return $"CASE WHEN {column} IS NULL THEN NULL {string.Join(' ', steps)} ELSE {bounds.Count} END";
    }
}

/// <summary>One measure: what is measured of each row, its SQL over the rows, a count beside it for averages, and how it is read.</summary>
internal sealed record MeasureColumn(Dialect Dialect, MeasureFunction Function, string Argument, string Sql, string CountSql, Field? Field, int Scale)
{
    private const string EveryRow = "1";

    internal static MeasureColumn Of(Dialect dialect, Access access, Measure measure, Gate gate)
    {
        var where = measure.Where is { } condition ? gate.Condition(condition, access) : null;
        if (measure.Expression is { } expression)
        {
            var (sql, scale) = gate.Number(expression, access);
            return Of(dialect, measure.Function, Only(where, sql), null, scale);
        }
        if (measure.Position is not { } position)
            return Of(dialect, MeasureFunction.Count, Only(where, EveryRow), null, 0);
        var field = access.Form.Fields[position];
        var needsNumber = measure.Function is MeasureFunction.Sum or MeasureFunction.Avg;
        if (!ColumnValues.Has(field) || needsNumber && field.Storage != StorageKind.Number)
            throw new RefusedException(ErrorKind.Malformed, "records.aggregate.field", $"'{field.Key}' has no {measure.Function}.", "measures");
        var column = "r." + field.Column;
        return measure.Function == MeasureFunction.Empty
            ? Of(dialect, measure.Function, $"CASE WHEN {(where is null ? "" : $"({where}) AND ")}{column} IS NULL THEN 1 END", null, 0)
            : Of(dialect, measure.Function, Only(where, column), field, field.Scale);
    }

    private static string Only(string? where, string value) => where is null ? value : $"CASE WHEN {where} THEN {value} END";

    private static MeasureColumn Of(Dialect dialect, MeasureFunction function, string column, Field? field, int scale) => function switch
    {
        MeasureFunction.Count or MeasureFunction.Empty => new(dialect, function, column, column == EveryRow ? "count(*)" : $"count({column})", "NULL", null, 0),
        MeasureFunction.Distinct => new(dialect, function, column, $"count(DISTINCT {column})", "NULL", field, 0),
        MeasureFunction.Sum => new(dialect, function, column, $"coalesce(sum({column}), 0)", "NULL", field, scale),
        MeasureFunction.Avg => new(dialect, function, column, $"sum({column})", $"count({column})", field, scale),
        MeasureFunction.Min => new(dialect, function, column, dialect.Extreme(false, column, field), "NULL", field, scale),
        MeasureFunction.Max => new(dialect, function, column, dialect.Extreme(true, column, field), "NULL", field, scale),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    /// <summary>What of its argument is all that it takes; null when a sum and a count are not enough.</summary>
    internal Folding? Folding => Function switch
    {
        MeasureFunction.Count when Argument == EveryRow => Units.Folding.Rows,
        MeasureFunction.Count or MeasureFunction.Empty => Units.Folding.Count,
        MeasureFunction.Sum or MeasureFunction.Avg => Units.Folding.Sum,
        _ => null,
    };

    /// <summary>Its two columns, from the sum and the count of its argument.</summary>
    internal string Unfold(int index, string sum, string count) => Function switch
    {
        MeasureFunction.Sum => $"{sum} AS m{index}, NULL AS n{index}",
        MeasureFunction.Avg => $"CASE WHEN {count} > 0 THEN {sum} END AS m{index}, {count} AS n{index}",
        _ => $"{count} AS m{index}, NULL AS n{index}",
    };

    /// <summary>Averages are sorted by the quotient, which the statement itself doesn't need exactly.</summary>
    internal string OrderBy(int index) => Function == MeasureFunction.Avg ? $"m{index} * 1.0 / n{index}" : "m" + index;

    internal Value Read(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return Value.Null;
        return Function switch
        {
            MeasureFunction.Count or MeasureFunction.Distinct or MeasureFunction.Empty => Value.FromNumber(reader.GetInt64(column)),
            MeasureFunction.Avg => Value.FromNumber(Dialect.Columns.Number(reader, column, Scale) / reader.GetInt64(column + 1)),
            _ when Field is null => Value.FromNumber(Dialect.Columns.Number(reader, column, Scale)),
            _ => Dialect.Columns.FromColumn(reader, column, Field),
        };
    }
}
