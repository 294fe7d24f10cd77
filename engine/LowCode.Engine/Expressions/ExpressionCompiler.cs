using LowCode.Expressions.Binding;
using LowCode.Expressions.Closures;
using LowCode.Expressions.Syntax;

namespace LowCode.Expressions;

/// <summary>Turns the text of an expression into something that runs: parse, check against a form, build closures.</summary>
public static class ExpressionCompiler
{
    /// <summary>The longest source, in UTF-16 units.</summary>
    public const int MaxLength = 8000;

    /// <summary>Compiles <paramref name="source"/> over the names of <paramref name="scope"/>.</summary>
    /// <param name="source">The expression; Excel's habits are accepted (see README.md).</param>
    /// <param name="scope">The form.</param>
    /// <param name="expected">The type that the result must fit; null when any will do.</param>
    /// <param name="options">Where the expression runs; null for the record as a whole.</param>
    /// <returns>The expression or all errors found; never throws for any source.</returns>
    public static CompileResult Compile(string source, IExpressionScope scope, ExpressionType? expected = null, CompileOptions? options = null)
    {
        var errors = new ErrorList(source);
        var rows = options?.Rows;
        var root = Parse(source, errors) is { } syntax && RowsOf(scope, rows, errors) is { } subforms
            ? Check(syntax, new Binder(new Names(scope, subforms, errors), errors), expected)
            : null;
        if (root is null || errors.Any)
            return new(null, errors.InOrder);
        var canonical = Printer.Print(root);
        // Spelling out labels, & and ^ can push an expression over a limit; what is stored must compile again.
        if (canonical != source && Parse(canonical, errors) is null)
            return new(null, errors.InOrder);
        return new(new CompiledExpression(canonical, scope, root, DependencyFinder.In(root, rows), ClosureBuilder.Build(root)), []);
    }

    private static SyntaxNode? Parse(string source, ErrorList errors)
    {
        if (source.Length > MaxLength)
        {
            errors.Add(ExpressionErrors.TooLong, MaxLength, source.Length - MaxLength, ("length", $"{source.Length}"), ("limit", $"{MaxLength}"));
            return null;
        }
        var tokens = new Lexer(source, errors).Read();
        return errors.Any ? null : new Parser(tokens, errors).Parse();
    }

    private static IReadOnlyList<IExpressionScope>? RowsOf(IExpressionScope scope, string? rows, ErrorList errors)
    {
        if (rows is null)
            return [];
        if (scope.Find(rows)?.Rows is { } subform)
            return [subform];
        errors.Add(ExpressionErrors.RowsUnknown, 0, 0, ("name", rows), ("form", scope.Form));
        return null;
    }

    private static Node? Check(SyntaxNode syntax, Binder binder, ExpressionType? expected)
    {
        var root = binder.Bind(syntax);
        if (binder.Errors.Any || expected is null)
            return root;
        if (Fitting.Fit(root, expected) is { } fit)
            return fit;
        binder.Errors.Add(ExpressionErrors.ResultType, syntax.Start, syntax.Length, expected.ToString(), null, ("actual", root.Type.ToString()));
        return null;
    }
}
