using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Ui.Records.Boards;

// The namespace of condition editors has the same name.
using Conditions = LowCode.Analytics.Conditions;

/// <summary>
/// A board of records: one statement counts and sums all columns, each open column fetches its cards by page. Knows no markup.
/// </summary>
public sealed class Board
{
    private const int PageSize = 20;
    private const int MostCards = 500;
    private const int MostColumns = 60;

    private readonly RecordReader _reader;
    private readonly Func<Caller> _caller;
    private readonly ListState _state;
    private readonly string _noValue;
    private readonly ViewDefinition _view;
    private HashSet<string> _folded = [];

    private Board(ListState state, Access access, Field by, Field? sum, RecordReader reader, Func<Caller> caller, string noValue)
    {
        (_state, _reader, _caller, _noValue) = (state, reader, caller, noValue);
        (By, Sum, _view) = (by, sum, state.View);
        CanMove = access.Can(RecordActions.Edit) && !by.IsAutomatic && access.BestRight(by.Position, RecordActions.Edit) == FieldRight.Editable && (!by.IsSystem || by.Position is SystemFields.Owner or SystemFields.Department);
        CanCreate = access.Can(RecordActions.Create);
        Lines = [.. state.Columns.Where(field => field != by && field != state.Form.TitleField && field.Storage != StorageKind.Rows).Take(6)];
    }

    /// <summary>The field whose values are the columns.</summary>
    public Field By { get; }
    /// <summary>The field that is summed at the heads; null for none.</summary>
    public Field? Sum { get; }
    /// <summary>What a card shows under its title.</summary>
    public IReadOnlyList<Field> Lines { get; }
    /// <summary>Whether the person may move any card; each record decides for itself when it is saved.</summary>
    public bool CanMove { get; }
    /// <summary>Whether the person may make new records.</summary>
    public bool CanCreate { get; }
    /// <summary>From left to right; empty until <see cref="Refresh"/>.</summary>
    public IReadOnlyList<BoardColumn> Columns { get; private set; } = [];
    /// <summary>Why nothing can be shown; null when all is well.</summary>
    public Refusal? Refusal { get; private set; }
    /// <summary>All records of the board.</summary>
    public long Total => Columns.Sum(column => column.Count);

    /// <summary>
    /// The board of the open view; null when the view lacks its field, or the person doesn't see it. <paramref name="before"/> is what was drawn until now:
    /// of the same view, it keeps folded columns folded and as many cards in sight.
    /// </summary>
    public static Board? Of(ListState state, Access access, RecordReader reader, Func<Caller> caller, string noValue, Board? before = null)
    {
        if (ViewKinds.Settings<KanbanSettings>(state.View) is not { } settings || state.Fields.FirstOrDefault(field => field.Key == settings.ColumnsBy) is not { } by || !ViewKinds.CanBeColumns(by))
            return null;
        var sum = state.Fields.FirstOrDefault(field => field.Key == settings.Sum && field.Storage == StorageKind.Number);
        var same = before?._view == state.View;
        return new Board(state, access, by, sum, reader, caller, noValue) { _folded = same ? before!._folded : [.. settings.Collapsed], Columns = same ? before!.Columns : [] };
    }

    /// <summary>Counts anew and fetches as many cards of each open column as were there.</summary>
    public void Refresh()
    {
        var counted = _reader.Aggregate(_caller(), new AggregateRequest
        {
            Form = _state.Form.Key,
            View = _state.Request(1).View,
            Filter = _state.Request(1).Filter,
            And = _state.And,
            Search = _state.Search,
            GroupBy = [new GroupRequest(By.Key)],
            Measures = Sum is null ? [new MeasureRequest(MeasureFunction.Count)] : [new MeasureRequest(MeasureFunction.Count), new MeasureRequest(MeasureFunction.Sum, Sum.Key)],
            Limit = 1000,
        });
        Refusal = counted.Refusal;
        if (!counted.Ok)
            return;
        var before = Columns.ToDictionary(column => column.Key);
        Columns = Arranged(counted.Value);
        // An empty column of what has no value stays out of the way; cards can be dropped on it all the same.
        if (before.Count == 0 && Columns is [{ Key: "", Count: 0 }, ..])
            _folded.Add("");
        foreach (var column in Columns)
        {
            column.Folded = _folded.Contains(column.Key);
            if (!column.Folded && column.Count > 0)
                Load(column, Math.Max(PageSize, before.GetValueOrDefault(column.Key)?.Cards.Count ?? 0));
        }
    }

