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
    private readonly RecordReader _reader;
    private readonly SavedViews _saved;
    private readonly CurrentCaller _current;
    private readonly Texts _texts;

    private ListDesk(Form form, Access access, FieldWorld world, RecordReader reader, SavedViews saved, CurrentCaller current, Texts texts)
    {
        (_reader, _saved, _current, _texts) = (reader, saved, current, texts);
        (Form, Access, World) = (form, access, world);
        State = new ListState(form, access);
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
    /// <summary>Grows when the rows must be fetched anew.</summary>
    public int Revision { get; private set; }

    /// <summary>Opens the list of a form for the person of this circuit; refused when there is no such form or nothing to see in it.</summary>
    public static Outcome<ListDesk> Open(Workspace workspace, string app, string formKey, RecordReader reader, SavedViews saved, FieldWorldFactory worlds, CurrentCaller current, Texts texts)
    {
        if (!workspace.Catalog.Forms.TryGetValue(formKey, out var form))
            return new Refusal(ErrorKind.NotFound, "forms.unknown", "There is no such form.");
        var access = workspace.Catalog.Access(current.Caller, form);
        if (!access.Can(RecordActions.View) && !access.Can(RecordActions.Create))
            return new Refusal(ErrorKind.Forbidden, "records.list.forbidden", "You may not see these records.");
        return new ListDesk(form, access, worlds.For(app), reader, saved, current, texts);
    }

    /// <summary>A page of the list.</summary>
    public Outcome<RecordList> Load(ListRequest request) => _reader.List(_current.Caller, request);

    /// <summary>Fetches the rows anew.</summary>
    public void Refresh() => Revision++;

    /// <summary>Opens the view of this key; the default one, else the first, when there is none.</summary>
    public void Open(string? viewKey) =>
        Open(Views.FirstOrDefault(view => view.View.Key == viewKey) ?? Views.FirstOrDefault(view => view.View.IsDefault) ?? Views[0]);

    /// <summary>Opens a view.</summary>
    public void Open(SavedView view)
    {
        OpenView = view;
        State.Open(view.View, designed: view.Id == 0);
        Refresh();
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
    public string ExportUrl(string format)
    {
        var request = State.Request(1);
        return $"api/forms/{Form.Key}/export?format={format}&fields={Uri.EscapeDataString(string.Join(',', request.Fields!))}"
            + Query("filter", State.Filter)
            + Query("sort", string.Join(',', request.Sort.Select(sort => sort.Descending ? $"-{sort.Field}" : sort.Field)))
            + Query("search", request.Search);
    }

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
