using LowCode.Flows;
using LowCode.Forms;
using LowCode.Notifications;
using LowCode.People;
using LowCode.People.Places;
using LowCode.Permissions;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;
using Microsoft.Extensions.Logging;

namespace LowCode.Ui.Shell;

/// <summary>The frame's data from the engine: the apps and menus that the person may see, counts, and what Ctrl K finds.</summary>
public sealed partial class EngineShellData : IShellData, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Workspace _workspace;
    private readonly CurrentCaller _caller;
    private readonly ShellSearch _search;
    private readonly Places _places;
    private readonly LiveChanges _live;
    private readonly Texts _texts;
    private readonly ILogger<EngineShellData> _log;

    public EngineShellData(Workspace workspace, CurrentCaller caller, ShellSearch search, Places places, LiveChanges live, Texts texts, ILogger<EngineShellData> log)
    {
        (_workspace, _caller, _search, _places, _live, _texts, _log) = (workspace, caller, search, places, live, texts, log);
        _live.Arrived += Renew;
        _live.Moved += Renew;
    }

    public event Action? Changed;

    public void Dispose()
    {
        _live.Arrived -= Renew;
        _live.Moved -= Renew;
    }

    public async Task<ShellView> LoadAsync(string path, CancellationToken cancellation)
    {
        if (Place.OfPath(path) is { } place && _caller.Find() is { } caller)
            await Task.WhenAny(NoteAsync(caller, place), Task.Delay(Patience, _workspace.Clock, cancellation));
        return Load(path);
    }

    // Where a person was is a convenience: a full disk or a busy database must not keep the page from them.
    private async Task NoteAsync(Caller caller, Place place)
    {
        try
        {
            await _places.VisitAsync(caller, place);
        }
        catch (Exception failed)
        {
            LogUnnoted(_log, place, failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The visit of {Place} could not be noted.")]
    private static partial void LogUnnoted(ILogger log, Place place, Exception failed);

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellation) => Task.Run<IReadOnlyList<SearchHit>>(
        () => _caller.Find() is not { } caller ? [] : text.Trim() is { Length: > 0 } words ? _search.Find(caller, words, cancellation) : _search.Start(caller), cancellation);

    // Other counts; or other apps, menus and labels.
    private void Renew() => Changed?.Invoke();

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
            Apps = [.. menus.Apps.Select(app => new ShellApp(app.Key, app.Label.Current, app.Icon, app.Color ?? ChoiceColour.For(app.Key), $"apps/{app.Key}"))],
            OpenApp = open?.Key,
            EditApp = open is not null && caller.IsAdmin ? new(_texts["shell.app.edit"], "settings-2", $"designer/apps/{open.Key}") : null,
            Menu = open is not null ? Menu(menus, open) : IsSettings(path) ? Settings(caller) : [],
            New = open is null ? [] : New(open, caller),
            Foot = caller.IsAdmin
                ? [new(_texts["shell.designer"], "pencil-ruler", "designer"), new(_texts["shell.settings"], "settings", "admin/people")]
                : [],
            Tasks = tasks,
            Unread = unread,
            LookingAs = caller.Viewer is null ? null : LookingAs(caller),
        };
    }

    private string LookingAs(Caller caller) => _caller.Whom is { Role: { } role }
        ? _texts["viewAs.as.role", _workspace.Catalog.Roles.GetValueOrDefault(role) is { Label.IsEmpty: false } known ? known.Label.Current : role]
        : _texts["viewAs.as.person", caller.User.Name];

    private ShellPerson Person(Caller caller) => new(caller.User.Name, caller.User.Email, caller.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
    {
        Links = [new(_texts["drafts.title"], "file-pen-line", "drafts"), new(_texts["shell.account"], "user-cog", "account"),
            .. caller.IsAdmin && caller.Viewer is null ? new[] { new ShellLink(_texts["viewAs.open"], "eye", "view-as", FromHere: true) } : [],
            new(_texts["shell.sign-out"], "log-out", "sign-out", Post: true)],
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

    private IEnumerable<Form> FormsOf(IEnumerable<string> keys) => keys.Select(key => _workspace.Catalog.Forms.GetValueOrDefault(key)).OfType<Form>();

    private static string UrlOf(string app, string form) => $"apps/{app}/forms/{form}";
}
