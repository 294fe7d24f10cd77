namespace LowCode.Expressions;

/// <summary>A part of a checked expression, with its type. The whole set of parts is in this file.</summary>
/// <param name="Type">The type of its value.</param>
public abstract record Node(ExpressionType Type);

/// <summary>A value written out.</summary>
/// <param name="Value">The value.</param>
/// <param name="Type">Its type.</param>
/// <param name="Written">How it is written in the source when that differs from its value, such as a date written as a text; null otherwise.</param>
public sealed record ConstantNode(Value Value, ExpressionType Type, string? Written = null) : Node(Type);

/// <summary>Which of the context's value arrays a field is read from.</summary>
public enum FieldSource : byte
{
    /// <summary>The record as it is now.</summary>
    Record,
    /// <summary>The record before the save: <c>$old.amount</c>.</summary>
    OldRecord,
    /// <summary>The current row of a subform.</summary>
    Row,
    /// <summary>The current row before the save.</summary>
    OldRow,
}

/// <summary>A field of the record or of the current row.</summary>
/// <param name="Field">The field.</param>
/// <param name="Source">Where it is read from.</param>
public sealed record FieldNode(FieldSymbol Field, FieldSource Source) : Node(Field.Type);

/// <summary>A field of another record, reached through a reference: <c>customer.level</c>.</summary>
/// <param name="Base">The reference, or a list of references.</param>
/// <param name="Form">The form that it points to.</param>
/// <param name="Field">The field that is read there.</param>
/// <param name="Type">The field's type; a list of it when the base is a list.</param>
public sealed record PathNode(Node Base, string Form, FieldSymbol Field, ExpressionType Type) : Node(Type);

/// <summary>A column over the rows of a subform, as a list: <c>items.amount</c>.</summary>
/// <param name="Rows">The rows: a subform field, or rows that FILTER left.</param>
/// <param name="Subform">The subform that the rows belong to.</param>
/// <param name="Column">The column.</param>
public sealed record ColumnNode(Node Rows, FieldSymbol Subform, FieldSymbol Column) : Node(ExpressionType.ListOf(Column.Type));

/// <summary>The rows of a subform that meet a condition: <c>FILTER(items, qty &gt; 2)</c>.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Subform">The subform that the rows belong to.</param>
/// <param name="Test">The condition, over the row's columns and the form's fields.</param>
public sealed record FilterNode(Node Rows, FieldSymbol Subform, Node Test) : Node(ExpressionType.Rows);

/// <summary>A <c>$</c> variable.</summary>
/// <param name="Name">Its name without the sign, for example <c>user.department</c>.</param>
/// <param name="Type">Its type.</param>
public sealed record VariableNode(string Name, ExpressionType Type) : Node(Type);

/// <summary>A list written out.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Type">A list type.</param>
public sealed record ListNode(IReadOnlyList<Node> Items, ExpressionType Type) : Node(Type);

/// <summary><c>-x</c> or <c>!x</c>.</summary>
/// <param name="Operator"><c>-</c> or <c>!</c>.</param>
/// <param name="Operand">What it works on.</param>
/// <param name="Type">Number or bool.</param>
public sealed record UnaryNode(string Operator, Node Operand, ExpressionType Type) : Node(Type);

/// <summary>Arithmetic, comparison, joining of texts, or <c>in</c>.</summary>
/// <param name="Operator">The canonical sign.</param>
/// <param name="Left">Left operand.</param>
/// <param name="Right">Right operand.</param>
/// <param name="Type">The type of the result.</param>
public sealed record BinaryNode(string Operator, Node Left, Node Right, ExpressionType Type) : Node(Type);

/// <summary>A chain of <c>&amp;&amp;</c> or <c>||</c>.</summary>
/// <param name="And">True for <c>&amp;&amp;</c>.</param>
/// <param name="Operands">At least two.</param>
public sealed record LogicNode(bool And, IReadOnlyList<Node> Operands) : Node(ExpressionType.Bool);

/// <summary><c>test ? then : otherwise</c>.</summary>
/// <param name="Test">The condition.</param>
/// <param name="Then">The value when it is true.</param>
/// <param name="Otherwise">The value when it is false.</param>
/// <param name="Type">The common type.</param>
public sealed record ConditionalNode(Node Test, Node Then, Node Otherwise, ExpressionType Type) : Node(Type);

/// <summary>A call of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments, already fitted to its parameters.</param>
/// <param name="Type">The type of the result.</param>
public sealed record CallNode(Function Function, IReadOnlyList<Node> Arguments, ExpressionType Type) : Node(Type);

/// <summary>A conversion that needs no function in the source: a number joins a text, a date stands for its first instant.</summary>
/// <param name="Operand">What is converted.</param>
/// <param name="Type">What it becomes.</param>
public sealed record ConvertNode(Node Operand, ExpressionType Type) : Node(Type);

/// <summary>A cross-form aggregate: <c>ROLLUP("payment", "SUM", "amount", "contract")</c>.</summary>
/// <param name="Request">What is aggregated.</param>
/// <param name="Type">The type of the result.</param>
public sealed record RollupNode(RollupRequest Request, ExpressionType Type) : Node(Type);

/// <summary>A value from another form: <c>LOOKUP("product", "price", "code", code)</c>.</summary>
/// <param name="Request">What is looked up.</param>
/// <param name="Match">The value that is searched for.</param>
/// <param name="Type">The type of the result.</param>
public sealed record LookupNode(LookupRequest Request, Node Match, ExpressionType Type) : Node(Type);
