namespace LowCode.Expressions.Syntax;

// expression  = chain["||"] [ "?" expression ":" expression ]
// chain["||"] = chain["&&"] { "||" chain["&&"] }
// chain["&&"] = binary { "&&" binary }
// binary      = by precedence, left to right:  == !=  |  < <= > >= in  |  &  |  + -  |  * / %  |  ^
// unary       = ( "!" | "-" | "+" ) unary | postfix              binds tighter than ^, as in Excel: -2^2 is 4
// postfix     = primary { "." name } [ "%" when no operand follows ]
// primary     = number | text | true | false | null | name | label | $name | name "(" [ expression { "," expression } ] ")"
//             | "[" [ expression { "," expression } ] "]" | "(" expression ")"

/// <summary>Builds the tree of a source within fixed limits, so that no input can exhaust the stack or the processor.</summary>
internal sealed class Parser(List<Token> tokens, ErrorList errors)
{
    public const int MaxDepth = 64;
    public const int MaxNodes = 2000;

    /// <summary>
    /// A long sum such as <c>a + b + ...</c> is a deep tree without nesting; it may be deeper than nesting may be,
    /// but not so deep that a recursion over it is in danger.
    /// </summary>
    public const int MaxTreeDepth = 256;

    private static readonly string[][] Levels = [["==", "!="], ["<", "<=", ">", ">=", "in"], ["&"], ["+", "-"], ["*", "/", "%"], ["^"]];

    private int _at;
    private int _depth;
    private int _nodes;

    private Token Current => tokens[_at];

    /// <summary>The tree, or null after an error.</summary>
    public SyntaxNode? Parse()
    {
        if (Current.Is("=="))
            _at++;
        if (Current.Kind == TokenKind.End)
        {
            errors.Add(ExpressionErrors.Empty, 0, 0);
            return null;
        }
        var root = Expression();
        if (!errors.Any && Current.Kind != TokenKind.End)
            Unexpected("an operator");
        return errors.Any ? null : root;
    }

    private SyntaxNode Expression()
    {
        if (++_depth > MaxDepth)
            return TooDeep(MaxDepth);
        var test = Chain("||");
        if (Current.Is("?"))
        {
            _at++;
            var then = Expression();
            Require(":");
            var otherwise = Expression();
            test = Count(new ConditionalSyntax(test, then, otherwise));
        }
        _depth--;
        return test;
    }

    private SyntaxNode Chain(string op)
    {
        var first = Next();
        if (!Current.Is(op))
            return first;
        var operands = new List<SyntaxNode> { first };
        while (Current.Is(op) && !errors.Any)
        {
            _at++;
            operands.Add(Next());
        }
        return Count(new ChainSyntax(op, operands));

        SyntaxNode Next() => op == "||" ? Chain("&&") : Binary(0);
    }

