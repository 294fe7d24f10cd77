namespace LowCode.Expressions.Sql;

/// <summary>SQL of aggregates: over a subform's column as a correlated subquery, or over a few single numbers.</summary>
internal static class AggregateForms
{
    public static SqlFragment? Sum(SqlWriter w, IReadOnlyList<Node> a)
    {
        SqlFragment? total = null;
        foreach (var argument in a)
        {
            var part = argument is ColumnNode column ? Over(w, RollupKind.Sum, column) : argument.Type.Kind == TypeKind.Number ? w.Write(argument) : w.Refuse("SUM over this list has no SQL form.");
            if (part is null)
                return null;
            total = total is null ? w.Numbers.Zero(part) : w.Numbers.Add(total, part, "+");
        }
        return total;
    }

    public static SqlFragment? Average(SqlWriter w, IReadOnlyList<Node> a) => One(w, RollupKind.Average, a);

    public static SqlFragment? Min(SqlWriter w, IReadOnlyList<Node> a) => Extreme(w, RollupKind.Min, a);

    public static SqlFragment? Max(SqlWriter w, IReadOnlyList<Node> a) => Extreme(w, RollupKind.Max, a);

    public static SqlFragment? Count(SqlWriter w, IReadOnlyList<Node> a)
    {
        if (a is [ColumnNode { Column.Type.Kind: TypeKind.Number or TypeKind.Date or TypeKind.DateTime or TypeKind.Time } column])
            return Over(w, RollupKind.Count, column);
        return a is [FieldNode { Field.Rows: not null } or FilterNode] && w.Lists.Rows(a[0]) is { } rows
            ? new($"(SELECT count(*) FROM {rows.From})", ExpressionType.Number, SqlNull.Never)
            : w.Refuse("COUNT has a SQL form over a subform or one of its number or date columns only.");
    }

    public static SqlFragment? CountA(SqlWriter w, IReadOnlyList<Node> a) =>
        a is [ColumnNode column] ? Over(w, RollupKind.Count, column) : a is [FieldNode { Field.Rows: not null } or FilterNode] ? Count(w, a) : w.Refuse("COUNTA has a SQL form over a subform or its column only.");

    private static SqlFragment? One(SqlWriter w, RollupKind kind, IReadOnlyList<Node> a) =>
        a is [ColumnNode column] ? Over(w, kind, column) : w.Refuse("This aggregate has a SQL form over one subform column only.");

    private static SqlFragment? Over(SqlWriter w, RollupKind kind, ColumnNode column) =>
        w.Lists.Rows(column.Rows) is { } rows && rows.Writer.Column(column.Column, rows.Alias) is { } value ? w.Lists.Aggregate(kind, value, rows.From, SqlNull.Error) : null;

    // MIN and MAX pass over what is empty: beside an empty value the other one counts.
    private static SqlFragment? Extreme(SqlWriter w, RollupKind kind, IReadOnlyList<Node> a)
    {
        if (a is not [{ Type.Kind: TypeKind.Number }, { Type.Kind: TypeKind.Number }])
            return One(w, kind, a);
        if (w.Write(a[0]) is not { } left || w.Write(a[1]) is not { } right || w.Alike([left, right]) is not { } pair)
            return null;
        var nulls = left.Null == SqlNull.Error || right.Null == SqlNull.Error ? SqlNull.Error : left.Null == SqlNull.Empty && right.Null == SqlNull.Empty ? SqlNull.Empty : SqlNull.Never;
        var (x, y) = nulls == SqlNull.Error ? (pair[0].Sql, pair[1].Sql) : ($"coalesce({pair[0].Sql}, {pair[1].Sql})", $"coalesce({pair[1].Sql}, {pair[0].Sql})");
        return pair[0] with { Sql = w.Dialect.Extreme(kind == RollupKind.Max, x, y), Null = nulls, IsColumn = false };
    }
}
