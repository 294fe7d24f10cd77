using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Permissions;

/// <summary>
/// The apps and menus of one caller: forms that the caller may view or fill in, dashboards that exist, nothing empty. What no menu mentions
/// follows in a last group, so that a new form is never lost.
/// </summary>
public sealed class AppMenus(MetadataCatalog catalog, Caller caller)
{
    /// <summary>Apps of which the caller sees anything, by key; administrators see all.</summary>
    public IReadOnlyList<AppDefinition> Apps { get; } =
        [.. catalog.Apps.Values.Where(app => caller.IsAdmin || Groups(catalog, caller, app).Any()).OrderBy(app => app.Key, StringComparer.Ordinal)];

    /// <summary>The menu of one app.</summary>
    public IReadOnlyList<MenuGroup> MenuOf(AppDefinition app) => [.. Groups(catalog, caller, app)];

    /// <summary>What people read at a menu entry.</summary>
    public Label LabelOf(MenuItem item) =>
        item.Form is { } form ? catalog.Forms[form].Definition.Label
        : Dashboard(catalog, item) is { Label: { IsEmpty: false } label } ? label
        : item.Dashboard ?? "";

    /// <summary>True when the caller may see records of the form or make new ones.</summary>
    public static bool Shows(MetadataCatalog catalog, Caller caller, Form form) =>
        catalog.Access(caller, form) is var access && (access.Can(RecordActions.View) || access.Can(RecordActions.Create));

    /// <summary>True when the dashboard is made for the caller: for everybody, or for one of the caller's roles. Its numbers pass the caller's own gate.</summary>
    public static bool MayOpen(Caller caller, DashboardDefinition dashboard) =>
        caller.IsAdmin || dashboard.Roles.Count == 0 || dashboard.Roles.Any(caller.User.Roles.Contains);

    /// <summary>What belongs to the app and stands in none of its groups: dashboards first, then forms, each by key. Not narrowed to any caller.</summary>
    public static IReadOnlyList<MenuItem> Rest(MetadataCatalog catalog, AppDefinition app)
    {
        var mentioned = app.Menu.SelectMany(group => group.Items).ToHashSet();
        var boards = catalog.Others.Values.OfType<DashboardDefinition>().Where(dashboard => dashboard.App == app.Key).OrderBy(dashboard => dashboard.Key, StringComparer.Ordinal);
        var forms = catalog.Forms.Values.Where(form => form.Definition.App == app.Key).OrderBy(form => form.Key, StringComparer.Ordinal);
        return [.. boards.Select(dashboard => new MenuItem(Dashboard: dashboard.Key)).Concat(forms.Select(form => new MenuItem(form.Key))).Where(item => !mentioned.Contains(item))];
    }

    private static IEnumerable<MenuGroup> Groups(MetadataCatalog catalog, Caller caller, AppDefinition app) =>
        app.Menu.Append(new MenuGroup(Label.Empty, Rest(catalog, app)))
            .Select(group => group with { Items = [.. group.Items.Where(item => IsVisible(catalog, caller, item))] })
            .Where(group => group.Items.Count > 0);

    private static bool IsVisible(MetadataCatalog catalog, Caller caller, MenuItem item) =>
        item.Form is { } key ? catalog.Forms.TryGetValue(key, out var form) && Shows(catalog, caller, form)
        : Dashboard(catalog, item) is { } dashboard && MayOpen(caller, dashboard);

    private static DashboardDefinition? Dashboard(MetadataCatalog catalog, MenuItem item) =>
        item.Dashboard is { } key ? catalog.Others.GetValueOrDefault((DefinitionKind.Dashboard, key)) as DashboardDefinition : null;
}
