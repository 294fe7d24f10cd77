namespace LowCode.Expressions;

/// <summary>Turns the text of an expression into something that runs: parse, check against a form, build closures.</summary>
public static class ExpressionCompiler
{
    /// <summary>Compiles <paramref name="source"/> over the names of <paramref name="scope"/>.</summary>
    /// <param name="source">The expression; Excel's habits are accepted (see README.md).</param>
    /// <param name="scope">The form.</param>
    /// <param name="expected">The type that the result must fit; null when any will do.</param>
    /// <param name="options">Where the expression runs; null for the record as a whole.</param>
    /// <returns>The expression or all errors found; never throws for any source.</returns>
    public static CompileResult Compile(string source, IExpressionScope scope, ExpressionType? expected = null, CompileOptions? options = null) =>
        throw new NotImplementedException($"{source}{scope}{expected}{options}");
}
