using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>What a formula that is still being written gives for a record that is there: for designers, so administrators only.</summary>
public sealed class FormulaTrial(Workspace workspace, RecordReader reader)
{
    /// <summary>Works the formula out over the record. <paramref name="form"/> is the draft that it was compiled for: fields that the record has no values for read as empty.</summary>
    /// <param name="caller">Who asks; 403 unless an administrator.</param>
    /// <param name="form">The draft.</param>
    /// <param name="formula">Compiled for that draft.</param>
    /// <param name="id">The record.</param>
    /// <param name="rows">The subform in whose first row it runs; null for the record itself.</param>
    public Outcome<Value> Evaluate(Caller caller, Form form, CompiledExpression formula, long id, string? rows = null) => workspace.Database.Read(unit =>
    {
        if (!caller.IsAdmin)
            throw Catalog.CatalogErrors.OnlyAdmins();
        var view = reader.Get(unit, caller, form.Key, id);
        var values = form.NewValues();
        foreach (var field in form.Fields)
        {
            if (view.Form[field.Key] is { } known && known.Storage == field.Storage)
                values[field.Position] = field.Rows.Count > 0 ? Arranged(view.Values[known.Position], known, field) : view.Values[known.Position];
        }
        var context = reader.Context(unit, caller).With(values, values);
        if (rows is not null)
            context.Row = context.OldRow = form[rows] is { } subform && values[subform.Position].AsRows is [var first, ..] ? first.Values : new Value[form[rows]?.Rows.Count ?? 0];
        return formula.Evaluate(context);
    });

    private static Value Arranged(Value rows, Field stored, Field wanted) => rows.Kind != ValueKind.Rows ? rows
        : Value.FromRows([.. rows.AsRows.Select(row => row with
        {
            Values = [.. wanted.Rows.Select(column => stored.Rows.FirstOrDefault(each => each.Key == column.Key && each.Storage == column.Storage) is { } known ? row.Values[known.Position] : Value.Null)],
        })]);
}
