using System.Text;

namespace LowCode.Expressions.Syntax;

/// <summary>Writes a checked expression in its canonical form, which is also a valid JavaScript expression.</summary>
internal static class Printer
{
    private const int Lowest = 0;
    private const int Operand = 9;

    public static string Print(Node node)
    {
        var text = new StringBuilder();
        Write(text, node, Lowest);
        return text.ToString();
    }

    /// <summary>A text in double quotes with JavaScript's escapes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\u2028' or '\u2029' => quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    private static void Write(StringBuilder text, Node node, int outer)
    {
        var level = Level(node);
        if (level < outer)
            text.Append('(');
        WriteBare(text, node, level);
        if (level < outer)
            text.Append(')');
    }

    private static void WriteBare(StringBuilder text, Node node, int level)
    {
        switch (node)
        {
            case ConstantNode constant:
                text.Append(constant.Written ?? Constant(constant.Value));
                break;
            case FieldNode field:
                text.Append(field.Source is FieldSource.OldRecord or FieldSource.OldRow ? "$old." : "").Append(field.Field.Key);
                break;
            case PathNode path:
                Write(text, path.Base, Operand);
                text.Append('.').Append(path.Field.Key);
                break;
            case ColumnNode column:
                Write(text, column.Rows, Operand);
                text.Append('.').Append(column.Column.Key);
                break;
            case VariableNode variable:
                text.Append('$').Append(variable.Name);
                break;
            case ListNode list:
                WriteList(text, list);
                break;
            case ConvertNode convert:
                Write(text, convert.Operand, level);
                break;
            case UnaryNode unary:
                text.Append(unary.Operator);
                Write(text, unary.Operand, Operand);
                break;
            case BinaryNode binary:
                Write(text, binary.Left, level);
                text.Append(' ').Append(binary.Operator).Append(' ');
                Write(text, binary.Right, level + 1);
                break;
            case LogicNode logic:
                Join(text, logic.Operands, logic.And ? " && " : " || ", level + 1);
                break;
            case ConditionalNode conditional:
                Write(text, conditional.Test, Lowest + 2);
                text.Append(" ? ");
                Write(text, conditional.Then, Lowest);
                text.Append(" : ");
                Write(text, conditional.Otherwise, Lowest);
                break;
            case CallNode call:
                text.Append(call.Function.Key).Append('(');
                Join(text, call.Arguments, ", ", Lowest);
                text.Append(')');
                break;
            default:
                WriteForms(text, node);
                break;
        }
    }

    private static void WriteForms(StringBuilder text, Node node)
    {
        switch (node)
        {
            case FilterNode filter:
                text.Append("FILTER(");
                Join(text, [filter.Rows, filter.Test], ", ", Lowest);
                text.Append(')');
                break;
            case RollupNode { Request: var request }:
                text.Append("ROLLUP(").Append(Quote(request.Form)).Append(", ").Append(Quote(request.Kind.ToString().ToUpperInvariant()))
                    .Append(", ").Append(request.Field is null ? "null" : Quote(request.Field.Key)).Append(", ").Append(Quote(request.Via.Key));
                if (request.Where is not null)
                    text.Append(", ").Append(Quote(request.Where.Source));
                text.Append(')');
                break;
            case LookupNode { Request: var request } lookup:
                text.Append("LOOKUP(").Append(Quote(request.Form)).Append(", ").Append(Quote(request.Field.Key)).Append(", ").Append(Quote(request.By.Key)).Append(", ");
                Write(text, lookup.Match, Lowest);
                text.Append(')');
                break;
        }
    }

    // A list of one thing that is no value written out gets parentheses, since [name] is a label.
    private static void WriteList(StringBuilder text, ListNode list)
    {
        var alone = list.Items is [not ConstantNode { Value.Kind: ValueKind.Number or ValueKind.Text or ValueKind.Bool or ValueKind.Null }];
        text.Append(alone ? "[(" : "[");
        Join(text, list.Items, ", ", Lowest);
        text.Append(alone ? ")]" : "]");
    }

    private static void Join(StringBuilder text, IReadOnlyList<Node> nodes, string separator, int level)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0)
                text.Append(separator);
            Write(text, nodes[i], level);
        }
    }

    private static string Constant(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Text => Quote(value.AsText),
        _ => value.ToString(),
    };

    private static int Level(Node node) => node switch
    {
        ConditionalNode => Lowest + 1,
        LogicNode { And: false } => 2,
        LogicNode => 3,
        BinaryNode { Operator: "==" or "!=" } => 4,
        BinaryNode { Operator: "<" or "<=" or ">" or ">=" or "in" } => 5,
        BinaryNode { Operator: "+" or "-" } => 6,
        BinaryNode => 7,
        UnaryNode => 8,
        ConstantNode { Value.Kind: ValueKind.Number, Written: null } constant when constant.Value.AsNumber < 0 => 8,
        ConvertNode convert => Level(convert.Operand),
        _ => Operand,
    };
}
