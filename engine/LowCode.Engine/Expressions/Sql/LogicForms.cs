namespace LowCode.Expressions.Sql;

/// <summary>SQL of the logic functions.</summary>
internal static class LogicForms
{
    public static SqlFragment? If(SqlWriter w, IReadOnlyList<Node> a) =>
        w.Choose([(w.Write(a[0]), w.Write(a[1]))], a.Count > 2 ? w.Write(a[2]) : SqlWriter.Constant(Value.Null, ExpressionType.Null));

    public static SqlFragment? Ifs(SqlWriter w, IReadOnlyList<Node> a) =>
        w.Choose([.. Enumerable.Range(0, a.Count / 2).Select(i => (w.Write(a[2 * i]), w.Write(a[2 * i + 1])))], Nothing());

    public static SqlFragment? Switch(SqlWriter w, IReadOnlyList<Node> a)
    {
        if (w.Write(a[0]) is not { } value)
            return null;
        var cases = Enumerable.Range(0, (a.Count - 1) / 2).Select(i => (w.Write(a[2 * i + 1]) is { } candidate ? w.Compare.Write("==", value, candidate) : null, w.Write(a[2 * i + 2])));
        return w.Choose([.. cases], a.Count % 2 == 0 ? w.Write(a[^1]) : Nothing());
    }

    public static SqlFragment? And(SqlWriter w, IReadOnlyList<Node> a) => Strict(w, a, and: true);

    public static SqlFragment? Or(SqlWriter w, IReadOnlyList<Node> a) => Strict(w, a, and: false);

    public static SqlFragment? Not(SqlWriter w, IReadOnlyList<Node> a) => w.Not(w.Write(a[0]));

    public static SqlFragment? IfError(SqlWriter w, IReadOnlyList<Node> a)
    {
        if (w.Write(a[0]) is not { } value || w.Write(a[1]) is not { } otherwise)
            return null;
        if (value.Null != SqlNull.Error)
            return value;
        // The fallback alone decides whether NULL is left and what it means.
        if (w.Alike([value with { Null = SqlNull.Never }, otherwise]) is not { } alike)
            return null;
        return alike[0] with { Sql = $"coalesce({alike[0].Sql}, {alike[1].Sql})", Null = otherwise.Null, IsColumn = false };
    }

    public static SqlFragment? IsError(SqlWriter w, IReadOnlyList<Node> a) => w.Write(a[0]) is not { } value ? null
        : value.Null == SqlNull.Error ? SqlWriter.Condition($"({w.Settle(value).Sql} IS NULL)", SqlNull.Never)
        : SqlWriter.Constant(Value.False, ExpressionType.Bool);

    public static SqlFragment? IsEmpty(SqlWriter w, IReadOnlyList<Node> a) => w.Compare.IsEmpty(a[0]);

    public static SqlFragment? IsBlank(SqlWriter w, IReadOnlyList<Node> a) =>
        a[0] is FieldNode or PathNode ? w.Compare.IsEmpty(a[0]) : w.Refuse("ISBLANK of a calculated value has no SQL form; use ISEMPTY.");

    public static SqlFragment? Coalesce(SqlWriter w, IReadOnlyList<Node> a)
    {
        var values = a.Select(w.Write).ToList();
        if (values.Any(value => value is null))
            return null;
        if (values.Any(value => value!.Null == SqlNull.Error || value.Is(TypeKind.List) || value.WasFilled))
            return w.Refuse("COALESCE over calculations that may fail, or over lists, has no SQL form.");
        if (w.Alike([.. values.Select(value => value!)]) is not { } alike)
            return null;
        var texts = alike.Select(value => value is { IsColumn: false, Type.Kind: TypeKind.Text } ? $"nullif({value.Sql}, '')" : value.Sql);
        return alike[0] with { Sql = $"coalesce({string.Join(", ", texts)}, NULL)", Null = SqlNull.Empty, IsColumn = false };
    }

    // Unlike && and ||, the functions fail as soon as any of their tests does, as Excel's do.
    private static SqlFragment? Strict(SqlWriter w, IReadOnlyList<Node> a, bool and)
    {
        if (a.Any(argument => argument.Type.Kind == TypeKind.List))
            return w.Refuse("AND and OR over lists have no SQL form.");
        var tests = a.Select(w.Write).ToList();
        if (w.Logic(and, tests) is not { } logic || logic.Null != SqlNull.Error || tests.Count == 1)
            return tests.Count == 1 ? tests[0] : w.Logic(and, tests);
        var failures = string.Join(" OR ", tests.Where(test => test!.Null == SqlNull.Error).Select(test => $"{w.Settle(test!).Sql} IS NULL"));
        return logic with { Sql = $"(CASE WHEN {failures} THEN NULL ELSE {logic.Sql} END)" };
    }

    private static SqlFragment Nothing() => SqlWriter.Constant(Value.FromError(ErrorValue.NotAvailable), ExpressionType.Null);
}
