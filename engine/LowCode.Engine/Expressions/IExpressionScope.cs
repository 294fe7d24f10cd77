namespace LowCode.Expressions;

/// <summary>The names that an expression may use: the fields of one form, of the forms it refers to, and the <c>$</c> variables.</summary>
public interface IExpressionScope
{
    /// <summary>Key of the form, for example <c>contract</c>.</summary>
    string Form { get; }

    /// <summary>The field with this key, or null. Keys are compared exactly.</summary>
    FieldSymbol? Find(string key);

    /// <summary>All fields, for labels such as <c>[客户名称]</c> and for near-miss suggestions.</summary>
    IEnumerable<FieldSymbol> Fields { get; }

    /// <summary>The scope of another form of the workspace, or null when there is none with this key.</summary>
    IExpressionScope? Target(string formKey);

    /// <summary>
    /// The <c>$</c> variables by name without the sign: <c>user</c>, <c>user.department</c>, <c>user.roles</c>, <c>flow.node</c>, ...
    /// <c>now</c>, <c>today</c>, <c>record.id</c> and <c>old.*</c> are always there and need not be listed.
    /// </summary>
    IReadOnlyDictionary<string, ExpressionType> Variables { get; }
}

/// <summary>One field as an expression sees it.</summary>
/// <param name="Key">The name in expressions, for example <c>amount</c>.</param>
/// <param name="Position">Its index in a record's value array (or in a row's, for a subform's column). Negative for system columns that a record array does not hold.</param>
/// <param name="Type">Its type.</param>
/// <param name="Column">Physical column, for example <c>c_12</c>; for a subform, its child table, for example <c>s_9</c>.</param>
/// <param name="Labels">What users call it, in every language: what <c>[Label]</c> may name.</param>
/// <param name="Rows">A subform's columns; null for other fields.</param>
/// <param name="Scale">Decimal places of a number; SQLite stores numbers as integers times 10 to this power. 0 otherwise.</param>
/// <param name="Choices">The values of a choice by what people call them, for <c>stage == "Won"</c>; null for other fields.</param>
public sealed record FieldSymbol(
    string Key,
    int Position,
    ExpressionType Type,
    string Column,
    IReadOnlyList<string> Labels,
    IExpressionScope? Rows = null,
    int Scale = 0,
    IReadOnlyDictionary<string, string>? Choices = null);
