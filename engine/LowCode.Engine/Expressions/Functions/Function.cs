namespace LowCode.Expressions;

/// <summary>Subjects that functions are grouped by in pickers and documentation.</summary>
public enum FunctionCategory : byte
{
    /// <summary>Decisions and conditions.</summary>
    Logic,
    /// <summary>Texts.</summary>
    Text,
    /// <summary>Numbers, statistics and money.</summary>
    Number,
    /// <summary>Days, times and periods.</summary>
    Date,
    /// <summary>Lists, subforms and other forms.</summary>
    List,
    /// <summary>Users and departments.</summary>
    People,
    /// <summary>Places.</summary>
    Geo,
}

/// <summary>Calculates a function's value. Arguments are never errors and always fit the signature; an omitted one is missing at the end, a null one reads as its type's empty value.</summary>
/// <param name="a">The arguments.</param>
/// <param name="c">The context; most functions don't look at it.</param>
public delegate Value FunctionBody(ReadOnlySpan<Value> a, EvaluationContext c);

/// <summary>One function of the language, complete: evaluator, editor help, documentation and tests all read this record.</summary>
/// <param name="Category">Where pickers show it.</param>
/// <param name="Key">Its name, upper case; stable for ever.</param>
/// <param name="Signature">
/// Parameters and result: <c>(number: number, digits?: number): number</c>. <c>?</c> optional, <c>name...</c> repeats, <c>...2</c> repeats the last two,
/// <c>a|b</c> either type, <c>T</c> any type but the same everywhere, <c>D</c> date or datetime.
/// </param>
/// <param name="Zh">One line of help in Chinese.</param>
/// <param name="En">One line of help in English.</param>
/// <param name="Example">An expression over the sample record of the tests.</param>
/// <param name="Result">What the example gives, as an expression or an error such as <c>#DIV/0!</c>; runs as a test.</param>
/// <param name="Body">Calculates the value; null for functions that choose which arguments to evaluate.</param>
public sealed record Function(
    FunctionCategory Category,
    string Key,
    string Signature,
    string Zh,
    string En,
    string Example,
    string Result,
    FunctionBody? Body = null)
{
    /// <summary>Builds the evaluator from those of the arguments, for functions that evaluate only some of them or accept errors.</summary>
    internal Func<IReadOnlyList<Func<EvaluationContext, Value>>, Func<EvaluationContext, Value>>? Lazy { get; init; }

    /// <summary>Checks and builds the node itself, for functions whose arguments are names or conditions rather than values.</summary>
    internal Func<Binding.BoundCall, Node?>? Bind { get; init; }

    /// <summary>How it is written in SQL; null when it has no SQL form.</summary>
    internal Sql.SqlForm? Sql { get; init; }

    /// <summary>False for functions that give another value at every call, which are not folded or pushed to SQL.</summary>
    public bool Steady { get; init; } = true;

    /// <summary>What a text argument may say, for the function that has such a one; in any case.</summary>
    public ArgumentChoice? Choice { get; init; }

    /// <summary>Other names under which people know it; they are replaced by <see cref="Key"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The parsed signature.</summary>
    internal Binding.Signature Shape { get; } = Binding.Signature.Parse(Signature);
}

/// <summary>An argument that must be one of some words, such as a unit of time; checked when it is written out.</summary>
/// <param name="Index">Which argument, from 0.</param>
/// <param name="Words">The words.</param>
public sealed record ArgumentChoice(int Index, IReadOnlyList<string> Words);
