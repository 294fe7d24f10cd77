using LowCode.Expressions.Closures;

namespace LowCode.Expressions.Sql;

/// <summary>
/// Comparisons in SQL. Beside a constant a column stands bare, so that an index can serve, and the constant is brought into the column's form;
/// where an empty column would compare as 0 or "", <c>OR column IS NULL</c> says so.
/// </summary>
internal sealed class SqlComparisons(SqlWriter writer)
{
    public SqlFragment? Write(BinaryNode node)
    {
        if (node.Left.Type.Kind == TypeKind.Null || node.Right.Type.Kind == TypeKind.Null)
            return Nothing(node);
        if (writer.Write(node.Left) is not { } left || writer.Write(node.Right) is not { } right)
            return null;
        return Write(node.Operator, left, right);
    }

    public SqlFragment? Write(string op, SqlFragment left, SqlFragment right)
    {
        if (left.Constant is not null && right.Constant is null)
            return Write(Flip(op), right, left);
        if (left.Is(TypeKind.List) || left.Is(TypeKind.Any) || right.Constant is null && right.Is(TypeKind.Any))
            return writer.Refuse($"'{op}' over {left.Type} and {right.Type} has no SQL form.");
        if (right.Constant is { } value)
            return value.IsError ? SqlWriter.Constant(value, ExpressionType.Bool) : WithConstant(op, left, value);
        return Both(op, left, right);
    }

    /// <summary>Whether anything is there.</summary>
    public SqlFragment? IsEmpty(Node node, bool wanted = true)
    {
        if (writer.Lists.Any(node) is { } rows)
            return wanted ? writer.Not(rows) : rows;
        if (writer.Write(node) is not { } operand)
            return null;
        if (operand.Constant is { } value)
            return SqlWriter.Constant(value.IsError ? value : Value.FromBool(value.IsEmpty == wanted), ExpressionType.Bool);
        if (operand.WasFilled && operand.Is(TypeKind.Number))
            return writer.Refuse("Whether this calculation is empty has no SQL form.");
        var empty = operand.IsColumn || !operand.Is(TypeKind.Text) ? $"{operand.Sql} IS NULL" : $"coalesce({operand.Sql}, '') = ''";
        return operand.Null switch
        {
            SqlNull.Empty => SqlWriter.Condition(wanted ? $"({empty})" : operand.IsColumn ? $"({operand.Sql} IS NOT NULL)" : $"(NOT ({empty}))", SqlNull.Never),
            SqlNull.Never when operand.Is(TypeKind.Text) => SqlWriter.Condition($"({operand.Sql} {(wanted ? "=" : "<>")} '')", SqlNull.Never),
            SqlNull.Never => SqlWriter.Constant(Value.FromBool(!wanted), ExpressionType.Bool),
            _ when operand.Is(TypeKind.Text) => SqlWriter.Condition($"({operand.Sql} {(wanted ? "=" : "<>")} '')", SqlNull.Error),
            _ => SqlWriter.Condition($"(CASE WHEN {operand.Sql} IS NOT NULL THEN {(wanted ? writer.Dialect.False : writer.Dialect.True)} END)", SqlNull.Error),
        };
    }

    /// <summary>A constant of the type of a fragment, in the form it is stored in; null when no stored value can equal it.</summary>
    public string? Stored(SqlFragment beside, Value value)
    {
        if (value.Kind == ValueKind.Number && writer.Dialect.ScaledNumbers)
            return beside.IsReal ? writer.Source.Parameter((double)value.AsNumber) : SqlNumbers.At(value.AsNumber, beside.Scale) is { } whole ? writer.Source.Parameter(whole) : null;
        return writer.Source.Parameter(writer.Dialect.Parameter(value));
    }

    private SqlFragment? Nothing(BinaryNode node)
    {
        var operand = node.Right.Type.Kind == TypeKind.Null ? node.Left : node.Right;
        return node.Operator switch
        {
            "==" => IsEmpty(operand),
            "!=" => IsEmpty(operand, wanted: false),
            // Beside an order null is the other side's zero.
            _ when operand == node.Left => writer.Write(operand) is { } left ? Write(node.Operator, left, SqlWriter.Constant(Value.Null, left.Type)) : null,
            _ => writer.Write(operand) is { } right ? Write(Flip(node.Operator), right, SqlWriter.Constant(Value.Null, right.Type)) : null,
        };
    }

