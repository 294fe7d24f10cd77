namespace LowCode.Expressions.Sql;

/// <summary>What NULL means in a piece of SQL.</summary>
public enum SqlNull : byte
{
    /// <summary>It is never NULL.</summary>
    Never,
    /// <summary>Nothing is there; of a condition, that it does not hold.</summary>
    Empty,
    /// <summary>The calculation failed.</summary>
    Error,
}

/// <summary>A piece of SQL that gives one value.</summary>
/// <param name="Sql">The text, safe to stand inside any other.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="Null">What NULL means.</param>
/// <param name="Scale">Of a scaled number: the value is this times 10 to the power of minus scale. 0 otherwise.</param>
/// <param name="IsReal">True for a number in floating point, which divisions give where numbers are scaled.</param>
public sealed record SqlFragment(string Sql, ExpressionType Type, SqlNull Null, int Scale = 0, bool IsReal = false)
{
    /// <summary>A value known while translating; <see cref="Sql"/> is then empty until it is known what it stands beside.</summary>
    internal Value? Constant { get; init; }

    /// <summary>True for a column: never an empty text, and what an index can serve.</summary>
    internal bool IsColumn { get; init; }

    /// <summary>True when empties were made 0 so that NULL means a failure alone; whether it was empty can then no longer be asked.</summary>
    internal bool WasFilled { get; init; }

    internal bool Is(TypeKind kind) => Type.Kind == kind;
}

/// <summary>A translation, or why there is none.</summary>
/// <param name="Fragment">The SQL; null when there is none.</param>
/// <param name="Reason">English, for example "TEXT has no SQL form."; null when there is SQL.</param>
public sealed record SqlResult(SqlFragment? Fragment, string? Reason);
