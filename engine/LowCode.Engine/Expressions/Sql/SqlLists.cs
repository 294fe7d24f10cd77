namespace LowCode.Expressions.Sql;

/// <summary>What lies in other tables or in JSON columns: subform rows, referenced records, roll-ups, multi-values, and <c>in</c>.</summary>
internal sealed class SqlLists(SqlWriter writer)
{
    private const string Id = "id";

    public SqlFragment? In(BinaryNode node)
    {
        if (SqlWriter.IsConstant(node.Right))
            return writer.Write(node.Left) is { } left ? InConstant(left, writer.Write(node.Right)!.Constant!.Value) : null;
        if (writer.Write(node.Left) is not { } item)
            return null;
        return Exists(node.Right, node.Left.Type, value => writer.Compare.Write("==", value, item), item);
    }

    /// <summary>Whether some item of a list meets a condition: of a multi-value column, or of a subform's column. Items are never empty.</summary>
    public SqlFragment? Exists(Node list, ExpressionType wanted, Func<SqlFragment, SqlFragment?> condition, SqlFragment? beside = null)
    {
        if (list is ColumnNode column)
        {
            if (Rows(column.Rows) is not { } rows || rows.Writer.Column(column.Column, rows.Alias) is not { } value || condition(value) is not { } test)
                return null;
            return SqlWriter.Condition($"EXISTS (SELECT 1 FROM {rows.From} AND {test.Sql})", SqlNull.Never);
        }
        if (writer.Write(list) is not { } field)
            return null;
        if (!field.Is(TypeKind.List) || !field.IsColumn || field.Type.Item!.Kind is TypeKind.Number or TypeKind.File)
            return writer.Refuse($"Items of '{Syntax.Printer.Print(list)}' have no SQL form.");
        var alias = writer.NewAlias();
        var item = new SqlFragment(writer.Dialect.Item(alias, field.Type.Item), wanted.Kind == TypeKind.Null ? field.Type.Item : wanted, beside is { IsColumn: true } ? SqlNull.Empty : SqlNull.Never);
        return condition(item) is { } holds ? SqlWriter.Condition($"EXISTS (SELECT 1 FROM {writer.Dialect.Items(field.Sql, alias)} WHERE {holds.Sql})", SqlNull.Never) : null;
    }

    /// <summary>Whether a value is one of several known ones.</summary>
    public SqlFragment? InConstant(SqlFragment left, Value list)
    {
        if (list.IsError)
            return SqlWriter.Constant(list, ExpressionType.Bool);
        if (left.Constant is { } value)
            return SqlWriter.Constant(value.IsError ? value : Value.FromBool(Closures.Comparison.Contains(list.AsList, value)), ExpressionType.Bool);
        if (left.Type.Kind is TypeKind.List or TypeKind.Any || left.IsReal)
            return writer.Refuse($"'in' over {left.Type} has no SQL form.");
        var texts = new List<string>();
        var empty = false;
        foreach (var item in list.AsList)
        {
            empty |= Closures.Comparison.Same(Value.Null, item);
            if (!item.IsEmpty && writer.Compare.Stored(left, item) is { } text)
                texts.Add(text);
        }
        var condition = texts.Count == 0 ? $"{left.Sql} <> {left.Sql}" : $"{left.Sql} IN ({string.Join(", ", texts)})";
        return empty && left.Null == SqlNull.Empty
            ? SqlWriter.Condition($"({condition} OR {left.Sql} IS NULL)", SqlNull.Never)
            : empty && left.Is(TypeKind.Text) ? SqlWriter.Condition($"({condition} OR {left.Sql} = '')", left.Null)
            : SqlWriter.Condition($"({condition})", left.Null);
    }

    /// <summary>A field of the record that a reference points to.</summary>
    public SqlFragment? Path(PathNode path)
    {
        if (path.Base.Type.Kind == TypeKind.List)
            return writer.Refuse("A list of references has no SQL form.");
        if (writer.Write(path.Base) is not { } reference || Table(path.Form) is not { } table)
            return null;
        var inside = writer.Inside(table.Scope, writer.NewAlias(), null);
        if (inside.Column(path.Field, inside.Alias) is not { } column)
            return null;
        return column with { Sql = $"(SELECT {column.Sql} FROM {table.From} {inside.Alias} WHERE {inside.Alias}.{Id} = {writer.Settle(reference).Sql})" };
    }

