using LowCode.Expressions.Syntax;

namespace LowCode.Expressions.Binding;

/// <summary>Gives every part of a parsed expression its meaning and type; goes on after an error so that all are reported at once.</summary>
internal sealed class Binder(Names names, ErrorList errors)
{
    private static readonly ConstantNode Wrong = new(Value.Null, ExpressionType.Any);

    private readonly Operators _operators = new(errors);

    public Names Names => names;

    public ErrorList Errors => errors;

    /// <summary>A binder for the inside of a subform's rows.</summary>
    public Binder InRow(IExpressionScope subform) => new(names.InRow(subform), errors);

    /// <summary>The typed node; after an error a node of type any, which raises no further errors.</summary>
    public Node Bind(SyntaxNode syntax) => syntax switch
    {
        ConstantSyntax constant => new ConstantNode(constant.Value, TypeOf(constant.Value)),
        NameSyntax name => names.Find(name) ?? Wrong,
        VariableSyntax variable => names.Variable(variable, []) ?? Wrong,
        MemberSyntax member => Member(member),
        ListSyntax list => List(list),
        UnarySyntax unary => _operators.Unary(unary, Bind(unary.Operand)) ?? Wrong,
        BinarySyntax binary => Binary(binary) ?? Wrong,
        ChainSyntax { Operator: "&" } chain => new CallNode(BuiltInFunctions.Concat, [.. chain.Operands.Select(Bind)], ExpressionType.Text),
        ChainSyntax chain => new LogicNode(chain.Operator == "&&", [.. chain.Operands.Select(operand => Condition(operand, chain.Operator))]),
        ConditionalSyntax conditional => Conditional(conditional),
        CallSyntax call => new Calls(this).Bind(call) ?? Wrong,
        _ => throw new InvalidOperationException($"Unknown syntax {syntax.GetType().Name}."),
    };

    /// <summary>A node that must be true or false.</summary>
    public Node Condition(SyntaxNode syntax, string op)
    {
        var node = Bind(syntax);
        if (Fitting.Fit(node, ExpressionType.Bool) is { } condition)
            return condition;
        errors.Add(ExpressionErrors.OperandType, syntax.Start, syntax.Length, "bool", null, ("operator", op), ("actual", node.Type.ToString()));
        return Wrong;
    }

    private Node? Binary(BinarySyntax syntax)
    {
        var (left, right) = (Bind(syntax.Left), Bind(syntax.Right));
        return syntax.Operator is "==" or "!=" or "in" ? _operators.Binary(syntax, ChoiceNames.Valued(left, right), ChoiceNames.Valued(right, left)) : _operators.Binary(syntax, left, right);
    }

    private Node Member(MemberSyntax member)
    {
        var chain = new List<MemberSyntax>();
        SyntaxNode root = member;
        while (root is MemberSyntax step)
        {
            chain.Insert(0, step);
            root = step.Target;
        }
        if (root is VariableSyntax variable)
            return names.Variable(variable, chain) ?? Wrong;
        var node = Bind(root);
        foreach (var step in chain)
        {
            // An unknown name has been reported; its members are not.
            if (node.Type.Kind == TypeKind.Any && errors.Any)
                return Wrong;
            if (names.Member(node, step) is not { } next)
                return Wrong;
            node = next;
        }
        return node;
    }

    private ListNode List(ListSyntax list)
    {
        var items = list.Items.Select(Bind).ToArray();
        var type = ExpressionType.Null;
        for (var i = 0; i < items.Length; i++)
        {
            var common = Fitting.Common(new ConstantNode(Value.Null, type), items[i]);
            if (type.Kind != TypeKind.Null)
                common = Fitting.Exactly(items[i], type) is not null ? type : null;
            if (common is null)
            {
                errors.Add(ExpressionErrors.ItemsDiffer, list.Items[i].Start, list.Items[i].Length, type.ToString(), null, ("left", type.ToString()), ("right", items[i].Type.ToString()));
                common = ExpressionType.Any;
            }
            type = common;
        }
        if (type.Kind == TypeKind.Null)
            type = ExpressionType.Any;
        return new ListNode([.. items.Select(item => Fitting.Exactly(item, type) ?? item)], ExpressionType.ListOf(type));
    }

    private Node Conditional(ConditionalSyntax syntax)
    {
        var test = Condition(syntax.Test, "?");
        var (then, otherwise) = (Bind(syntax.Then), Bind(syntax.Otherwise));
        if (Fitting.Common(then, otherwise) is { } type)
            return new ConditionalNode(test, Fitting.Fit(then, type) ?? then, Fitting.Fit(otherwise, type) ?? otherwise, type);
        errors.Add(ExpressionErrors.BranchesDiffer, syntax.Otherwise.Start, syntax.Otherwise.Length, then.Type.ToString(), null,
            ("left", then.Type.ToString()), ("right", otherwise.Type.ToString()));
        return Wrong;
    }

    private static ExpressionType TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Number => ExpressionType.Number,
        ValueKind.Text => ExpressionType.Text,
        ValueKind.Bool => ExpressionType.Bool,
        _ => ExpressionType.Null,
    };
}
