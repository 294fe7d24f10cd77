using LowCode.Flows;
using LowCode.Forms;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Shell;

/// <summary>The frame's data from the engine: the apps and menus that the person may see, counts, and what Ctrl K finds.</summary>
public sealed class EngineShellData : IShellData, IDisposable
{
    private const int SearchedForms = 30;
    private const int HitsPerForm = 4;

    private readonly Workspace _workspace;
    private readonly CurrentCaller _caller;
    private readonly RecordReader _reader;
    private readonly Inbox _inbox;
    private readonly Texts _texts;

    public EngineShellData(Workspace workspace, CurrentCaller caller, RecordReader reader, Inbox inbox, Texts texts)
    {
        (_workspace, _caller, _reader, _inbox, _texts) = (workspace, caller, reader, inbox, texts);
        _inbox.Arrived += Tell;
    }

    public event Action? Changed;

    public void Dispose() => _inbox.Arrived -= Tell;

    public Task<ShellView> LoadAsync(string path, CancellationToken cancellation) => Task.FromResult(Load(path));

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellation) => Task.Run<IReadOnlyList<SearchHit>>(() => Search(text.Trim(), cancellation), cancellation);

    private void Tell(IReadOnlyCollection<long> users)
    {
        if (_caller.Find() is { } caller && users.Contains(caller.Id))
            Changed?.Invoke();
    }

    private ShellView Load(string path)
    {
        if (_caller.Find() is not { } caller)
            return ShellView.Empty;
        var (name, tasks, unread) = _workspace.Database.Read(unit => (
            unit.Store<ISettingStore>().Get(SettingKeys.WorkspaceName),
            unit.Store<ITaskStore>().Count(TaskQueue.Todo, caller.Id, _workspace.Now, 100),
            unit.Store<INotificationStore>().Unread(caller.Id, 100))).Value;
        var menus = new AppMenus(_workspace.Catalog, caller);
        var open = menus.Apps.FirstOrDefault(app => path.StartsWith($"apps/{app.Key}/", StringComparison.Ordinal) || path == $"apps/{app.Key}");
        return new ShellView(Person(caller))
        {
            Workspace = name,
            Apps = [.. menus.Apps.Select(app => new ShellApp(app.Key, app.Label.Current, app.Icon ?? "layout-grid", app.Color ?? "blue", $"apps/{app.Key}"))],
            OpenApp = open?.Key,
            Menu = open is not null ? Menu(menus, open) : IsSettings(path) ? Settings(caller) : [],
            New = open is null ? [] : New(open, caller),
            Foot = caller.IsAdmin
                ? [new(_texts["shell.designer"], "pencil-ruler", "designer"), new(_texts["shell.settings"], "settings", "admin/people")]
                : [],
            Tasks = tasks,
            Unread = unread,
        };
    }

    private ShellPerson Person(Caller caller) => new(caller.User.Name, caller.User.Email, caller.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
    {
        Links = [new(_texts["drafts.title"], "file-pen-line", "drafts"), new(_texts["shell.account"], "user-cog", "account"), new(_texts["shell.sign-out"], "log-out", "sign-out", Post: true)],
    };

    private ShellMenuGroup[] Menu(AppMenus menus, AppDefinition app) =>
        [.. menus.MenuOf(app).Select(group => new ShellMenuGroup(group.Label.IsEmpty ? null : group.Label.Current, [.. group.Items.Select(item => Link(menus, app, item))]))];

    private ShellLink Link(AppMenus menus, AppDefinition app, Forms.MenuItem item) => item.Form is { } form
        ? new ShellLink(menus.LabelOf(item).Current, _workspace.Catalog.Forms[form].Definition.Icon ?? "file-text", UrlOf(app.Key, form))
        : new ShellLink(menus.LabelOf(item).Current, "chart-column", $"apps/{app.Key}/dashboards/{item.Dashboard}");

    private ShellLink[] New(AppDefinition app, Caller caller) =>
        [.. FormsOf(app.Menu.SelectMany(group => group.Items).Select(item => item.Form).OfType<string>())
            .Where(form => _workspace.Catalog.Access(caller, form).Can(RecordActions.Create)).Take(12)
            .Select(form => new ShellLink(form.Definition.Label.Current, form.Definition.Icon ?? "file-text", $"{UrlOf(app.Key, form.Key)}/new"))];

    private ShellMenuGroup[] Settings(Caller caller) => caller.IsAdmin
        ? [
            new(_texts["shell.settings"], [
                new(_texts["shell.people"], "users", "admin/people"),
                new(_texts["shell.roles"], "badge-check", "admin/roles"),
                new(_texts["shell.permissions"], "shield-check", "admin/permissions"),
                new(_texts["shell.packs"], "package", "admin/packs"),
                new(_texts["shell.audit"], "scroll-text", "admin/audit"),
                new(_texts["shell.system"], "sliders-horizontal", "admin/settings"),
                new(_texts["shell.designer"], "pencil-ruler", "designer")]),
            new(_texts["shell.me"], [new(_texts["shell.account"], "user-cog", "account")])]
        : [new(_texts["shell.me"], [new(_texts["shell.account"], "user-cog", "account")])];

    private static bool IsSettings(string path) => path.StartsWith("admin/", StringComparison.Ordinal) || path is "account" or "designer";

    private List<SearchHit> Search(string text, CancellationToken cancellation)
    {
        var hits = new List<SearchHit>();
        if (text.Length == 0 || _caller.Find() is not { } caller)
            return hits;
        var menus = new AppMenus(_workspace.Catalog, caller);
        var forms = menus.Apps.SelectMany(app => menus.MenuOf(app)).SelectMany(group => group.Items).Select(item => item.Form).OfType<string>().Distinct().ToList();
        foreach (var form in FormsOf(forms).Where(form => form.Definition.Label.Current.Contains(text, StringComparison.CurrentCultureIgnoreCase)))
            hits.Add(new SearchHit(form.Definition.Label.Current, UrlOf(form.Definition.App, form.Key), form.Definition.Icon ?? "file-text", _texts["shell.search.forms"]));
        foreach (var form in FormsOf(forms).Where(form => _workspace.Catalog.Access(caller, form).Can(RecordActions.View)).Take(SearchedForms))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_reader.List(caller, new ListRequest { Form = form.Key, Search = text, Limit = HitsPerForm }) is { Ok: true, Value: var list })
                hits.AddRange(list.Rows.Select(row => Hit(form, row, list.Names)));
        }
        return hits;
    }

    private static SearchHit Hit(Form form, Expressions.Value[] row, ValueNames names)
    {
        var id = RecordContext.IdOf(row);
        var title = form.TitleField is { } field && !row[field.Position].IsEmpty ? field.Type.Display(row[field.Position], field, names) : $"#{id}";
        return new SearchHit(title, $"{UrlOf(form.Definition.App, form.Key)}/{id}", form.Definition.Icon ?? "file-text", form.Definition.Label.Current);
    }

    private IEnumerable<Form> FormsOf(IEnumerable<string> keys) => keys.Select(key => _workspace.Catalog.Forms.GetValueOrDefault(key)).OfType<Form>();

    private static string UrlOf(string app, string form) => $"apps/{app}/forms/{form}";
}
