using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Fields;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>A list that is open on a screen: the form, what the person may do with it, its views, what it shows now. Knows no markup.</summary>
public sealed class ListDesk
{
    private const int MostInUrl = 600;
    private readonly RecordReader _reader;
    private readonly SavedViews _saved;
    private readonly ListLayouts _layouts;
    private readonly CurrentCaller _current;
    private readonly Texts _texts;

    private ListDesk(Form form, Access access, FieldWorld world, RecordReader reader, SavedViews saved, ListLayouts layouts, CurrentCaller current, Texts texts)
    {
        (_reader, _saved, _layouts, _current, _texts) = (reader, saved, layouts, current, texts);
        (Form, Access, World) = (form, access, world);
        State = new ListState(form, access);
        Rows = NewRows();
        ReadViews();
    }

    /// <summary>The form.</summary>
    public Form Form { get; }
    /// <summary>What the person may do with it.</summary>
    public Access Access { get; }
    /// <summary>What cells and inputs need of the workspace.</summary>
    public FieldWorld World { get; }
    /// <summary>What the list shows.</summary>
    public ListState State { get; }
    /// <summary>Designed views that the person has, then saved ones.</summary>
    public IReadOnlyList<SavedView> Views { get; private set; } = [];
    /// <summary>The open view.</summary>
    public SavedView? OpenView { get; private set; }
    /// <summary>The rows of the list as it now stands.</summary>
    public RowSource Rows { get; private set; }
    /// <summary>Which records are selected.</summary>
    public RowSelection Selection { get; } = new();
    /// <summary>Grows when the rows were fetched anew.</summary>
    public int Revision { get; private set; }
    /// <summary>Grows when another list is asked for: another view, filter, order.</summary>
    public int Question { get; private set; }
    /// <summary>Problems of cells that a paste was refused for, by record and field position.</summary>
    public IReadOnlyDictionary<(long Record, int Position), string> CellProblems { get; set; } = NoProblems;

    /// <summary>No problems.</summary>
    public static readonly IReadOnlyDictionary<(long Record, int Position), string> NoProblems = new Dictionary<(long, int), string>();

    /// <summary>Opens the list of a form for the person of this circuit; refused when there is no such form or nothing to see in it.</summary>
    public static Outcome<ListDesk> Open(Workspace workspace, string app, string formKey, RecordReader reader, SavedViews saved, ListLayouts layouts, FieldWorldFactory worlds, CurrentCaller current, Texts texts)
    {
        if (!workspace.Catalog.Forms.TryGetValue(formKey, out var form))
            return new Refusal(ErrorKind.NotFound, "forms.unknown", "There is no such form.");
        var access = workspace.Catalog.Access(current.Caller, form);
        if (!access.Can(RecordActions.View) && !access.Can(RecordActions.Create))
            return new Refusal(ErrorKind.Forbidden, "records.list.forbidden", "You may not see these records.");
        return new ListDesk(form, access, worlds.For(app), reader, saved, layouts, current, texts);
    }

    /// <summary>A page of the list.</summary>
    public Outcome<RecordList> Load(ListRequest request) => _reader.List(_current.Caller, request);

    /// <summary>Asks for another list: begins at its top, with nothing selected.</summary>
    public void Ask()
    {
        Rows = NewRows();
        Selection.Clear();
        CellProblems = NoProblems;
        Question++;
        Revision++;
    }

    /// <summary>Fetches the same list anew, because records have changed.</summary>
    public void Refresh()
    {
        var before = Rows;
        Rows = NewRows();
        Rows.Expect(before);
        Revision++;
    }

    /// <summary>What a batch over the selection is about.</summary>
    public BatchChange Selected(RecordEdits? edits) => Selection.All
        ? new BatchChange { Form = Form.Key, Matching = State.Request(1), Except = Selection.Named, Edits = edits }
        : new BatchChange { Form = Form.Key, Ids = [.. Selection.Named], Edits = edits };

    /// <summary>Keeps how the columns lie: in the person's own view, else for the person alone.</summary>
    public async Task<Outcome<SavedView>> KeepLayoutAsync()
    {
        var kept = await _layouts.SaveAsync(_current.Caller, OpenView!, State.Layout);
        if (kept.Ok && OpenView!.Id != 0)
        {
            Views = [.. Views.Select(view => view.Id == kept.Value.Id ? kept.Value : view)];
            OpenView = kept.Value;
        }
        return kept;
    }

    /// <summary>Opens the view of this key; the default one, else the first, when there is none.</summary>
    public void Open(string? viewKey) =>
        Open(Views.FirstOrDefault(view => view.View.Key == viewKey) ?? Views.FirstOrDefault(view => view.View.IsDefault) ?? Views[0]);

    /// <summary>Opens a view.</summary>
    public void Open(SavedView view)
    {
        OpenView = view;
        State.Open(view.View, designed: view.Id == 0, _layouts.Find(_current.Caller, view));
        Ask();
    }

    /// <summary>Keeps the list as it now stands under a name, and opens it.</summary>
    public async Task<Outcome<SavedView>> SaveViewAsync(string name, bool shared)
    {
        var view = State.AsView(name) with { Key = $"saved_{Guid.NewGuid():N}"[..20] };
        var saved = await _saved.SaveAsync(_current.Caller, new SavedView(0, 0, Form.Key, shared, view));
        if (saved.Ok)
        {
            ReadViews();
            Open(Views.First(each => each.Id == saved.Value.Id));
        }
        return saved;
    }

    /// <summary>Takes a saved view away.</summary>
    public async Task<Outcome<Nothing>> DeleteViewAsync(SavedView view)
    {
        var deleted = await _saved.DeleteAsync(_current.Caller, view.Id);
        if (deleted.Ok)
        {
            ReadViews();
            Open(Views[0]);
        }
        return deleted;
    }

    /// <summary>Where the list as it now stands is exported.</summary>
    public string ExportUrl(string format) => ExportUrl(format, State.Filter);

    /// <summary>Where the selected records are exported; null when an address can't hold so many of them.</summary>
    public string? SelectionExportUrl(string format)
    {
        if (Selection.Named.Count > MostInUrl)
            return null;
        var named = $"id in [{string.Join(", ", Selection.Named.Order())}]";
        return ExportUrl(format, !Selection.All ? $"({named})" : Selection.Named.Count == 0 ? State.Filter : State.Filter is { } filter ? $"({filter}) && !({named})" : $"!({named})");
    }

    private string ExportUrl(string format, string? filter)
    {
        var request = State.Request(1);
        return $"api/forms/{Form.Key}/export?format={format}&fields={Uri.EscapeDataString(string.Join(',', request.Fields!))}"
            + Query("filter", filter)
            + Query("sort", string.Join(',', request.Sort.Select(sort => sort.Descending ? $"-{sort.Field}" : sort.Field)))
            + Query("search", request.Search);
    }

    private RowSource NewRows() => new(Load, State.Request);

    private static string Query(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private void ReadViews()
    {
        var roles = _current.Caller.User.Roles;
        var designed = Form.Definition.Views.Where(view => view.Roles.Count == 0 || _current.Caller.IsAdmin || view.Roles.Any(roles.Contains)).Select(view => new SavedView(0, 0, Form.Key, true, view)).ToList();
        if (designed.Count == 0)
            designed.Add(new SavedView(0, 0, Form.Key, true, new ViewDefinition { Key = "all", Label = _texts["list.view.all"], Sort = [new SortDefinition("created_at", true)] }));
        var saved = _saved.List(_current.Caller, Form.Key);
        Views = [.. designed, .. saved.Ok ? saved.Value : []];
    }
}
