using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// A form as one caller's expressions see it: fields that the caller sees in full on at least some records, columns of subforms that every group shows,
/// and of other forms what the caller may see there. For everything else the compiler answers "unknown", with suggestions from the visible names only.
/// </summary>
internal sealed class VisibleScope(Access access, Func<Form, Access> accessTo, MetadataCatalog catalog) : IExpressionScope
{
    public string Form => access.Form.Key;

    public IEnumerable<FieldSymbol> Fields => access.Form.Fields.Select(Symbol).OfType<FieldSymbol>();

    public IReadOnlyDictionary<string, ExpressionType> Variables => ScopeVariables.All;

    public FieldSymbol? Find(string key) => access.Form[key] is { } field ? Symbol(field) : null;

    public IExpressionScope? Target(string formKey) =>
        catalog.Forms.TryGetValue(formKey, out var form) && accessTo(form) is var target && target.Can(RecordActions.View)
            ? new VisibleScope(target, accessTo, catalog) : null;

    private FieldSymbol? Symbol(Field field) =>
        !access.MayShow(field.Position, FieldRight.ReadOnly) ? null
        : field.Rows.Count == 0 ? field.Symbol
        : field.Symbol with { Rows = new RowsScope(Form, [.. field.Rows.Where(column => access.ShowsColumn(field.Position, column.Position))], catalog.Forms.GetValueOrDefault) };
}
