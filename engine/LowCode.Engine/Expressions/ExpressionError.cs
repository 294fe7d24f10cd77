namespace LowCode.Expressions;

/// <summary>Why an expression is refused, and where.</summary>
/// <param name="Code">Stable code, for example <c>expressions.name.unknown</c>; the user interface translates by it.</param>
/// <param name="Message">English sentence that names the thing and the next step.</param>
/// <param name="Line">Line in the source, from 1.</param>
/// <param name="Column">Column in the source, from 1, in UTF-16 units.</param>
/// <param name="Length">Length of the faulty part in UTF-16 units; 0 at the end of the source.</param>
/// <param name="Values">What a translation of the message fills in, by name.</param>
/// <param name="Expected">What would have been right here, for example <c>number</c>; null when there is nothing to say.</param>
/// <param name="Suggestion">A near miss that was probably meant, for example a field's key; null when there is none.</param>
public sealed record ExpressionError(
    string Code,
    string Message,
    int Line,
    int Column,
    int Length,
    IReadOnlyDictionary<string, string> Values,
    string? Expected = null,
    string? Suggestion = null);