    public SqlFragment? Rollup(RollupNode node)
    {
        var request = node.Request;
        if (Table(request.Form, whole: true) is not { } table)
            return null;
        var inside = writer.Inside(table.Scope, writer.NewAlias(), null);
        if (inside.Column(request.Via, inside.Alias) is not { } via)
            return null;
        var where = $"{via.Sql} = {writer.Alias}.{Id} AND {inside.Alias}.deleted_at IS NULL";
        if (request.Where is not null)
        {
            if (inside.Write(request.Where.Root) is not { } condition)
                return null;
            where += $" AND {inside.Settle(condition).Sql}";
        }
        var from = $"{table.From} {inside.Alias} WHERE {where}";
        if (request.Field is null)
            return new($"(SELECT count(*) FROM {from})", ExpressionType.Number, SqlNull.Never);
        return inside.Column(request.Field, inside.Alias) is { } column ? Aggregate(request.Kind, column, from, SqlNull.Empty) : null;
    }

    public SqlFragment? Lookup(LookupNode node)
    {
        if (Table(node.Request.Form, whole: true) is not { } table || writer.Write(node.Match) is not { } match)
            return null;
        var inside = writer.Inside(table.Scope, writer.NewAlias(), null);
        if (inside.Column(node.Request.By, inside.Alias) is not { } by || inside.Column(node.Request.Field, inside.Alias) is not { } field)
            return null;
        // A missing match finds nothing, not the records where the field is missing too.
        var equal = match.Constant is { } value
            ? value.IsEmpty || writer.Compare.Stored(by, value) is not { } stored ? writer.Dialect.False : $"{by.Sql} = {stored}"
            : by.Is(TypeKind.Number) ? string.Join(" = ", writer.Numbers.Alike([by, match]).Select(number => number.Sql)) : $"{by.Sql} = {match.Sql}";
        return field with { Sql = $"(SELECT {field.Sql} FROM {table.From} {inside.Alias} WHERE {equal} AND {inside.Alias}.deleted_at IS NULL ORDER BY {inside.Alias}.{Id} LIMIT 1)" };
    }

    /// <summary>Whether a subform or a filter of it has rows; null without a refusal when the node is none.</summary>
    public SqlFragment? Any(Node node) =>
        Binding.Names.SubformOf(node) is null || Rows(node) is not { } rows ? null : SqlWriter.Condition($"EXISTS (SELECT 1 FROM {rows.From})", SqlNull.Never);

    /// <summary>An aggregate over the rows of a FROM.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="column">What is aggregated.</param>
    /// <param name="from">Everything after FROM.</param>
    /// <param name="averageOfNothing">What the mean of no values is.</param>
    public SqlFragment Aggregate(RollupKind kind, SqlFragment column, string from, SqlNull averageOfNothing) => kind switch
    {
        RollupKind.Sum => new($"(SELECT coalesce(sum({column.Sql}), 0) FROM {from})", ExpressionType.Number, SqlNull.Never, column.Scale, column.IsReal),
        RollupKind.Count => new($"(SELECT count({column.Sql}) FROM {from})", ExpressionType.Number, SqlNull.Never),
        RollupKind.Average when writer.Dialect.ScaledNumbers => new($"(SELECT avg({SqlNumbers.Real(column).Sql}) FROM {from})", ExpressionType.Number, averageOfNothing, IsReal: true),
        RollupKind.Average => new($"(SELECT avg({column.Sql}) FROM {from})", ExpressionType.Number, averageOfNothing),
        _ => new($"(SELECT {(kind == RollupKind.Min ? "min" : "max")}({column.Sql}) FROM {from})", column.Type, SqlNull.Empty, column.Scale, column.IsReal),
    };

    /// <summary>The rows of a subform, with FILTER's conditions, as everything after FROM; null after a refusal.</summary>
    public (string From, string Alias, SqlWriter Writer)? Rows(Node node)
    {
        switch (node)
        {
            case FieldNode { Source: FieldSource.Record, Field: { Rows: { } } subform }:
                var alias = writer.NewAlias();
                var shown = writer.Source.RowsShown(new(writer.Scope.Form, subform, writer.Alias));
                var from = $"{subform.Column} {alias} WHERE {alias}.rec_id = {writer.Alias}.{Id}{(shown is null ? "" : $" AND {shown}")}";
                return (from, alias, writer.Inside(writer.Scope, writer.Alias, alias));
            case FilterNode filter when Rows(filter.Rows) is { } rows:
                return rows.Writer.Write(filter.Test) is { } test ? ($"{rows.From} AND {rows.Writer.Settle(test).Sql}", rows.Alias, rows.Writer) : null;
            case FilterNode:
                return null;
            default:
                writer.Refuse($"'{Syntax.Printer.Print(node)}' has no SQL form.");
                return null;
        }
    }

    private (string From, IExpressionScope Scope)? Table(string form, bool whole = false)
    {
        var tables = whole ? writer.Source.WholeTable ?? writer.Source.Table : writer.Source.Table;
        if (tables(form) is { } table && writer.Scope.Target(form) is { } scope)
            return (table, scope);
        writer.Refuse($"Form '{form}' cannot be read.");
        return null;
    }
}
