namespace LowCode.Expressions;

/// <summary>What kind of thing an expression reads.</summary>
public enum DependencyKind : byte
{
    /// <summary>A field of the record itself.</summary>
    Field,
    /// <summary>A column of a subform, over all its rows or in the current row.</summary>
    Column,
    /// <summary>A field of another record, through a reference of this one.</summary>
    Related,
    /// <summary>An aggregate over records that point here, or a lookup in another form.</summary>
    Rollup,
    /// <summary>A <c>$</c> variable.</summary>
    Variable,
}

/// <summary>One thing that an expression reads.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">
/// As written: <c>amount</c>; <c>items.amount</c>; <c>customer.level</c>; for a roll-up <c>payment.amount</c>; for a variable its name without the sign.
/// </param>
/// <param name="Field">The record's own field that is read first; null for variables and roll-ups.</param>
/// <param name="Steps">Fields of other forms, in order, that the value passes through: <c>(customer, level)</c>; for a roll-up all that it reads there.</param>
public sealed record Dependency(DependencyKind Kind, string Key, FieldSymbol? Field, IReadOnlyList<FormField> Steps)
{
    /// <inheritdoc/>
    public bool Equals(Dependency? other) => other is not null && Kind == other.Kind && Key == other.Key && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Key, Steps.Count);
}

/// <summary>A field of a named form.</summary>
/// <param name="Form">The form's key.</param>
/// <param name="Field">The field's key.</param>
public sealed record FormField(string Form, string Field);
