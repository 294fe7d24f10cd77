using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Fields;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Views;

namespace LowCode.Ui.Records;

/// <summary>A list that is open on a screen: the form, what the person may do with it, its views, what it shows now. Knows no markup.</summary>
public sealed class ListDesk
{
    /// <summary>Key of the view of a form that provides none.</summary>
    private const string Everything = "all";

    private readonly RecordReader _reader;
    private readonly SavedViews _saved;
    private readonly ListLayouts _layouts;
    private readonly CurrentCaller _current;
    private readonly ListMemory _memory;
    private readonly RecordTrail _trail;
    private readonly Texts _texts;

    private ListDesk(Form form, Access access, FieldWorld world, RecordReader reader, SavedViews saved, ListLayouts layouts, ListMemory memory, RecordTrail trail, CurrentCaller current, Texts texts)
    {
        (_reader, _saved, _layouts, _memory, _trail, _current, _texts) = (reader, saved, layouts, memory, trail, current, texts);
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
    /// <summary>Grows when a cell of this list was saved from it: the rows at hand are right, what is worked out over all of them isn't.</summary>
    public int Saves { get; private set; }
    /// <summary>Problems of cells that a paste was refused for, by record and field position.</summary>
    public IReadOnlyDictionary<(long Record, int Position), string> CellProblems { get; set; } = NoProblems;

    /// <summary>No problems.</summary>
    public static readonly IReadOnlyDictionary<(long Record, int Position), string> NoProblems = new Dictionary<(long, int), string>();

    /// <summary>Opens the list of a form for the person of this circuit; refused when there is no such form or nothing to see in it.</summary>
    public static Outcome<ListDesk> Open(Workspace workspace, string app, string formKey, RecordReader reader, SavedViews saved, ListLayouts layouts, ListMemory memory, RecordTrail trail, FieldWorldFactory worlds, CurrentCaller current, Texts texts)
    {
        if (!workspace.Catalog.Forms.TryGetValue(formKey, out var form))
            return new Refusal(ErrorKind.NotFound, "forms.unknown", "There is no such form.");
        var access = workspace.Catalog.Access(current.Caller, form);
        if (!access.Can(RecordActions.View) && !access.Can(RecordActions.Create))
            return new Refusal(ErrorKind.Forbidden, "records.list.forbidden", "You may not see these records.");
        return new ListDesk(form, access, worlds.For(app), reader, saved, layouts, memory, trail, current, texts);
    }

    /// <summary>A page of the list; its rows are what "previous" and "next" on a record's page walk through.</summary>
    public Outcome<RecordList> Load(ListRequest request)
    {
        var list = _reader.List(_current.Caller, request);
        if (list.Ok)
            _trail.Follow(request, list.Value.Rows.Select(RecordContext.IdOf));
        return list;
    }

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

    /// <summary>Takes over how a record is now that was saved from this list.</summary>
    public void Take(ListRow row)
    {
        Rows.Replace(row);
        Saves++;
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

    /// <summary>Opens the view of this key (the default one, else the first, when there is none) with what the address says was changed on it.</summary>
    public void Open(string? viewKey, string? address = null)
    {
        var view = Views.FirstOrDefault(view => view.View.Key == viewKey) ?? SavedViews.First(_current.Caller, Views)!;
        Open(view, address is null ? null : ListAddress.Read(address, view.View, State.Fields));
    }

    /// <summary>Opens a view with what was changed on it: as told, else as it was left.</summary>
    public void Open(SavedView view, KeptList? changed = null)
    {
        Leave();
        OpenView = view;
        State.Open(view.View, _layouts.Find(_current.Caller, view), changed ?? _memory.Find(Form.Key, view.View.Key));
        Ask();
    }

    /// <summary>Remembers what was changed on the open view.</summary>
    public void Leave()
    {
        if (OpenView is not null)
            _memory.Keep(Form.Key, OpenView.View.Key, State.Kept);
    }

    /// <summary>Takes back what was changed on the open view.</summary>
    public void Discard()
    {
        _memory.Keep(Form.Key, OpenView!.View.Key, null);
        State.Open(OpenView.View, _layouts.Find(_current.Caller, OpenView));
        Ask();
    }

    /// <summary>Whether the person may make views that others see.</summary>
    public bool MayShare => _saved.MayShare(_current.Caller, Form.Key);

    /// <summary>Whether the person may change a view; a provided one is changed by another that stands in for it.</summary>
    public bool MayChange(SavedView view) => view.Id == 0 ? MayShare : _saved.MayChange(_current.Caller, view);

    /// <summary>Saves a view (id 0 makes a new one) and opens it.</summary>
    public async Task<Outcome<SavedView>> SaveViewAsync(long id, bool shared, ViewDefinition view)
    {
        var saved = await _saved.SaveAsync(_current.Caller, new SavedView(id, 0, Form.Key, shared, view));
        if (saved.Ok)
        {
            _memory.Keep(Form.Key, view.Key, null);
            OpenView = null;
            ReadViews();
            Open(Views.First(each => each.Id == saved.Value.Id));
        }
        return saved;
    }

    /// <summary>Takes a saved view away and opens the first one; of a provided view, the provided one again.</summary>
    public async Task<Outcome<Nothing>> DeleteViewAsync(SavedView view)
    {
        var deleted = await _saved.DeleteAsync(_current.Caller, view.Id);
        if (deleted.Ok)
        {
            _memory.Keep(Form.Key, view.View.Key, null);
            OpenView = null;
            ReadViews();
            Open(view.View.Key);
        }
        return deleted;
    }

    /// <summary>The saved view beside this one that it may change places with; null at the end.</summary>
    public SavedView? Neighbour(SavedView view, int by)
    {
        var movable = Movable(view);
        var at = movable.IndexOf(view) + by;
        return movable.Contains(view) && at >= 0 && at < movable.Count ? movable[at] : null;
    }

    /// <summary>Changes places with a neighbour.</summary>
    public async Task StepAsync(SavedView view, int by)
    {
        if (Neighbour(view, by) is not { } other)
            return;
        await _saved.ArrangeAsync(_current.Caller, [.. Movable(view).Select(each => each == view ? other.Id : each == other ? view.Id : each.Id)]);
        ReadViews();
        OpenView = Views.First(each => each.Id == view.Id);
    }

    private List<SavedView> Movable(SavedView view) =>
        [.. Views.Where(each => each.Id != 0 && each.Shared == view.Shared && MayChange(each) && Form.Definition.Views.All(provided => provided.Key != each.View.Key))];

    /// <summary>Where the list as it now stands is exported.</summary>
    public string ExportUrl(string format)
    {
        var request = State.Request(1);
        return $"{ExportAddress}?format={format}&fields={Uri.EscapeDataString(string.Join(',', request.Fields!))}" + Query("filter", State.Filter) + Query("sort", Sorted(request)) + Query("search", request.Search);
    }

    /// <summary>What to ask the export for, to get the selected records in the order of the list: however many they are.</summary>
    public object SelectionExport(string format)
    {
        var request = State.Request(1);
        return new
        {
            format,
            filter = State.Filter,
            sort = Sorted(request),
            fields = string.Join(',', request.Fields!),
            search = request.Search,
            ids = Selection.All ? null : Selection.Named,
            except = Selection.All ? Selection.Named : null,
        };
    }

    /// <summary>Address of the form's export.</summary>
    public string ExportAddress => $"api/forms/{Form.Key}/export";

    private static string Sorted(ListRequest request) => string.Join(',', request.Sort.Select(sort => sort.Descending ? $"-{sort.Field}" : sort.Field));

    private RowSource NewRows() => new(Load, State.Request);

    private static string Query(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private void ReadViews()
    {
        var tabs = _saved.Tabs(_current.Caller, Form.Key);
        Views = tabs.Ok ? tabs.Value : [];
        if (Views.All(view => view.Id != 0 && view.View.Key != Everything))
            Views = [new SavedView(0, 0, Form.Key, true, new ViewDefinition { Key = Everything, Label = _texts["list.view.all"], Sort = [new SortDefinition("created_at", true)] }), .. Views];
    }
}
