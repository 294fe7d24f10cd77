namespace LowCode.Expressions.Sql;

/// <summary>What the translator must know of the statement that it writes into.</summary>
public sealed class SqlSource
{
    /// <summary>The database.</summary>
    public required SqlDialect Dialect { get; init; }

    /// <summary>Adds a value to the statement's parameters and gives its placeholder, which may then stand several times.</summary>
    public required Func<object?, string> Parameter { get; init; }

    /// <summary>The values of <c>$</c> variables, the moment and the zone; its record is not read.</summary>
    public required EvaluationContext Context { get; init; }

    /// <summary>Alias under which the statement reads the form's table.</summary>
    public string Alias { get; init; } = "r";

    /// <summary>
    /// The SQL of a field under an alias; may be wrapped, as in <c>CASE WHEN ... THEN r.c_5 END</c> for a field that is hidden in some rows.
    /// Null: the field cannot be read, and the expression is refused.
    /// </summary>
    public Func<SqlColumn, string?> Column { get; init; } = static column => $"{column.Alias}.{column.Field.Column}";

    /// <summary>
    /// The table of another form as FROM text without an alias, for references, roll-ups and lookups; may be a subquery with only the rows
    /// and values that the caller may see. Null: the form cannot be read, and the expression is refused.
    /// </summary>
    public Func<string, string?> Table { get; init; } = static _ => null;

    /// <summary>
    /// The table of another form for roll-ups and lookups, which speak of all its rows; null: as <see cref="Table"/>.
    /// A caller who sees only some of the rows may have to be refused here.
    /// </summary>
    public Func<string, string?>? WholeTable { get; init; }

    /// <summary>A condition, over an alias of the form's table, under which a subform's rows may be read; null for always.</summary>
    public Func<SqlColumn, string?> RowsShown { get; init; } = static _ => null;
}

/// <summary>A field of a table in the statement.</summary>
/// <param name="Form">Key of the form it belongs to; of a subform's column, the form around it.</param>
/// <param name="Field">The field.</param>
/// <param name="Alias">The alias under which its table is read.</param>
public readonly record struct SqlColumn(string Form, FieldSymbol Field, string Alias);
