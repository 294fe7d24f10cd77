using System.Globalization;

namespace LowCode.Expressions.Sql;

/// <summary>Arithmetic in SQL: whole numbers in a common scale where numbers are scaled, floating point after a division there.</summary>
internal sealed class SqlNumbers(SqlWriter writer)
{
    /// <summary>A product may not have more decimal places than this; it would leave 64 bits too soon.</summary>
    private const int MaxScale = 8;

    private bool Scaled => writer.Dialect.ScaledNumbers;

    /// <summary>A number written out, with as many places as it has.</summary>
    public SqlFragment Constant(decimal number)
    {
        if (!Scaled)
            return new(writer.Source.Parameter(number), ExpressionType.Number, SqlNull.Never);
        var scale = (number / 1.0000000000000000000000000000m).Scale;
        return scale <= MaxScale && At(number, scale) is { } whole
            ? new(writer.Source.Parameter(whole), ExpressionType.Number, SqlNull.Never, scale)
            : new(writer.Source.Parameter((double)number), ExpressionType.Number, SqlNull.Never, IsReal: true);
    }

    /// <summary>The whole number that stands for <paramref name="number"/> in a scale; null when it has more places or leaves 64 bits.</summary>
    public static long? At(decimal number, int scale)
    {
        if (Math.Abs(number) >= 9e18m)
            return null;
        for (var i = 0; i < scale; i++)
        {
            number *= 10;
            if (Math.Abs(number) >= 9e18m)
                return null;
        }
        return decimal.IsInteger(number) ? (long)number : null;
    }

    public SqlFragment? Negative(SqlFragment? operand) => operand is null ? null : Number($"(- {writer.Filled(operand)})", operand);

    public SqlFragment? Arithmetic(BinaryNode node)
    {
        if (node.Left.Type.Kind is TypeKind.Date or TypeKind.DateTime)
            return DateForms.Arithmetic(writer, node);
        if (writer.Write(node.Left) is not { } left || writer.Write(node.Right) is not { } right)
            return null;
        if (!left.Is(TypeKind.Number) && left.Constant is null || !right.Is(TypeKind.Number) && right.Constant is null)
            return writer.Refuse($"'{node.Operator}' over values of unknown type has no SQL form.");
        return node.Operator switch
        {
            "*" => Multiply(left, right),
            "/" => Divide(left, right),
            "%" => Remainder(left, right, "%"),
            _ => Add(left, right, node.Operator),
        };
    }

    public SqlFragment? Add(SqlFragment left, SqlFragment right, string op)
    {
        var alike = Alike([Zero(left), Zero(right)]);
        return new($"({alike[0].Sql} {op} {alike[1].Sql})", ExpressionType.Number, Nulls(left, right), alike[0].Scale, alike[0].IsReal);
    }

    /// <summary>The remainder with the sign of the dividend.</summary>
    public SqlFragment? Remainder(SqlFragment left, SqlFragment right, string op)
    {
        var alike = Alike([Zero(left), Zero(right)]);
        if (alike[0].IsReal)
            return writer.Refuse("The remainder of a quotient has no SQL form.");
        return new($"({alike[0].Sql} {op} nullif({alike[1].Sql}, 0))", ExpressionType.Number, SqlNull.Error, alike[0].Scale);
    }

    private SqlFragment Multiply(SqlFragment left, SqlFragment right)
    {
        var (a, b) = (Zero(left), Zero(right));
        if (!a.IsReal && !b.IsReal && a.Scale + b.Scale <= MaxScale)
            return new($"({a.Sql} * {b.Sql})", ExpressionType.Number, Nulls(left, right), a.Scale + b.Scale);
        return new($"({Real(a).Sql} * {Real(b).Sql})", ExpressionType.Number, Nulls(left, right), IsReal: true);
    }

    private SqlFragment Divide(SqlFragment left, SqlFragment right)
    {
        var (a, b) = (Zero(left), Zero(right));
        return Scaled
            ? new(writer.Dialect.Quotient(Real(a).Sql, Real(b).Sql), ExpressionType.Number, SqlNull.Error, IsReal: true)
            : new(writer.Dialect.Quotient(a.Sql, b.Sql), ExpressionType.Number, SqlNull.Error);
    }

    /// <summary>Numbers in one scale, or all in floating point when one is; NULLs stay.</summary>
    public IReadOnlyList<SqlFragment> Alike(IReadOnlyList<SqlFragment> numbers)
    {
        var settled = numbers.Select(writer.Settle).ToList();
        if (!Scaled)
            return settled;
        if (settled.Any(number => number.IsReal))
            return [.. settled.Select(Real)];
        var scale = settled.Max(number => number.Scale);
        return [.. settled.Select(number => To(number, scale))];
    }

    /// <summary>A scaled number in another, larger scale.</summary>
    public static SqlFragment To(SqlFragment number, int scale) =>
        number.Scale == scale || number.Sql == "NULL" ? number with { Scale = scale } : number with { Sql = $"({number.Sql} * {Power(scale - number.Scale)})", Scale = scale, IsColumn = false };

    public static SqlFragment Real(SqlFragment number) =>
        number.IsReal || number.Sql == "NULL" ? number with { Scale = 0, IsReal = true }
        : number with { Sql = number.Scale == 0 ? $"CAST({number.Sql} AS REAL)" : $"({number.Sql} / {Power(number.Scale)}.0)", Scale = 0, IsReal = true, IsColumn = false };

    public static long Power(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }

    /// <summary>A literal whole number; only for numbers that we made.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The settled number with 0 where nothing is there.</summary>
    public SqlFragment Zero(SqlFragment number)
    {
        if (number.Constant is { IsNull: true })
            return writer.Settle(SqlWriter.Constant(Value.FromNumber(0), ExpressionType.Number));
        var settled = writer.Settle(number);
        return settled.Null == SqlNull.Empty ? settled with { Sql = $"coalesce({settled.Sql}, 0)", Null = SqlNull.Never, IsColumn = false } : settled;
    }

    private SqlFragment Number(string sql, SqlFragment like)
    {
        var settled = writer.Settle(like);
        return new(sql, ExpressionType.Number, Nulls(like, like), settled.Scale, settled.IsReal);
    }

    private static SqlNull Nulls(SqlFragment left, SqlFragment right) => left.Null == SqlNull.Error || right.Null == SqlNull.Error ? SqlNull.Error : SqlNull.Never;
}
