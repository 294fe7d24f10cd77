namespace LowCode.Expressions;

/// <summary>A part of a checked expression, with its type.</summary>
/// <param name="Type">The type of its value.</param>
public abstract record Node(ExpressionType Type);
