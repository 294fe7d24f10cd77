using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Ui.Fields;

/// <summary>The record being typed, and the row of it where an input stands in one: what a reference offers may depend on them.</summary>
/// <param name="Record">The values as they stand when a picker asks; null while there are none.</param>
/// <param name="Row">The row's values; null outside of subforms.</param>
public sealed record AtHand(Func<Value[]?> Record, Value[]? Row = null)
{
    /// <summary>What the reference offers here.</summary>
    public ReferenceOffer Offer(Field reference) => new(reference, Record(), Row);
}
