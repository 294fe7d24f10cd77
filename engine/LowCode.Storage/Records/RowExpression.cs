using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// An expression that has no SQL form, evaluated by .NET for each row of a statement. Exact by nature, since it is the very evaluator of forms and flows,
/// but it uses no index. How the rows come to .NET is the session's: <see cref="Session.PerRow"/>.
/// </summary>
internal sealed class RowExpression
{
    /// <summary>How many decimal places a number gets.</summary>
    internal const int NumberScale = 6;

    private readonly CompiledExpression _expression;

    private RowExpression(RowScope scope, CompiledExpression expression, bool isNumber)
    {
        (Scope, _expression, IsNumber) = (scope, expression, isNumber);
        var fields = expression.Dependencies.Select(dependency => dependency.Field).OfType<FieldSymbol>().Select(symbol => scope.Form[symbol.Key]).OfType<Field>().Distinct().ToList();
        Columns = [.. fields.Where(ColumnValues.Has)];
        Subforms = [.. fields.Where(field => field.Storage == StorageKind.Rows)];
    }

    internal RowScope Scope { get; }

    /// <summary>True for a number, false for a condition.</summary>
    internal bool IsNumber { get; }

    /// <summary>Columns that it reads.</summary>
    internal Field[] Columns { get; }

    /// <summary>Subforms that it reads.</summary>
    internal Field[] Subforms { get; }

    /// <summary>Whether a row meets a condition.</summary>
    internal static RowExpression Condition(RowScope scope, CompiledExpression expression) => new(scope, expression, isNumber: false);

    /// <summary>A number of each row.</summary>
    internal static RowExpression Number(RowScope scope, CompiledExpression expression) => new(scope, expression, isNumber: true);

    /// <summary>The result for a record in which <see cref="Columns"/> and <see cref="Subforms"/> are filled: 1 or 0, or a number times 10 to the power of <see cref="NumberScale"/>, null for none.</summary>
    internal object? Run(EvaluationContext row) =>
        !IsNumber ? _expression.Test(row) ? 1L : 0L
        : _expression.Evaluate(row) is { Kind: ValueKind.Number } value ? ColumnValues.Scaled(value.AsNumber, NumberScale, "measures") : null;
}

/// <summary>What an expression over the rows <c>r</c> of a statement may see.</summary>
/// <param name="Session">The statement's session.</param>
/// <param name="Form">The rows' form.</param>
/// <param name="Arguments">The statement's arguments.</param>
/// <param name="Context">Variables and clock.</param>
/// <param name="Access">The caller's gate, whose source <c>r</c> is; null for the table as it is.</param>
/// <param name="AccessTo">The same caller's gate to other forms.</param>
internal sealed record RowScope(Session Session, Form Form, Arguments Arguments, EvaluationContext Context, Access? Access, Func<Form, Access>? AccessTo)
{
    private bool SeesAll => Access is null or { Unlimited: true };

    internal EvaluationContext NewContext() => new()
    {
        Variables = Context.Variables,
        Now = Context.Now,
        Zone = Context.Zone,
        Related = Context.Related is null || SeesAll ? Context.Related : new SeenRelated(Context.Related, Form, AccessTo, Context),
        Record = Form.NewValues(),
    };

    /// <summary>Whether the rows of a subform may be read at all, as SQL.</summary>
    internal string IsShown(Field subform) => SeesAll ? "TRUE" : $"r.{subform.Column}_shown";

    /// <summary>The rows of a subform of one record, without the columns that some group of the caller hides.</summary>
    internal Value Rows(Field subform, long recordId) => Seen(subform, SubformRows.Read(Session, new SubformSql(subform, Session.Dialect), recordId));

    /// <summary>Rows of a subform, without the columns that some group of the caller hides.</summary>
    internal Value Seen(Field subform, Value rows)
    {
        var hidden = SeesAll ? [] : subform.Rows.Where(column => Hides(Access!, column.Symbol)).ToList();
        foreach (var row in hidden.Count == 0 ? [] : rows.AsRows)
            hidden.ForEach(column => row.Values[column.Position] = Value.Null);
        return rows;
    }

    /// <summary>Whether some group of the caller hides a column of a subform: filters then can't read it, not even where another group shows it.</summary>
    internal static bool Hides(Access access, FieldSymbol column) =>
        access.Groups.Any(group => group.RowFields.Any(right => right.Value < FieldRight.ReadOnly && access.Form.Fields[right.Key.Field].Rows[right.Key.Column].Symbol == column));
}
