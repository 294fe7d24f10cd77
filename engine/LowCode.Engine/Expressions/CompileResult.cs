using System.Diagnostics.CodeAnalysis;

namespace LowCode.Expressions;

/// <summary>A compiled expression, or everything that is wrong with its source.</summary>
/// <param name="Expression">The expression; null when there are errors.</param>
/// <param name="Errors">In order of position; empty when the expression compiled.</param>
public sealed record CompileResult(CompiledExpression? Expression, IReadOnlyList<ExpressionError> Errors)
{
    /// <summary>True when the expression can be used.</summary>
    [MemberNotNullWhen(true, nameof(Expression))]
    public bool Ok => Expression is not null;
}
