namespace LowCode.Ui.Records.Boards;

/// <summary>A card picked up by the keyboard: where it would be dropped. Each key gives the next state; knows no markup.</summary>
/// <param name="Id">The record.</param>
/// <param name="From">Column it came from.</param>
/// <param name="To">Column it would go to.</param>
public sealed record CardCarry(long Id, string From, string To)
{
    /// <summary>The next open place to the left or right; the same at the end. Columns that take no cards are passed over.</summary>
    public CardCarry Step(IReadOnlyList<BoardColumn> columns, int by)
    {
        var at = columns.Index().First(each => each.Item.Key == To).Index;
        for (var next = at + by; next >= 0 && next < columns.Count; next += by)
        {
            if (!columns[next].Retired || columns[next].Key == From)
                return this with { To = columns[next].Key };
        }
        return this;
    }
}
