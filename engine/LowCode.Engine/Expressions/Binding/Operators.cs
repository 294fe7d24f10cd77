using System.Globalization;
using LowCode.Expressions.Syntax;

namespace LowCode.Expressions.Binding;

/// <summary>The types of signs: what each may stand between and what comes out.</summary>
internal sealed class Operators(ErrorList errors)
{
    public Node? Unary(UnarySyntax syntax, Node operand)
    {
        var wanted = syntax.Operator == "!" ? ExpressionType.Bool : ExpressionType.Number;
        if (Fitting.Exactly(operand, wanted) is { } fit || operand.Type.Kind == TypeKind.Any && (fit = Fitting.Fit(operand, wanted)) is not null)
            return new UnaryNode(syntax.Operator, fit, wanted);
        return WrongOperand(syntax.Operator, syntax.Operand, operand, wanted.ToString());
    }

    public Node? Binary(BinarySyntax syntax, Node left, Node right) => syntax.Operator switch
    {
        "^" => Arithmetic(syntax, left, right) is BinaryNode power ? new CallNode(BuiltInFunctions.Power, [power.Left, power.Right], ExpressionType.Number) : null,
        "+" => Plus(syntax, left, right),
        "-" => Minus(syntax, left, right),
        "*" or "/" or "%" => Arithmetic(syntax, left, right),
        "in" => In(syntax, left, right),
        "==" or "!=" => Equality(syntax, left, right),
        _ => Order(syntax, left, right),
    };

    private BinaryNode? Plus(BinarySyntax syntax, Node left, Node right)
    {
        var (a, b) = (left.Type.Kind, right.Type.Kind);
        if (a == TypeKind.Text || b == TypeKind.Text)
        {
            if (Joins(a) && Joins(b))
                return new BinaryNode("+", left, right, ExpressionType.Text);
            var (operand, at) = Joins(a) ? (right, syntax.Right) : (left, syntax.Left);
            return WrongOperand("+", at, operand, "text or number");
        }
        if (a is TypeKind.Date or TypeKind.DateTime && Fitting.Exactly(right, ExpressionType.Number) is { } days && b != TypeKind.Null)
            return new BinaryNode("+", left, days, left.Type);
        if (a == TypeKind.Any && b is TypeKind.Any or TypeKind.Number || b == TypeKind.Any && a == TypeKind.Number)
            return new BinaryNode("+", left, right, ExpressionType.Any);
        return Arithmetic(syntax, left, right);

        static bool Joins(TypeKind kind) => kind is TypeKind.Text or TypeKind.Number or TypeKind.Null or TypeKind.Any;
    }

    private BinaryNode? Minus(BinarySyntax syntax, Node left, Node right)
    {
        if (left.Type.Kind is not (TypeKind.Date or TypeKind.DateTime))
            return Arithmetic(syntax, left, right);
        if (right.Type.Kind == TypeKind.Number)
            return new BinaryNode("-", left, right, left.Type);
        if (Moments(left, right) is var (a, b))
            return new BinaryNode("-", a, b, ExpressionType.Number);
        return WrongOperand("-", syntax.Right, right, $"number or {left.Type}");
    }

    private BinaryNode? Arithmetic(BinarySyntax syntax, Node left, Node right)
    {
        if (Number(left) is not { } a)
            return WrongOperand(syntax.Operator, syntax.Left, left, "number");
        if (Number(right) is not { } b)
            return WrongOperand(syntax.Operator, syntax.Right, right, "number");
        return new BinaryNode(syntax.Operator, a, b, ExpressionType.Number);

        // A text written out reads as a number here, as in Excel's "5" * 2.
        static Node? Number(Node node) => node.Type.Kind == TypeKind.Any ? Fitting.Fit(node, ExpressionType.Number) : Fitting.Exactly(node, ExpressionType.Number);
    }

