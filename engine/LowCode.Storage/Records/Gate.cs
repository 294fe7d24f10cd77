using LowCode.Expressions;
using LowCode.Expressions.Sql;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// The caller's permissions as SQL. Every table that a statement reads stands there as the gate's source: only the rows that the caller may see,
/// and a column that some groups hide is NULL in the rows where no group shows it. Filters, sorting, search and grouping work on top of the source,
/// so none of them can tell more than the rows themselves would. Databases flatten the source into the statement: their indexes serve as without it.
/// </summary>
internal sealed class Gate(Session session, Arguments arguments, EvaluationContext context, Func<Form, Access>? accessTo)
{
    private readonly Dictionary<(CompiledExpression, Access?), string> _conditions = [];

    /// <summary>The rows and values of a form as FROM text; needs an alias behind it.</summary>
    internal string Source(Access access, RecordActions action)
    {
        var form = access.Form;
        if (access.Unlimited)
            return form.Table;
        var columns = form.Fields.Select(field => Column(access, field)).Where(column => column is not null);
        return $"(SELECT {string.Join(", ", columns)} FROM {form.Table} r WHERE {Rows(access, action)})";
    }

    /// <summary>The rows of the form that a reference points to, as the caller of the whole statement may see them.</summary>
    internal string Target(Form form) =>
        accessTo is null ? $"(SELECT * FROM {form.Table} WHERE FALSE)" : Source(accessTo(form), RecordActions.View);

    /// <summary>A condition over the source <c>r</c>: it speaks of what the caller sees.</summary>
    internal string Condition(CompiledExpression condition, Access access) => Condition(condition, Scope(access.Form, access));

    /// <summary>A condition over the table <c>r</c> as it is, for what holds whoever asks.</summary>
    internal string Fact(CompiledExpression condition, Form form) => Condition(condition, Scope(form, null));

    /// <summary>A numeric expression over the source <c>r</c> and the scale of the whole numbers that it gives.</summary>
    internal (string Sql, int Scale) Number(CompiledExpression expression, Access access) =>
        SqlTranslator.TranslateNumber(expression, SourceOf(Scope(access.Form, access))).Fragment is { } number ? (number.Sql, number.Scale) : (session.PerRow(RowExpression.Number(Scope(access.Form, access), expression)), RowExpression.NumberScale);

    private string Rows(Access access, RecordActions action)
    {
        var seen = Any(access, access.Rows(RecordActions.View)) ?? "TRUE";
        // Exporting, deleting and editing many reach only records that the caller also sees.
        return action == RecordActions.View || Any(access, access.Rows(action)) is not { } allowed ? seen : $"{seen} AND {allowed}";
    }

    /// <summary>The column under its own name; of a subform that is hidden in some rows, the flag <c>{table}_shown</c>; null for a field without anything to select.</summary>
    private string? Column(Access access, Field field)
    {
        var shown = Any(access, access.RowsShowing(field.Position));
        if (field.Storage == StorageKind.Rows)
            return $"{shown ?? "TRUE"} AS {field.Column}_shown";
        if (!ColumnValues.Has(field))
            return null;
        return shown is null ? "r." + field.Column : $"CASE WHEN {shown} THEN r.{field.Column} END AS {field.Column}";
    }

    /// <summary>Any of the conditions; null for "always". They speak of the record as it is, not of what the caller sees of it.</summary>
    private string? Any(Access access, IReadOnlyList<CompiledExpression>? conditions) =>
        conditions is null ? null : conditions.Count == 0 ? "FALSE" : $"({string.Join(" OR ", conditions.Select(each => Fact(each, access.Form)))})";

    private string Condition(CompiledExpression condition, RowScope scope)
    {
        // Ten hidden fields mostly have the same condition: it stands in the statement ten times, but takes its arguments once.
        if (!_conditions.TryGetValue((condition, scope.Access), out var sql))
            _conditions[(condition, scope.Access)] = sql = SqlTranslator.Translate(condition, SourceOf(scope)).Fragment?.Sql ?? session.PerRow(RowExpression.Condition(scope, condition));
        return sql;
    }

    private RowScope Scope(Form form, Access? access) => new(session, form, arguments, context, access, accessTo);

    private SqlSource SourceOf(RowScope scope) => new()
    {
        Dialect = session.Dialect.Expressions,
        Parameter = arguments.Add,
        Context = context,
        Column = column => scope.Access is { } access && AccessOn(column.Form, access) is { } there && RowScope.Hides(there, column.Field) ? "NULL" : $"{column.Alias}.{column.Field.Column}",
        Table = key => ((IExpressionScope)scope.Form).Target(key) is not Form form ? null : scope.Access is { Unlimited: false } ? Target(form) : form.Table,
        // A sum over records that the caller sees only in part would tell of the others: such a condition is evaluated by row, where it reads as empty.
        WholeTable = key => ((IExpressionScope)scope.Form).Target(key) is Form form && (scope.Access is not { Unlimited: false } || accessTo?.Invoke(form) is { Unlimited: true }) ? form.Table : null,
        RowsShown = subform => scope.Access is { } access && AccessOn(subform.Form, access) is { Unlimited: false } ? $"{subform.Alias}.{subform.Field.Column}_shown" : null,
    };

    /// <summary>The caller's access to the form that a column of the statement belongs to; null when the caller can't be asked about it.</summary>
    private Access? AccessOn(string form, Access access) =>
        access.Form.Key == form ? access : accessTo is not null && ((IExpressionScope)access.Form).Target(form) is Form other ? accessTo(other) : null;
}
