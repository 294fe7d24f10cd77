namespace LowCode.Expressions.Sql;

/// <summary>SQL of the list functions over multi-value columns.</summary>
internal static class ListForms
{
    public static SqlFragment? ContainsAny(SqlWriter w, IReadOnlyList<Node> a) =>
        Known(w, a[1]) is not { } wanted ? null
        : wanted.Length == 0 ? SqlWriter.Constant(Value.False, ExpressionType.Bool)
        : w.Lists.Exists(a[0], ExpressionType.Null, item => w.Lists.InConstant(item, Value.FromList(wanted)));

    public static SqlFragment? ContainsAll(SqlWriter w, IReadOnlyList<Node> a) =>
        Known(w, a[1]) is not { } wanted ? null
        : wanted.Length == 0 ? SqlWriter.Constant(Value.True, ExpressionType.Bool)
        : w.Logic(true, [.. wanted.Select(value => w.Lists.Exists(a[0], ExpressionType.Null, item => w.Compare.Write("==", item, SqlWriter.Constant(value, item.Type))))]);

    private static Value[]? Known(SqlWriter w, Node list)
    {
        if (SqlWriter.IsConstant(list) && w.Write(list)!.Constant is { Kind: ValueKind.List or ValueKind.Null } value)
            return value.AsList;
        w.Refuse("A list that is not known beforehand has no SQL form here.");
        return null;
    }
}
