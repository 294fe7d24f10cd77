using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Records.Views;

namespace LowCode.Ui.Records;

/// <summary>
/// What a list shows: the open view and what the person has changed on it. Knows no markup.
/// </summary>
public sealed class ListState
{
    private readonly Access _access;
    private bool _designed;
    private string _saved = "";

    /// <summary>A list of a form as this access lets it be seen; open a view before it is shown.</summary>
    public ListState(Form form, Access access)
    {
        (Form, _access) = (form, access);
        Fields =
        [
            .. form.Designed.Where(each => each.Storage != StorageKind.None && access.BestRight(each.Position) >= FieldRight.ReadOnly),
            .. new[] { SystemFields.Owner, SystemFields.Department, SystemFields.CreatedAt, SystemFields.CreatedBy, SystemFields.UpdatedAt, SystemFields.Handlers }.Select(position => form.Fields[position]),
        ];
    }

    /// <summary>The form.</summary>
    public Form Form { get; }
    /// <summary>The open view.</summary>
    public ViewDefinition View { get; private set; } = new() { Key = "all" };
    /// <summary>The open view as it was saved.</summary>
    public ViewDefinition Saved { get; private set; } = new() { Key = "all" };
    /// <summary>Sort keys of the open view as it was saved, as far as the person sees them.</summary>
    public IReadOnlyList<SortDefinition> SavedSort { get; private set; } = [];
    /// <summary>Columns from left to right.</summary>
    public IReadOnlyList<Field> Columns { get; private set; } = [];
    /// <summary>Sort keys, the first counts most.</summary>
    public IReadOnlyList<SortDefinition> Sort { get; set; } = [];
    /// <summary>Width of columns in pixels by field key, where somebody has set it.</summary>
    public IReadOnlyDictionary<string, int> Widths { get; private set; } = new Dictionary<string, int>();
    /// <summary>How many columns stay when the table is moved sideways.</summary>
    public int Frozen { get; private set; } = 1;
    /// <summary>One quick filter per field.</summary>
    public IReadOnlyList<FilterCondition> Quick { get; set; } = [];
    /// <summary>The person's own conditions on top of the view's.</summary>
    public IReadOnlyList<FilterCondition> Conditions { get; set; } = [];
    /// <summary>Any instead of all of the conditions.</summary>
    public bool Any { get; set; }
    /// <summary>A filter that a link brought along (a chart's drill-down); null for none.</summary>
    public string? Linked { get; set; }
    /// <summary>Text to find.</summary>
    public string? Search { get; set; }

    /// <summary>Fields that may be columns, conditions and sort keys: those that the person can see on some record.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Fields shown covered may be columns too.</summary>
    private IEnumerable<Field> Showable => Fields.Concat(Form.Designed.Where(each => _access.BestRight(each.Position) == FieldRight.Masked));

    /// <summary>
    /// Opens a view and forgets what was changed on the one before; <paramref name="kept"/> is what was changed on this one earlier.
    /// The filter of a provided view is the engine's matter: it may read fields that the person can't see.
    /// </summary>
    public void Open(ViewDefinition view, ListLayout? layout = null, KeptList? kept = null)
    {
        View = Saved = view;
        _designed = Form.Definition.Views.Any(each => each.Key == view.Key && each.Filter == view.Filter && each.Roles.SequenceEqual(view.Roles));
        var keys = layout?.Columns ?? (view.Columns.Count > 0 ? view.Columns : [.. Form.Designed.Where(field => field.Storage != StorageKind.Rows).Take(8).Select(field => field.Key)]);
        Columns = [.. keys.Select(key => Showable.FirstOrDefault(field => field.Key == key)).OfType<Field>()];
        Sort = SavedSort = [.. view.Sort.Where(sort => Fields.Any(field => field.Key == sort.Field))];
        (Widths, Frozen) = (layout?.Widths ?? view.Widths, layout?.Frozen ?? view.Frozen ?? 1);
        ClearFilters();
        _saved = Question;
        if (kept is not null)
            (View, Sort, Conditions, Any, Quick, Search) = (kept.View, kept.Sort, kept.Conditions, kept.Any, kept.Quick, kept.Search);
    }

    /// <summary>True when the view asks for something else than was saved: records, order, groups, totals, the way it is drawn. How columns lie, quick filters and the search don't count.</summary>
    public bool IsChanged => Question != _saved;

    /// <summary>What the person has changed on the view, to be there when they come back; null for nothing.</summary>
    public KeptList? Kept => IsChanged || Quick.Count > 0 || !string.IsNullOrWhiteSpace(Search) ? new KeptList(View, Sort, Conditions, Any, Quick, Search) : null;

    /// <summary>Draws the view another way.</summary>
    public void Adjust(ViewDefinition view) => View = View with { Kind = view.Kind, Settings = view.Settings, GroupBy = view.GroupBy, Totals = view.Totals };

    /// <summary>Chooses what stands under a column; null for nothing.</summary>
    public void Total(Field column, MeasureFunction? function)
    {
        var totals = new Dictionary<string, MeasureFunction>(View.Totals);
        totals.Remove(column.Key);
        if (function is { } chosen)
            totals[column.Key] = chosen;
        View = View with { Totals = totals };
    }

