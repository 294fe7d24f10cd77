namespace LowCode.Expressions.Sql;

/// <summary>
/// Writes an expression as parameterised SQL that means the same as running it. What has no such form is refused with the reason.
/// In a WHERE the fragment of a condition can stand as it is: NULL does not hold.
/// </summary>
public static class SqlTranslator
{
    /// <summary>Decimal places that a floating-point number keeps when it is asked for as a scaled one.</summary>
    public const int RealScale = 6;

    /// <summary>The value of an expression.</summary>
    public static SqlResult Translate(CompiledExpression expression, SqlSource source)
    {
        var writer = new SqlWriter(source, expression.Scope);
        var fragment = writer.Write(expression.Root);
        return fragment is null ? new(null, writer.Reason) : new(writer.Settle(fragment), null);
    }

    /// <summary>
    /// A number for sums and comparisons in the statement itself: where numbers are scaled, a whole number with <see cref="SqlFragment.Scale"/>,
    /// floating-point results rounded to <see cref="RealScale"/> places.
    /// </summary>
    public static SqlResult TranslateNumber(CompiledExpression expression, SqlSource source)
    {
        var (fragment, reason) = Translate(expression, source);
        if (fragment is null || !fragment.IsReal)
            return new(fragment, reason);
        return new(fragment with { Sql = $"CAST(round({fragment.Sql} * 1e{RealScale}) AS INTEGER)", Scale = RealScale, IsReal = false }, null);
    }
}
