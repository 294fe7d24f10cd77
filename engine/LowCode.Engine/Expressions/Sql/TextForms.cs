namespace LowCode.Expressions.Sql;

/// <summary>SQL of the text functions.</summary>
internal static class TextForms
{
    public static SqlFragment? Concat(SqlWriter w, IReadOnlyList<Node> a) => Join(w, a);

    public static SqlFragment? Upper(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, texts => w.Dialect.Upper(texts[0]));

    public static SqlFragment? Lower(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, texts => w.Dialect.Lower(texts[0]));

    public static SqlFragment? Len(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, texts => w.Dialect.Length(texts[0]), ExpressionType.Number);

    public static SqlFragment? Contains(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, texts => w.Dialect.Contains(texts[0], texts[1]), ExpressionType.Bool);

    public static SqlFragment? StartsWith(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, texts => w.Dialect.StartsWith(texts[0], texts[1]), ExpressionType.Bool);

    public static SqlFragment? EndsWith(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, texts => w.Dialect.EndsWith(texts[0], texts[1]), ExpressionType.Bool);

    public static SqlFragment? Exact(SqlWriter w, IReadOnlyList<Node> a) =>
        w.Write(a[0]) is { } left && w.Write(a[1]) is { } right ? w.Compare.Write("==", left, right) : null;

    public static SqlFragment? Substitute(SqlWriter w, IReadOnlyList<Node> a) =>
        a.Count > 3 ? w.Refuse("SUBSTITUTE of the nth occurrence has no SQL form.") : Of(w, a, texts => $"replace({texts[0]}, {texts[1]}, {texts[2]})");

    public static SqlFragment? Left(SqlWriter w, IReadOnlyList<Node> a) =>
        Count(w, a, 1) is { } count ? Of(w, [a[0]], texts => w.Dialect.Middle(texts[0], "1", SqlNumbers.Text(count))) : null;

    public static SqlFragment? Right(SqlWriter w, IReadOnlyList<Node> a) => Count(w, a, 1) is not { } count ? null
        : Of(w, [a[0]], texts => w.Dialect.Middle(texts[0], $"{w.Dialect.Extreme(true, $"{w.Dialect.Length(texts[0])} - {SqlNumbers.Text(count)}", "0")} + 1", SqlNumbers.Text(count)));

    public static SqlFragment? Mid(SqlWriter w, IReadOnlyList<Node> a) => Count(w, a, 1) is not { } start || Count(w, a, 2) is not { } count ? null
        : start < 1 ? w.Refuse("MID from before the first character has no SQL form.")
        : Of(w, [a[0]], texts => w.Dialect.Middle(texts[0], SqlNumbers.Text(start), SqlNumbers.Text(count)));

    /// <summary>Values one after the other; what is empty adds nothing.</summary>
    public static SqlFragment? Join(SqlWriter w, IReadOnlyList<Node> nodes)
    {
        var texts = new List<string>();
        var nulls = SqlNull.Never;
        foreach (var node in nodes)
        {
            if (w.Write(node) is not { } fragment || AsText(w, fragment) is not { } text)
                return null;
            if (text.Null == SqlNull.Error)
                nulls = SqlNull.Error;
            texts.Add(w.Filled(text));
        }
        return new($"({string.Join(" || ", texts)})", ExpressionType.Text, nulls);
    }

    /// <summary>A number as text.</summary>
    public static SqlFragment? OfNumber(SqlWriter w, SqlFragment number)
    {
        if (number.IsReal)
            return w.Refuse("The text of a quotient has no SQL form; ROUND it first.");
        var settled = w.Settle(number);
        return new(w.Dialect.NumberText(settled.Sql, settled.Scale), ExpressionType.Text, settled.Null);
    }

    private static SqlFragment? AsText(SqlWriter w, SqlFragment fragment)
    {
        if (fragment.Constant is { IsError: false } value)
            return SqlWriter.Constant(Value.FromText(value.ToString()), ExpressionType.Text);
        return fragment.Type.Kind switch
        {
            TypeKind.Text => fragment,
            TypeKind.Number => OfNumber(w, fragment),
            TypeKind.Date => fragment with { Sql = w.Dialect.DayText(fragment.Sql), Type = ExpressionType.Text, IsColumn = false },
            TypeKind.Bool => new($"(CASE WHEN {fragment.Sql} THEN 'true' WHEN NOT {fragment.Sql} THEN 'false' END)", ExpressionType.Text, fragment.Null),
            TypeKind.User or TypeKind.Department or TypeKind.Reference => new($"CAST({fragment.Sql} AS TEXT)", ExpressionType.Text, fragment.Null),
            _ => w.Refuse($"The text of {fragment.Type} has no SQL form."),
        };
    }

    /// <summary>A function of texts that are "" where nothing is there.</summary>
    private static SqlFragment? Of(SqlWriter w, IReadOnlyList<Node> a, Func<string[], string> write, ExpressionType? type = null)
    {
        var texts = new string[a.Count];
        var nulls = SqlNull.Never;
        for (var i = 0; i < texts.Length; i++)
        {
            if (w.Write(a[i]) is not { } text)
                return null;
            if (text.Null == SqlNull.Error)
                nulls = SqlNull.Error;
            texts[i] = w.Filled(text);
        }
        return new(write(texts), type ?? ExpressionType.Text, nulls);
    }

    private static int? Count(SqlWriter w, IReadOnlyList<Node> a, int index)
    {
        if (index >= a.Count)
            return 1;
        if (SqlWriter.IsConstant(a[index]) && w.Write(a[index])!.Constant is { Kind: ValueKind.Number } value && value.AsNumber >= 0)
            return (int)Math.Min(decimal.Truncate(value.AsNumber), int.MaxValue / 2);
        w.Refuse("A count of characters that is not written out has no SQL form.");
        return null;
    }
}