    // Two views that ask for the same have the same text.
    private string Question => DefinitionJson.Write(View with
    {
        Columns = [],
        Widths = new Dictionary<string, int>(),
        Frozen = null,
        Filter = LowCode.Analytics.Conditions.All(View.Filter, FilterCondition.Join(Conditions, Any)),
        Sort = Sort,
    });

    /// <summary>Shows or hides a column.</summary>
    public void Toggle(Field column) => Columns = Columns.Contains(column) ? [.. Columns.Where(each => each != column)] : [.. Columns, column];

    /// <summary>Moves a column to a place; beyond the ends to the ends.</summary>
    public void Place(Field column, int at)
    {
        var list = Columns.Where(each => each != column).ToList();
        list.Insert(Math.Clamp(at, 0, list.Count), column);
        Columns = list;
    }

    /// <summary>Moves a column by so many places.</summary>
    public void Move(Field column, int by) => Place(column, Columns.Index().First(each => each.Item == column).Index + by);

    /// <summary>The width of a column: as set, else as its type usually needs.</summary>
    public int WidthOf(Field column) => Widths.TryGetValue(column.Key, out var width) ? width : column == Columns[0] ? 260 : column.Type.Key switch
    {
        "textarea" or "url" or "email" or "reference" or "choices" => 200,
        "datetime" or "serial" or "subform" => 168,
        "switch" or "rating" => 112,
        "number" or "formula" or "date" or "choice" or "member" or "phone" => 136,
        _ => 168,
    };

    /// <summary>Sets the width of a column, 60 to 800 pixels.</summary>
    public void Widen(Field column, int width) => Widths = new Dictionary<string, int>(Widths) { [column.Key] = Math.Clamp(width, 60, 800) };

    /// <summary>Lets so many columns stay; as many as are there at most.</summary>
    public void Freeze(int columns) => Frozen = Math.Clamp(columns, 0, Columns.Count);

    /// <summary>Sorts by a column: ascending, then descending, then not at all. With <paramref name="add"/> the other sort keys stay and count more.</summary>
    public void SortBy(Field column, bool add = false)
    {
        if (!IsSortable(column))
            return;
        var now = Sort.FirstOrDefault(sort => sort.Field == column.Key);
        var next = now is null ? new SortDefinition(column.Key) : now.Descending ? null : now with { Descending = true };
        Sort = !add ? next is null ? [] : [next]
            : now is null ? [.. Sort, next!]
            : [.. Sort.Select(sort => sort == now ? next : sort).OfType<SortDefinition>()];
    }

    /// <summary>Rows, files and several values have no order.</summary>
    public static bool IsSortable(Field column) => column.Storage is not (StorageKind.Rows or StorageKind.Json or StorageKind.None);

    /// <summary>The field of the pictures on a gallery's tiles; null for none.</summary>
    public Field? Cover => View.Kind == ViewKinds.Gallery && ViewKinds.Settings<GallerySettings>(View)?.Cover is { } key ? Fields.FirstOrDefault(each => each.Key == key && ViewKinds.CanBeCover(each)) : null;

    /// <summary>How the columns lie.</summary>
    public ListLayout Layout => new([.. Columns.Select(column => column.Key)], Widths, Frozen);

    /// <summary>The request for a part of the list.</summary>
    public ListRequest Request(int limit) => new()
    {
        Form = Form.Key,
        Fields = [.. Columns.Select(column => column.Key).Concat(TitleKey).Concat(Cover is null ? [] : [Cover.Key]).Distinct()],
        View = _designed ? View.Key : null,
        Filter = _designed || string.IsNullOrEmpty(View.Filter) ? null : View.Filter,
        And = And,
        Search = Search,
        Sort = Sort,
        Limit = limit,
    };

    /// <summary>The linked filter and the person's conditions; null for none.</summary>
    public string? And => string.Join(" && ", new[] { Linked, FilterCondition.Join(Conditions, Any), FilterCondition.Join(Quick, any: false) }.Where(part => !string.IsNullOrEmpty(part)).Select(part => $"({part})")) is { Length: > 0 } all ? all : null;

    /// <summary>The person's own filters taken off again; the view's stays.</summary>
    public void ClearFilters() => (Conditions, Any, Quick, Linked, Search) = ([], false, [], null, null);

    /// <summary>True when the person has filters of their own on top of the view's.</summary>
    public bool HasOwnFilters => And is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>True when not all records are meant.</summary>
    public bool IsFiltered => And is not null || !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(View.Filter);

    /// <summary>The view's filter and the person's conditions as one; null for none.</summary>
    public string? Filter => (View.Filter, And) switch
    {
        ({ Length: > 0 } filter, { } and) => $"({filter}) && ({and})",
        ({ Length: > 0 } filter, null) => filter,
        var (_, and) => and,
    };

    /// <summary>The view as it now stands, to be saved.</summary>
    public ViewDefinition Snapshot() => View with { Columns = [.. Columns.Select(column => column.Key)], Widths = Widths, Frozen = Frozen, Filter = Filter, Sort = Sort };

    private IEnumerable<string> TitleKey => Form.TitleField is { } title && _access.BestRight(title.Position) >= FieldRight.ReadOnly ? [title.Key] : [];
}