    private SqlFragment WithConstant(string op, SqlFragment left, Value value)
    {
        var type = left.Type.Kind;
        var zero = SqlWriter.DefaultOf(left.Type);
        if (value.IsNull && zero is null)
        {
            return op switch
            {
                "==" => SqlWriter.Condition($"({left.Sql} IS NULL)", SqlNull.Never),
                "!=" => SqlWriter.Condition($"({left.Sql} IS NOT NULL)", SqlNull.Never),
                _ => SqlWriter.Constant(Value.False, ExpressionType.Bool),
            };
        }
        if (value.IsNull)
            value = zero!.Value;
        var whenEmpty = left.Null == SqlNull.Empty && Holds(op, type switch
        {
            TypeKind.Number => decimal.Zero.CompareTo(value.AsNumber),
            TypeKind.Text => Comparison.CompareText("", value.AsText),
            TypeKind.Bool => false.CompareTo(value.AsBool),
            _ => null,
        });
        if (type == TypeKind.Text && value.AsText.Length == 0 && left.IsColumn && op is "==" or "!=")
            return SqlWriter.Condition($"({left.Sql} IS {(op == "==" ? "" : "NOT ")}NULL)", SqlNull.Never);
        var condition = type == TypeKind.Number && writer.Dialect.ScaledNumbers ? Number(op, left, value.AsNumber) : $"{left.Sql} {Sign(op)} {Stored(left, value)}";
        return whenEmpty
            ? SqlWriter.Condition($"({condition} OR {left.Sql} IS NULL)", SqlNull.Never)
            : SqlWriter.Condition($"({condition})", left.Null);
    }

    /// <summary>A scaled number beside a constant that may have more places: 10.005 lies between the whole numbers 1000 and 1001.</summary>
    private string Number(string op, SqlFragment left, decimal value)
    {
        if (left.IsReal)
            return $"round({left.Sql} - {writer.Source.Parameter((double)value)}, 9) {Sign(op)} 0";
        if (SqlNumbers.At(value, left.Scale) is { } whole)
            return $"{left.Sql} {Sign(op)} {writer.Source.Parameter(whole)}";
        // NULL in, NULL out, so that an empty column keeps meaning what it meant.
        var (always, never) = ($"{left.Sql} = {left.Sql}", $"{left.Sql} <> {left.Sql}");
        if (op is "==" or "!=")
            return op == "==" ? never : always;
        if (SqlNumbers.At(decimal.Floor(value * 1m), 0) is null || SqlNumbers.At(decimal.Truncate(value), left.Scale) is null)
            return op is "<" or "<=" == value > 0 ? always : never;
        var floor = (long)decimal.Floor(value * SqlNumbers.Power(left.Scale));
        return op is ">" or ">=" ? $"{left.Sql} > {writer.Source.Parameter(floor)}" : $"{left.Sql} <= {writer.Source.Parameter(floor)}";
    }

    private SqlFragment? Both(string op, SqlFragment left, SqlFragment right)
    {
        var fails = left.Null == SqlNull.Error || right.Null == SqlNull.Error;
        if (left.Is(TypeKind.Number))
        {
            var alike = writer.Numbers.Alike([writer.Numbers.Zero(left), writer.Numbers.Zero(right)]);
            var sql = alike[0].IsReal ? $"(round({alike[0].Sql} - {alike[1].Sql}, 9) {Sign(op)} 0)" : $"({alike[0].Sql} {Sign(op)} {alike[1].Sql})";
            return SqlWriter.Condition(sql, fails ? SqlNull.Error : SqlNull.Never);
        }
        if (left.Type.Kind is TypeKind.Text or TypeKind.Bool)
            return SqlWriter.Condition($"({writer.Filled(left)} {Sign(op)} {writer.Filled(right)})", fails ? SqlNull.Error : SqlNull.Never);
        if (fails)
            return writer.Refuse("NULL would stand for both an empty value and a failed calculation.");
        return op switch
        {
            "==" => SqlWriter.Condition(writer.Dialect.Same(left.Sql, right.Sql), SqlNull.Never),
            "!=" => SqlWriter.Condition($"(NOT {writer.Dialect.Same(left.Sql, right.Sql)})", SqlNull.Never),
            _ => SqlWriter.Condition($"({left.Sql} {Sign(op)} {right.Sql})", SqlNull.Empty),
        };
    }

    private static bool Holds(string op, int? order) => order is { } sign
        ? op switch
        {
            "==" => sign == 0,
            "!=" => sign != 0,
            "<" => sign < 0,
            "<=" => sign <= 0,
            ">" => sign > 0,
            _ => sign >= 0,
        }
        : op == "!=";

    private static string Sign(string op) => op switch
    {
        "==" => "=",
        "!=" => "<>",
        _ => op,
    };

    private static string Flip(string op) => op switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => op,
    };
}
