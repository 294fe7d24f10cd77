namespace LowCode.Expressions.Syntax;

/// <summary>Kinds of tokens; operators are told apart by their canonical text.</summary>
internal enum TokenKind : byte
{
    End,
    Number,
    Text,
    Name,
    Label,
    Variable,
    Operator,
}

/// <summary>One word of a source, with the place it was written at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Canonical operator, name, label or decoded text.</param>
/// <param name="Number">The value of a number.</param>
/// <param name="Start">Index in the source.</param>
/// <param name="Length">Length in the source.</param>
internal readonly record struct Token(TokenKind Kind, string Text, decimal Number, int Start, int Length)
{
    public bool Is(string op) => Kind == TokenKind.Operator && Text == op;

    /// <summary>True for a token that can end an operand, so that what follows is an operator.</summary>
    public bool EndsOperand => Kind is TokenKind.Number or TokenKind.Text or TokenKind.Name or TokenKind.Label or TokenKind.Variable || Is(")") || Is("]");
}