    /// <summary>Fetches the next cards of a column.</summary>
    public void More(BoardColumn column)
    {
        if (column.Next is not { } cursor || _reader.List(_caller(), Request(column, PageSize) with { After = cursor }) is not { Ok: true, Value: var list })
            return;
        column.Cards = [.. column.Cards, .. BoardCard.Of(list)];
        column.Next = list.Next;
    }

    /// <summary>Folds a column or opens it.</summary>
    public void Fold(BoardColumn column)
    {
        column.Folded = !column.Folded;
        if (column.Folded)
            _folded.Add(column.Key);
        else if (_folded.Remove(column.Key))
            Load(column, PageSize);
    }

    /// <summary>Draws the card where it is going before the rules have said yes: it goes back when they say no.</summary>
    public static void Place(BoardCard card, BoardColumn from, BoardColumn to)
    {
        from.Cards = [.. from.Cards.Where(each => each.Id != card.Id)];
        to.Cards = [card, .. to.Cards.Where(each => each.Id != card.Id)];
        (from.Count, to.Count) = (from.Count - 1, to.Count + 1);
    }

    /// <summary>The column of this key.</summary>
    public BoardColumn? Column(string key) => Columns.FirstOrDefault(column => column.Key == key);

    /// <summary>A fetched card and its column.</summary>
    public (BoardCard Card, BoardColumn Column)? Find(long id)
    {
        foreach (var column in Columns)
        {
            if (column.Cards.FirstOrDefault(card => card.Id == id) is { } card)
                return (card, column);
        }
        return null;
    }

    private void Load(BoardColumn column, int count)
    {
        var list = _reader.List(_caller(), Request(column, Math.Min(count, MostCards)));
        if (!list.Ok)
        {
            Refusal = list.Refusal;
            return;
        }
        column.Cards = [.. BoardCard.Of(list.Value)];
        column.Next = list.Value.Next;
    }

    private ListRequest Request(BoardColumn column, int limit) => _state.Request(limit) with
    {
        And = Conditions.All(_state.And, Conditions.Is(column.Value, By.Key, By, null, _caller().Zone)),
        CountLimit = 0,
    };

    // A choice's columns are all it offers, and of those that are no more offered the ones that still hold cards; other fields' columns are the values that there are.
    private List<BoardColumn> Arranged(AggregateResult counted)
    {
        var found = counted.Rows.ToDictionary(row => Key(row[0]), row => row);
        var columns = By.Choices.Where(choice => !choice.Retired || found.ContainsKey(choice.Value))
            .Select(choice => new BoardColumn(choice.Value, Value.FromText(choice.Value), choice.Label.IsEmpty ? choice.Value : choice.Label.Current) { Colour = choice.Color, Retired = choice.Retired }).ToList();
        columns.AddRange(found.Where(pair => pair.Key.Length > 0 && columns.All(column => column.Key != pair.Key))
            .Select(pair => new BoardColumn(pair.Key, pair.Value[0], By.Show(pair.Value[0], counted.Names)) { Retired = By.Choices.Count > 0 })
            .OrderBy(column => column.Label, StringComparer.CurrentCulture).Take(MostColumns));
        if (found.ContainsKey("") || !By.Definition.Required && CanMove)
            columns.Insert(0, new BoardColumn("", Value.Null, _noValue));
        foreach (var column in columns)
        {
            var row = found.GetValueOrDefault(column.Key);
            column.Count = row is null ? 0 : (long)row[1].AsNumber;
            column.Sum = Sum is null ? null : row is null ? 0 : row[2].AsNumber;
        }
        return columns;
    }

    private static string Key(Value value) => value.IsNull ? "" : value.Kind == ValueKind.Text ? value.AsText : value.AsId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
