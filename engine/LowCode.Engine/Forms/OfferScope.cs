using System.Collections.Frozen;
using LowCode.Expressions;
using LowCode.Forms.FieldTypes;

namespace LowCode.Forms;

/// <summary>
/// The names that the condition of a reference sees: the fields of the record that may be chosen, as <c>$form.x</c> those of the record that holds
/// the reference, and in a subform as <c>$row.x</c> the columns of its row.
/// </summary>
public sealed class OfferScope : IExpressionScope
{
    private readonly IExpressionScope _target;
    private readonly FrozenDictionary<string, Field> _atHand;

    /// <summary>The scope of one reference of <paramref name="form"/>; a column of a subform also sees its row.</summary>
    public OfferScope(IExpressionScope target, Form form, Field reference)
    {
        _target = target;
        _atHand = form.Fields.Select(field => ($"{OfferNames.Form}{field.Key}", field))
            .Concat((reference.Subform?.Rows ?? []).Select(column => ($"{OfferNames.Row}{column.Key}", column)))
            .Where(pair => pair.Item2.Storage is not (StorageKind.Rows or StorageKind.None))
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
        Variables = ScopeVariables.All.Concat(_atHand.Select(pair => KeyValuePair.Create(pair.Key, TypeOf(form, pair.Value)))).ToFrozenDictionary();
    }

    /// <inheritdoc/>
    public string Form => _target.Form;

    /// <inheritdoc/>
    public IEnumerable<FieldSymbol> Fields => _target.Fields;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ExpressionType> Variables { get; }

    /// <inheritdoc/>
    public FieldSymbol? Find(string key) => _target.Find(key);

    /// <inheritdoc/>
    public IExpressionScope? Target(string formKey) => _target.Target(formKey);

    /// <summary>What a condition reads of the record at hand, by the name of its variable.</summary>
    internal IReadOnlyList<AtHandField> Reads(CompiledExpression condition) =>
        [.. condition.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Variable && _atHand.ContainsKey(dependency.Key)).Select(dependency => new AtHandField(dependency.Key, _atHand[dependency.Key]))];

    // $form.id is the record itself, to be compared with $record.id.
    private static ExpressionType TypeOf(Form form, Field field) => field is { IsSystem: true, Position: SystemFields.Id } ? ExpressionType.ReferenceTo(form.Key) : field.Symbol.Type;
}

/// <summary>How the variables of an <see cref="OfferScope"/> begin, without the sign.</summary>
public static class OfferNames
{
    /// <summary>A field of the record that holds the reference.</summary>
    public const string Form = "form.";

    /// <summary>A column of the row that holds the reference.</summary>
    public const string Row = "row.";
}