    private BinaryNode? In(BinarySyntax syntax, Node left, Node right)
    {
        var item = right.Type.Kind switch
        {
            TypeKind.List => right.Type.Item!,
            TypeKind.Any or TypeKind.Null => ExpressionType.Any,
            _ => null,
        };
        if (item is null)
            return WrongOperand("in", syntax.Right, right, "list");
        if (Fitting.Exactly(right, ExpressionType.ListOf(left.Type)) is { } list && left.Type.Kind is not (TypeKind.Any or TypeKind.Null))
            return new BinaryNode("in", left, list, ExpressionType.Bool);
        if (Fitting.Exactly(left, item) is { } one)
            return new BinaryNode("in", one, right, ExpressionType.Bool);
        if (left.Type.Kind == TypeKind.Any || item.Kind == TypeKind.Any)
            return new BinaryNode("in", left, right, ExpressionType.Bool);
        return Differ(syntax, left, right);
    }

    private BinaryNode? Equality(BinarySyntax syntax, Node left, Node right)
    {
        if (left.Type.Kind is TypeKind.Null or TypeKind.Any || right.Type.Kind is TypeKind.Null or TypeKind.Any)
            return new BinaryNode(syntax.Operator, left, right, ExpressionType.Bool);
        return Alike(left, right) is var (a, b) ? new BinaryNode(syntax.Operator, a, b, ExpressionType.Bool) : Differ(syntax, left, right);
    }

    private BinaryNode? Order(BinarySyntax syntax, Node left, Node right)
    {
        if (!Ordered(left.Type.Kind))
            return WrongOperand(syntax.Operator, syntax.Left, left, "number, text, date or time");
        if (!Ordered(right.Type.Kind))
            return WrongOperand(syntax.Operator, syntax.Right, right, "number, text, date or time");
        if (left.Type.Kind is TypeKind.Null or TypeKind.Any || right.Type.Kind is TypeKind.Null or TypeKind.Any)
            return new BinaryNode(syntax.Operator, left, right, ExpressionType.Bool);
        return Alike(left, right) is var (a, b) ? new BinaryNode(syntax.Operator, a, b, ExpressionType.Bool) : Differ(syntax, left, right);

        static bool Ordered(TypeKind kind) =>
            kind is TypeKind.Number or TypeKind.Text or TypeKind.Date or TypeKind.DateTime or TypeKind.Time or TypeKind.Null or TypeKind.Any;
    }

    private static (Node, Node)? Alike(Node left, Node right) =>
        Fitting.Exactly(right, left.Type) is { } b ? (left, b)
        : Fitting.Exactly(left, right.Type) is { } a ? (a, right)
        : Moments(left, right);

    /// <summary>Two days, or two instants; a day beside an instant is its first moment.</summary>
    private static (Node, Node)? Moments(Node left, Node right)
    {
        if (Fitting.Exactly(right, left.Type) is { Type.Kind: TypeKind.Date or TypeKind.DateTime } same)
            return (left, same);
        if (left.Type.Kind == TypeKind.Date && right.Type.Kind == TypeKind.DateTime)
            return (new ConvertNode(left, right.Type), right);
        return left.Type.Kind == TypeKind.DateTime && right.Type.Kind == TypeKind.Date ? (left, new ConvertNode(right, left.Type)) : null;
    }

    private BinaryNode? Differ(BinarySyntax syntax, Node left, Node right)
    {
        errors.Add(ExpressionErrors.OperandsDiffer, syntax.Start, syntax.Length, left.Type.ToString(), Meant(left, syntax.Right) ?? Meant(right, syntax.Left),
            ("operator", syntax.Operator), ("left", left.Type.ToString()), ("right", right.Type.ToString()));
        return null;
    }

    // A day without quotes, and a switch that is compared with the word for it.
    private static string? Meant(Node beside, SyntaxNode written) => (beside.Type.Kind, written) switch
    {
        (TypeKind.Date or TypeKind.DateTime, BinarySyntax { Operator: "-", Left: BinarySyntax { Operator: "-", Left: ConstantSyntax year, Right: ConstantSyntax month }, Right: ConstantSyntax day })
            when DateOnly.TryParse($"{year.Value}-{month.Value}-{day.Value}", CultureInfo.InvariantCulture, out var date) => Printer.Quote(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (TypeKind.Bool, ConstantSyntax { Value: { Kind: ValueKind.Text } word }) => SpokenNames.Truth(word.AsText),
        _ => null,
    };

    private BinaryNode? WrongOperand(string op, SyntaxNode at, Node operand, string expected)
    {
        errors.Add(ExpressionErrors.OperandType, at.Start, at.Length, expected, null, ("operator", op), ("actual", operand.Type.ToString()));
        return null;
    }
}
