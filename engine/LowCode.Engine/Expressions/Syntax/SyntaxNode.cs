namespace LowCode.Expressions.Syntax;

/// <summary>A part of a parsed expression, before its names and types are known.</summary>
internal abstract class SyntaxNode(int start, int end, int depth)
{
    /// <summary>Index in the source.</summary>
    public int Start { get; } = start;

    /// <summary>Index after the last character.</summary>
    public int End { get; } = end;

    /// <summary>Levels below and including this one; bounds every later recursion.</summary>
    public int Depth { get; } = depth;

    public int Length => End - Start;
}

internal sealed class ConstantSyntax(Value value, int start, int end) : SyntaxNode(start, end, 1)
{
    public Value Value { get; } = value;
}

internal sealed class NameSyntax(string name, bool isLabel, int start, int end) : SyntaxNode(start, end, 1)
{
    public string Name { get; } = name;

    public bool IsLabel { get; } = isLabel;
}

internal sealed class VariableSyntax(string name, int start, int end) : SyntaxNode(start, end, 1)
{
    public string Name { get; } = name;
}

internal sealed class MemberSyntax(SyntaxNode target, string name, bool isLabel, int nameStart, int end) : SyntaxNode(target.Start, end, target.Depth + 1)
{
    public SyntaxNode Target { get; } = target;

    public string Name { get; } = name;

    public bool IsLabel { get; } = isLabel;

    public int NameStart { get; } = nameStart;
}

internal sealed class CallSyntax(string name, int nameLength, IReadOnlyList<SyntaxNode> arguments, int start, int end)
    : SyntaxNode(start, end, 1 + DepthOf(arguments))
{
    public string Name { get; } = name;

    public int NameLength { get; } = nameLength;

    public IReadOnlyList<SyntaxNode> Arguments { get; } = arguments;

    private static int DepthOf(IReadOnlyList<SyntaxNode> nodes) => nodes.Count == 0 ? 0 : nodes.Max(node => node.Depth);
}

internal sealed class ListSyntax(IReadOnlyList<SyntaxNode> items, int start, int end)
    : SyntaxNode(start, end, 1 + (items.Count == 0 ? 0 : items.Max(node => node.Depth)))
{
    public IReadOnlyList<SyntaxNode> Items { get; } = items;
}

internal sealed class UnarySyntax(string op, SyntaxNode operand, int start) : SyntaxNode(start, operand.End, operand.Depth + 1)
{
    public string Operator { get; } = op;

    public SyntaxNode Operand { get; } = operand;
}

internal sealed class BinarySyntax(string op, SyntaxNode left, SyntaxNode right)
    : SyntaxNode(left.Start, right.End, 1 + Math.Max(left.Depth, right.Depth))
{
    public string Operator { get; } = op;

    public SyntaxNode Left { get; } = left;

    public SyntaxNode Right { get; } = right;
}

/// <summary>A chain of <c>&amp;&amp;</c>, <c>||</c> or Excel's <c>&amp;</c>, kept flat so that long conditions are not deep.</summary>
internal sealed class ChainSyntax(string op, IReadOnlyList<SyntaxNode> operands)
    : SyntaxNode(operands[0].Start, operands[^1].End, 1 + operands.Max(node => node.Depth))
{
    public string Operator { get; } = op;

    public IReadOnlyList<SyntaxNode> Operands { get; } = operands;
}

internal sealed class ConditionalSyntax(SyntaxNode test, SyntaxNode then, SyntaxNode otherwise)
    : SyntaxNode(test.Start, otherwise.End, 1 + Math.Max(test.Depth, Math.Max(then.Depth, otherwise.Depth)))
{
    public SyntaxNode Test { get; } = test;

    public SyntaxNode Then { get; } = then;

    public SyntaxNode Otherwise { get; } = otherwise;
}
