namespace LowCode.Expressions;

/// <summary>The kinds of types that the language knows.</summary>
public enum TypeKind : byte
{
    /// <summary>Known only when it runs; checked then.</summary>
    Any,
    /// <summary>The type of the literal <c>null</c>; fits everywhere.</summary>
    Null,
    /// <summary>Decimal number.</summary>
    Number,
    /// <summary>Text, also a single choice.</summary>
    Text,
    /// <summary>True or false.</summary>
    Bool,
    /// <summary>Calendar day.</summary>
    Date,
    /// <summary>Instant.</summary>
    DateTime,
    /// <summary>Time of day.</summary>
    Time,
    /// <summary>A user.</summary>
    User,
    /// <summary>A department.</summary>
    Department,
    /// <summary>A file.</summary>
    File,
    /// <summary>Several values of <see cref="ExpressionType.Item"/>.</summary>
    List,
    /// <summary>A record of the form <see cref="ExpressionType.Form"/>.</summary>
    Reference,
    /// <summary>The rows of a subform.</summary>
    Rows,
}

/// <summary>The type of an expression or of a field.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Item">Type of the items of a list; null otherwise.</param>
/// <param name="Form">Key of the form that a reference points to; null otherwise, and null for a reference to any form.</param>
public sealed record ExpressionType(TypeKind Kind, ExpressionType? Item = null, string? Form = null)
{
    /// <summary>Known only at run time.</summary>
    public static readonly ExpressionType Any = new(TypeKind.Any);
    /// <summary>The type of <c>null</c>.</summary>
    public static readonly ExpressionType Null = new(TypeKind.Null);
    /// <summary>Decimal number.</summary>
    public static readonly ExpressionType Number = new(TypeKind.Number);
    /// <summary>Text.</summary>
    public static readonly ExpressionType Text = new(TypeKind.Text);
    /// <summary>True or false.</summary>
    public static readonly ExpressionType Bool = new(TypeKind.Bool);
    /// <summary>Calendar day.</summary>
    public static readonly ExpressionType Date = new(TypeKind.Date);
    /// <summary>Instant.</summary>
    public static readonly ExpressionType DateTime = new(TypeKind.DateTime);
    /// <summary>Time of day.</summary>
    public static readonly ExpressionType Time = new(TypeKind.Time);
    /// <summary>A user.</summary>
    public static readonly ExpressionType User = new(TypeKind.User);
    /// <summary>A department.</summary>
    public static readonly ExpressionType Department = new(TypeKind.Department);
    /// <summary>A file.</summary>
    public static readonly ExpressionType File = new(TypeKind.File);
    /// <summary>The rows of a subform.</summary>
    public static readonly ExpressionType Rows = new(TypeKind.Rows);

    /// <summary>Several values of one type.</summary>
    public static ExpressionType ListOf(ExpressionType item) => new(TypeKind.List, item);

    /// <summary>A record of another form.</summary>
    public static ExpressionType ReferenceTo(string form) => new(TypeKind.Reference, Form: form);

    /// <summary>How the type is written in messages and help: <c>number</c>, <c>list&lt;text&gt;</c>, <c>reference(customer)</c>.</summary>
    public override string ToString() => Kind switch
    {
        TypeKind.List => $"list<{Item}>",
        TypeKind.Reference when Form is not null => $"reference({Form})",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
