using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Ui.Records;

/// <summary>
/// What a list shows: the open view and what the person has changed on it. Knows no markup.
/// </summary>
public sealed class ListState
{
    private readonly Access _access;
    private bool _designed;

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
    /// <summary>Columns from left to right.</summary>
    public IReadOnlyList<Field> Columns { get; private set; } = [];
    /// <summary>Sort keys, the first counts most.</summary>
    public IReadOnlyList<SortDefinition> Sort { get; private set; } = [];
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

    /// <summary>Opens a view and forgets what was changed on the one before. A designed view's filter is the engine's matter: it may read fields that the person can't see.</summary>
    public void Open(ViewDefinition view, bool designed)
    {
        View = view;
        _designed = designed && Form.Definition.Views.Any(each => each.Key == view.Key);
        var keys = view.Columns.Count > 0 ? view.Columns : [.. Form.Designed.Where(field => field.Storage != StorageKind.Rows).Take(8).Select(field => field.Key)];
        Columns = [.. keys.Select(key => Showable.FirstOrDefault(field => field.Key == key)).OfType<Field>()];
        Sort = [.. view.Sort.Where(sort => Fields.Any(field => field.Key == sort.Field))];
        (Conditions, Any, Linked) = ([], false, null);
    }

    /// <summary>Shows or hides a column.</summary>
    public void Toggle(Field column) => Columns = Columns.Contains(column) ? [.. Columns.Where(each => each != column)] : [.. Columns, column];

    /// <summary>Moves a column one place.</summary>
    public void Move(Field column, int by)
    {
        var list = Columns.ToList();
        var at = list.IndexOf(column);
        var to = Math.Clamp(at + by, 0, list.Count - 1);
        list.RemoveAt(at);
        list.Insert(to, column);
        Columns = list;
    }

    /// <summary>Sorts by a column: ascending, then descending, then not at all.</summary>
    public void SortBy(Field column)
    {
        if (column.Storage is StorageKind.Rows or StorageKind.Json)
            return;
        var now = Sort.FirstOrDefault(sort => sort.Field == column.Key);
        Sort = now is null ? [new SortDefinition(column.Key)] : !now.Descending ? [new SortDefinition(column.Key, true)] : [];
    }

    /// <summary>The request for a part of the list.</summary>
    public ListRequest Request(int limit) => new()
    {
        Form = Form.Key,
        Fields = [.. Columns.Select(column => column.Key).Concat(TitleKey).Distinct()],
        View = _designed ? View.Key : null,
        Filter = _designed || string.IsNullOrEmpty(View.Filter) ? null : View.Filter,
        And = And,
        Search = Search,
        Sort = Sort,
        Limit = limit,
    };

    /// <summary>The linked filter and the person's conditions; null for none.</summary>
    public string? And => (Linked, FilterCondition.Join(Conditions, Any)) switch
    {
        ({ } linked, { } own) => $"({linked}) && ({own})",
        var (linked, own) => linked ?? own,
    };

    /// <summary>True when not all records are meant.</summary>
    public bool IsFiltered => And is not null || !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(View.Filter);

    /// <summary>The view's filter and the person's conditions as one; null for none.</summary>
    public string? Filter => (View.Filter, And) switch
    {
        ({ Length: > 0 } filter, { } and) => $"({filter}) && ({and})",
        ({ Length: > 0 } filter, null) => filter,
        var (_, and) => and,
    };

    /// <summary>The view as it now stands, to be saved under a name.</summary>
    public ViewDefinition AsView(string name) => new()
    {
        Key = "saved",
        Label = name,
        Columns = [.. Columns.Select(column => column.Key)],
        Filter = Filter,
        Sort = Sort,
    };

    private IEnumerable<string> TitleKey => Form.TitleField is { } title && _access.BestRight(title.Position) >= FieldRight.ReadOnly ? [title.Key] : [];
}
