namespace LowCode.Expressions;

/// <summary>How an expression is to be compiled.</summary>
/// <param name="Rows">Key of the subform in whose rows the expression runs: names are looked up in the row's columns first, then in the form. Null outside subforms.</param>
public sealed record CompileOptions(string? Rows = null)
{
    /// <summary>An expression over the record as a whole.</summary>
    public static readonly CompileOptions Default = new();
}