    private SyntaxNode Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();
        var left = Binary(level + 1);
        List<SyntaxNode> joined = [];
        while (!errors.Any && OperatorOf(level) is { } op)
        {
            _at++;
            if (op == "&")
                joined.Add(Binary(level + 1));
            else
                left = Count(new BinarySyntax(op, left, Binary(level + 1)));
        }
        return joined.Count == 0 ? left : Count(new ChainSyntax("&", [left, .. joined]));
    }

    private string? OperatorOf(int level)
    {
        var token = Current;
        if (token.Kind == TokenKind.Name && level == 1 && token.Text == "in")
            return "in";
        return token.Kind == TokenKind.Operator && Array.IndexOf(Levels[level], token.Text) >= 0 ? token.Text : null;
    }

    private SyntaxNode Unary()
    {
        var token = Current;
        if (!token.Is("-") && !token.Is("!") && !token.Is("+"))
            return Postfix();
        if (++_depth > MaxDepth)
            return TooDeep(MaxDepth);
        _at++;
        var operand = Unary();
        _depth--;
        return token.Text switch
        {
            "+" => operand,
            "-" when operand is ConstantSyntax { Value.Kind: ValueKind.Number } number =>
                new ConstantSyntax(Value.FromNumber(-number.Value.AsNumber), token.Start, number.End),
            _ => Count(new UnarySyntax(token.Text, operand, token.Start)),
        };
    }

    private SyntaxNode Postfix()
    {
        var node = Primary();
        while (Current.Is(".") && !errors.Any)
        {
            _at++;
            var name = Current;
            if (name.Kind is not (TokenKind.Name or TokenKind.Label))
            {
                Unexpected("a name");
                return node;
            }
            _at++;
            node = Count(new MemberSyntax(node, name.Text, name.Kind == TokenKind.Label, name.Start, name.Start + name.Length));
        }
        if (Current.Is("%") && node is ConstantSyntax { Value.Kind: ValueKind.Number } percent && !StartsOperand(tokens[_at + 1]))
        {
            var end = Current.Start + 1;
            _at++;
            return new ConstantSyntax(Value.FromNumber(percent.Value.AsNumber / 100), percent.Start, end);
        }
        return node;
    }

    private SyntaxNode Primary()
    {
        var token = Current;
        var end = token.Start + token.Length;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return Count(new ConstantSyntax(Value.FromNumber(token.Number), token.Start, end));
            case TokenKind.Text:
                _at++;
                return Count(new ConstantSyntax(Value.FromText(token.Text), token.Start, end));
            case TokenKind.Label:
                _at++;
                return Count(new NameSyntax(token.Text, true, token.Start, end));
            case TokenKind.Variable:
                _at++;
                return Count(new VariableSyntax(token.Text, token.Start, end));
            case TokenKind.Name when token.Text != "in":
                _at++;
                return Current.Is("(") ? Call(token) : Word(token, end);
            case TokenKind.Operator when token.Text == "(":
                _at++;
                var inner = Expression();
                Close(token, ")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                _at++;
                var items = Items("]");
                return Count(new ListSyntax(items, token.Start, Close(token, "]")));
            default:
                return Unexpected("a value");
        }
    }

    private SyntaxNode Word(Token token, int end) => token.Text.ToUpperInvariant() switch
    {
        "TRUE" => Count(new ConstantSyntax(Value.True, token.Start, end)),
        "FALSE" => Count(new ConstantSyntax(Value.False, token.Start, end)),
        "NULL" => Count(new ConstantSyntax(Value.Null, token.Start, end)),
        _ => Count(new NameSyntax(token.Text, false, token.Start, end)),
    };

    private SyntaxNode Call(Token name)
    {
        var open = Current;
        _at++;
        var arguments = Items(")");
        var end = Close(open, ")");
        return name.Text.ToUpperInvariant() is "TRUE" or "FALSE" && arguments.Count == 0
            ? Word(name, end)
            : Count(new CallSyntax(name.Text.ToUpperInvariant(), name.Length, arguments, name.Start, end));
    }

    private List<SyntaxNode> Items(string closing)
    {
        var items = new List<SyntaxNode>();
        if (Current.Is(closing))
            return items;
        do
        {
            // An argument left out, as in Excel's PMT(0.1,12,100,,1), is null.
            items.Add(Current.Is(",") || Current.Is(closing) && items.Count > 0
                ? Count(new ConstantSyntax(Value.Null, Current.Start, Current.Start))
                : Expression());
        }
        while (Current.Is(",") && !errors.Any && ++_at > 0);
        return items;
    }

    private int Close(Token open, string closing)
    {
        var end = Current.Start + Current.Length;
        if (Current.Is(closing))
            _at++;
        else if (Current.Kind == TokenKind.End && !errors.Any)
            errors.Add(ExpressionErrors.NotClosed, open.Start, open.Length, $"'{closing}'", null, ("bracket", open.Text));
        else
            Unexpected($"'{closing}' or ','");
        return end;
    }

    private void Require(string op)
    {
        if (Current.Is(op))
            _at++;
        else
            Unexpected($"'{op}'");
    }

    private static bool StartsOperand(Token token) =>
        token.Kind is TokenKind.Number or TokenKind.Text or TokenKind.Name or TokenKind.Label or TokenKind.Variable && token.Text != "in"
        || token.Is("(") || token.Is("[") || token.Is("-") || token.Is("!");

    private SyntaxNode Count(SyntaxNode node)
    {
        if (++_nodes > MaxNodes && !errors.Any)
            errors.Add(ExpressionErrors.TooManyParts, node.Start, node.Length, ("limit", $"{MaxNodes}"));
        return node.Depth > MaxTreeDepth ? TooDeep(MaxTreeDepth) : node;
    }

    private ConstantSyntax TooDeep(int limit)
    {
        if (!errors.Any)
            errors.Add(ExpressionErrors.TooDeep, Current.Start, Current.Length, ("limit", $"{limit}"));
        return Nothing();
    }

    private ConstantSyntax Unexpected(string expected)
    {
        var found = Current.Kind switch
        {
            TokenKind.End => "the end",
            TokenKind.Text => "a text",
            TokenKind.Number => "a number",
            _ => $"'{Current.Text}'",
        };
        if (!errors.Any)
            errors.Add(ExpressionErrors.Unexpected, Current.Start, Current.Length, expected, Meant(), ("found", found));
        return Nothing();
    }

    // A word where a sign belongs, or after one that is no sign: "a and b", "NOT a".
    private string? Meant() => Current.Kind != TokenKind.Name ? null
        : Binding.SpokenNames.Sign(Current.Text) ?? (_at > 0 && tokens[_at - 1] is { Kind: TokenKind.Name } before ? Binding.SpokenNames.Sign(before.Text) : null);

    // After the first syntax error the tree is not used; every loop above stops on errors.Any.
    private ConstantSyntax Nothing() => new(Value.Null, Current.Start, Current.Start);
}
