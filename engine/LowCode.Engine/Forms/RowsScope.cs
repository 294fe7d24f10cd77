using System.Collections.Frozen;
using LowCode.Expressions;

namespace LowCode.Forms;

/// <summary>The names that an expression sees in the rows of a subform.</summary>
internal sealed class RowsScope(string form, IReadOnlyList<Field> columns, Func<string, Form?> forms) : IExpressionScope
{
    private readonly FrozenDictionary<string, FieldSymbol> _byKey = columns.ToFrozenDictionary(column => column.Key, column => column.Symbol);

    public string Form => form;

    public IEnumerable<FieldSymbol> Fields => columns.Select(column => column.Symbol);

    public IReadOnlyDictionary<string, ExpressionType> Variables => ScopeVariables.All;

    public FieldSymbol? Find(string key) => _byKey.GetValueOrDefault(key);

    public IExpressionScope? Target(string formKey) => forms(formKey);
}
