namespace LowCode.Expressions.Sql;

/// <summary>SQL of the number functions; exact on scaled whole numbers.</summary>
internal static class NumberForms
{
    public static SqlFragment? Abs(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, number => number with { Sql = $"abs({number.Sql})" });

    public static SqlFragment? Sign(SqlWriter w, IReadOnlyList<Node> a) =>
        Of(w, a, number => number with { Sql = $"(CASE WHEN {number.Sql} > 0 THEN 1 WHEN {number.Sql} < 0 THEN -1 WHEN {number.Sql} = 0 THEN 0 END)", Scale = 0, IsReal = false });

    public static SqlFragment? Int(SqlWriter w, IReadOnlyList<Node> a) => Of(w, a, number =>
    {
        if (!w.Dialect.ScaledNumbers)
            return number with { Sql = $"floor({number.Sql})" };
        if (number.IsReal)
            return number with { Sql = $"(CAST({number.Sql} AS INTEGER) - ({number.Sql} < CAST({number.Sql} AS INTEGER)))", IsReal = false };
        var unit = SqlNumbers.Power(number.Scale);
        // SQLite divides towards zero; below zero the remainder has to be made up for.
        return number.Scale == 0 ? number : number with { Sql = $"(({number.Sql}) / {unit} - ({number.Sql} % {unit} < 0))", Scale = 0 };
    });

    public static SqlFragment? Round(SqlWriter w, IReadOnlyList<Node> a)
    {
        var digits = 0;
        if (a.Count > 1)
        {
            if (!SqlWriter.IsConstant(a[1]) || w.Write(a[1])!.Constant is not { Kind: ValueKind.Number or ValueKind.Null } value || Math.Abs(value.AsNumber) > 8)
                return w.Refuse("ROUND to a number of digits that is not written out has no SQL form.");
            digits = (int)value.AsNumber;
        }
        return Of(w, [a[0]], number =>
        {
            if (!w.Dialect.ScaledNumbers)
                return number with { Sql = w.Dialect.Round(number.Sql, digits) };
            if (number.IsReal)
                return number with { Sql = w.Dialect.Round(number.Sql, digits) };
            if (digits >= number.Scale)
                return number;
            var unit = SqlNumbers.Power(number.Scale - digits);
            return number with { Sql = $"(({number.Sql} + CASE WHEN {number.Sql} < 0 THEN -{unit / 2} ELSE {unit / 2} END) / {unit} * {unit})" };
        });
    }

    public static SqlFragment? Mod(SqlWriter w, IReadOnlyList<Node> a)
    {
        if (w.Write(a[0]) is not { } number || w.Write(a[1]) is not { } divisor)
            return null;
        return w.Numbers.Remainder(number, divisor, "%") is { } first && w.Numbers.Add(first, divisor, "+") is { } second ? w.Numbers.Remainder(second, divisor, "%") : null;
    }

    private static SqlFragment? Of(SqlWriter w, IReadOnlyList<Node> a, Func<SqlFragment, SqlFragment?> write) =>
        w.Write(a[0]) is { } number ? write(w.Numbers.Zero(number) with { IsColumn = false }) : null;
}
