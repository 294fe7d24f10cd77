using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Ui.Records.Boards;

/// <summary>A record as a card: only what the card shows was fetched.</summary>
public sealed record BoardCard(long Id, long Version, string Title, Value[] Values, ValueNames Names, IReadOnlyDictionary<int, string> Masks)
{
    /// <summary>The cards of a page.</summary>
    public static IEnumerable<BoardCard> Of(RecordList list)
    {
        var masks = list.Masked.ToLookup(pair => pair.Key.Row);
        return list.Rows.Select((values, row) => new BoardCard(RecordContext.IdOf(values), RecordContext.VersionOf(values), TitleOf(list.Form, values, list.Names), values, list.Names,
            masks[row].ToDictionary(pair => pair.Key.Position, pair => pair.Value)));
    }

    private static string TitleOf(Form form, Value[] values, ValueNames names) =>
        form.TitleField is { } title && !values[title.Position].IsEmpty ? title.Show(values[title.Position], names) : $"#{RecordContext.IdOf(values)}";
}

/// <summary>One column of a board: a value of the field that makes the columns, and those of its cards that were fetched.</summary>
/// <param name="key">The value as it stands in an attribute; <c>""</c> for no value.</param>
/// <param name="value">The value that a card gets here.</param>
/// <param name="label">What people read.</param>
public sealed class BoardColumn(string key, Value value, string label)
{
    public string Key => key;
    public Value Value => value;
    public string Label => label;
    /// <summary>A choice colour; null for neutral.</summary>
    public string? Colour { get; init; }
    /// <summary>No more offered: cards leave it, none come in.</summary>
    public bool Retired { get; init; }
    /// <summary>How many records there are, fetched or not.</summary>
    public long Count { get; set; }
    /// <summary>The sum over all of them; null without one.</summary>
    public decimal? Sum { get; set; }
    /// <summary>The fetched cards, in the view's order.</summary>
    public IReadOnlyList<BoardCard> Cards { get; set; } = [];
    /// <summary>Cursor of the next page; null when all are there.</summary>
    public string? Next { get; set; }
    /// <summary>Only its head is drawn, and nothing fetched.</summary>
    public bool Folded { get; set; }
}
