using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Storage.Sqlite;

namespace LowCode.Storage.Records;

/// <summary>
/// An expression that has no SQL form, as SQL all the same: a call of .NET for each row with the columns that it reads. Exact by nature, since it is the
/// very evaluator of forms and flows, but it uses no index and costs about 2 us a row.
/// </summary>
internal static class RowExpression
{
    private const int NumberScale = 6;

    /// <summary>A condition: 1 or 0.</summary>
    internal static string Condition(RowScope scope, CompiledExpression expression) => Call(scope, expression, row => expression.Test(row) ? 1L : 0L);

    /// <summary>A number, as a whole number with the returned number of decimal places.</summary>
    internal static (string Sql, int Scale) Number(RowScope scope, CompiledExpression expression) => (Call(scope, expression, row =>
        expression.Evaluate(row) is { Kind: ValueKind.Number } value ? ColumnValues.Scaled(value.AsNumber, NumberScale, "measures") : null), NumberScale);

    private static string Call(RowScope scope, CompiledExpression expression, Func<EvaluationContext, object?> run)
    {
        var form = scope.Form;
        var fields = expression.Dependencies.Select(dependency => dependency.Field).OfType<FieldSymbol>().Select(symbol => form[symbol.Key]).OfType<Field>().Distinct().ToList();
        var columns = fields.Where(field => ColumnValues.SqlType(field) is not null).ToArray();
        var subforms = fields.Where(field => field.Storage == StorageKind.Rows).ToArray();
        var row = scope.NewContext();

        var number = scope.Session.RowFunctions.Add(values =>
        {
            row.RecordId = (long)values[1]!;
            for (var i = 0; i < columns.Length; i++)
                row.Record[columns[i].Position] = ColumnValues.FromArgument(values[i + 2], columns[i]);
            for (var i = 0; i < subforms.Length; i++)
                row.Record[subforms[i].Position] = values[columns.Length + i + 2] is 1L ? scope.Rows(subforms[i], row.RecordId) : Value.Null;
            return run(row);
        });
        var arguments = columns.Select(field => "r." + field.Column).Concat(subforms.Select(scope.IsShown));
        return $"row_value({scope.Arguments.Add(number)}, r.id{string.Concat(arguments.Select(argument => ", " + argument))})";
    }
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
    internal string IsShown(Field subform) => SeesAll ? "1" : $"r.{subform.Column}_shown";

    /// <summary>The rows of a subform of one record, without the columns that some group of the caller hides.</summary>
    internal Value Rows(Field subform, long recordId)
    {
        var rows = SubformRows.Read(Session, new SubformSql(subform), recordId);
        var hidden = SeesAll ? [] : subform.Rows.Where(column => Hides(Access!, column.Symbol)).ToList();
        foreach (var row in hidden.Count == 0 ? [] : rows.AsRows)
            hidden.ForEach(column => row.Values[column.Position] = Value.Null);
        return rows;
    }

    /// <summary>Whether some group of the caller hides a column of a subform: filters then can't read it, not even where another group shows it.</summary>
    internal static bool Hides(Access access, FieldSymbol column) =>
        access.Groups.Any(group => group.RowFields.Any(right => right.Value < FieldRight.ReadOnly && access.Form.Fields[right.Key.Field].Rows[right.Key.Column].Symbol == column));
}
