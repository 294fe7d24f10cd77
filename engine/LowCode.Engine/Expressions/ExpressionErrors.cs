namespace LowCode.Expressions;

/// <summary>One expected failure: its stable code and its English message with <c>{names}</c> to fill in.</summary>
internal sealed record ErrorKind(string Code, string Message);

/// <summary>Everything that can be wrong with the source of an expression.</summary>
internal static class ExpressionErrors
{
    public static readonly ErrorKind Empty = new("expressions.empty", "There is no expression.");
    public static readonly ErrorKind TooLong = new("expressions.tooLong", "The expression has {length} characters; at most {limit} are allowed.");
    public static readonly ErrorKind TooDeep = new("expressions.tooDeep", "The expression is nested more than {limit} levels deep; split it into computed fields.");
    public static readonly ErrorKind TooManyParts = new("expressions.tooManyParts", "The expression has more than {limit} parts; split it into computed fields.");
    public static readonly ErrorKind BadCharacter = new("expressions.character", "The character '{character}' has no meaning here.");
    public static readonly ErrorKind TextNotClosed = new("expressions.text.open", "This text has no closing quote.");
    public static readonly ErrorKind NumberTooLarge = new("expressions.number.range", "This number is too large or malformed; numbers have at most 28 digits.");
    public static readonly ErrorKind Unexpected = new("expressions.syntax", "Expected {expected} but found {found}.");
    public static readonly ErrorKind NotClosed = new("expressions.bracket.open", "This '{bracket}' is never closed.");
    public static readonly ErrorKind NameUnknown = new("expressions.name.unknown", "There is no field '{name}' in form '{form}'.");
    public static readonly ErrorKind LabelUnknown = new("expressions.label.unknown", "No field of form '{form}' is labelled '{name}'.");
    public static readonly ErrorKind LabelAmbiguous = new("expressions.label.ambiguous", "Several fields are labelled '{name}': {candidates}. Write the key of the one that is meant.");
    public static readonly ErrorKind VariableUnknown = new("expressions.variable.unknown", "There is no variable '${name}' here.");
    public static readonly ErrorKind FunctionUnknown = new("expressions.function.unknown", "There is no function '{name}'.");
    public static readonly ErrorKind FunctionAsName = new("expressions.function.call", "'{name}' is a function; write {name}(...).");
    public static readonly ErrorKind ArgumentCount = new("expressions.arguments.count", "{function} takes {expected} but got {count}: {function}{signature}.");
    public static readonly ErrorKind ArgumentType = new("expressions.arguments.type", "Argument {index} ({name}) of {function} must be {expected} but is {actual}.");
    public static readonly ErrorKind ArgumentLiteral = new("expressions.arguments.literal", "Argument {index} ({name}) of {function} must be {expected}, written out.");
    public static readonly ErrorKind ArgumentChoice = new("expressions.arguments.choice", "Argument {index} ({name}) of {function} must be {expected}, not \"{actual}\".");
    public static readonly ErrorKind OperandType = new("expressions.operand.type", "'{operator}' cannot work with {actual}; it needs {expected}.");
    public static readonly ErrorKind OperandsDiffer = new("expressions.operands.differ", "'{operator}' cannot be used between {left} and {right}.");
    public static readonly ErrorKind BranchesDiffer = new("expressions.branches.differ", "Both results must have one type, but they are {left} and {right}.");
    public static readonly ErrorKind ItemsDiffer = new("expressions.items.differ", "All items of a list must have one type, but they are {left} and {right}.");
    public static readonly ErrorKind MemberNone = new("expressions.member.none", "'.{name}' is not possible: the part before it is {actual}, not a reference or a subform.");
    public static readonly ErrorKind MemberTooFar = new("expressions.member.tooFar", "At most {limit} references can be followed in one name.");
    public static readonly ErrorKind FormUnknown = new("expressions.form.unknown", "There is no form '{form}'.");
    public static readonly ErrorKind FieldNotReference = new("expressions.rollup.reference", "Field '{name}' of form '{form}' is not a reference to '{target}'.");
    public static readonly ErrorKind ResultType = new("expressions.result.type", "The result must be {expected} but is {actual}.");
    public static readonly ErrorKind ConditionOver = new("expressions.condition.inner", "The condition of {function} is wrong: {message}");
    public static readonly ErrorKind RowsUnknown = new("expressions.rows.unknown", "There is no subform '{name}' in form '{form}'.");
}
