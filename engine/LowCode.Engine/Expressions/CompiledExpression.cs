namespace LowCode.Expressions;

/// <summary>A checked expression, ready to run. Immutable and shared between threads.</summary>
public sealed class CompiledExpression
{
    private readonly Func<EvaluationContext, Value> _run;

    internal CompiledExpression(string source, IExpressionScope scope, Node root, IReadOnlyList<Dependency> dependencies, Func<EvaluationContext, Value> run)
    {
        Source = source;
        Scope = scope;
        Root = root;
        Dependencies = dependencies;
        _run = run;
    }

    /// <summary>The canonical text: store this one. Compiling it again gives the same expression.</summary>
    public string Source { get; }

    /// <summary>The form that its names were looked up in.</summary>
    public IExpressionScope Scope { get; }

    /// <summary>The type of the result.</summary>
    public ExpressionType Type => Root.Type;

    /// <summary>All that it reads, each once, in order of appearance.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; }

    /// <summary>The typed tree, for translation to SQL and for editors.</summary>
    public Node Root { get; }

    /// <summary>Calculates the value. Never throws for what a record holds: a failed calculation is an error value.</summary>
    public Value Evaluate(EvaluationContext context) => _run(context);

    /// <summary>True only when the value is true: null, false and error values are all false.</summary>
    public bool Test(EvaluationContext context)
    {
        var value = _run(context);
        return value.Kind == ValueKind.Bool && value.AsBool;
    }

    /// <summary>The canonical text of one part of an expression, for editors that show it in pieces.</summary>
    public static string SourceOf(Node part) => Syntax.Printer.Print(part);

    /// <inheritdoc/>
    public override string ToString() => Source;
}
