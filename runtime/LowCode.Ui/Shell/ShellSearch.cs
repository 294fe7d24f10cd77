using LowCode.Forms;
using LowCode.People;
using LowCode.People.Places;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Home;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Shell;

/// <summary>What Ctrl K finds for one person: pages, things to do, and records. Everything is asked as that person.</summary>
public sealed class ShellSearch(Workspace workspace, RecordReader reader, Places places, Texts texts)
{
    private const int SearchedForms = 30;
    private const int HitsPerForm = 4;
    private const int Commands = 6;

    /// <summary>Before anything is typed: where the person was last, what is starred.</summary>
    public IReadOnlyList<SearchHit> Start(Caller caller)
    {
        var recent = places.List(caller, PlaceMark.Recent, 8).Select(PlaceLink.Of).ToList();
        var starred = places.List(caller, PlaceMark.Favourite, 6).Select(PlaceLink.Of).Where(link => recent.All(other => other.Place != link.Place));
        return [.. recent.Select(link => Hit(link, "places.recent")), .. starred.Select(link => Hit(link, "places.favourites"))];

        SearchHit Hit(PlaceLink link, string group) => new(link.Label, link.Url, link.Icon, texts[group], link.Note);
    }

    /// <summary>Pages and commands by their words, then records by their texts; best first.</summary>
    public IReadOnlyList<SearchHit> Find(Caller caller, string text, CancellationToken cancellation)
    {
        var menus = new AppMenus(workspace.Catalog, caller);
        var items = menus.Apps.SelectMany(app => menus.MenuOf(app).SelectMany(group => group.Items).Select(item => (App: app, Item: item))).ToList();
        var forms = items.Select(each => each.Item.Form).OfType<string>().Distinct().Select(key => workspace.Catalog.Forms[key]).ToList();
        var hits = new List<SearchHit>();
        hits.AddRange(forms.Where(form => Matches(LabelOf(form), text)).Select(form => new SearchHit(LabelOf(form), UrlOf(form), IconOf(form), texts["shell.search.forms"])));
        hits.AddRange(items.Where(each => each.Item.Dashboard is not null).Select(each => new SearchHit(menus.LabelOf(each.Item).Current, $"apps/{each.App.Key}/dashboards/{each.Item.Dashboard}", "chart-column", texts["command.pages"]))
            .Concat(Pages(caller)).Where(hit => Matches(hit.Label, text)));
        hits.AddRange(Actions(caller, forms).Where(hit => Matches(hit.Label, text)).Take(Commands));
        foreach (var form in forms.Where(form => workspace.Catalog.Access(caller, form).Can(RecordActions.View)).Take(SearchedForms))
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.List(caller, new ListRequest { Form = form.Key, Search = text, Limit = HitsPerForm }) is { Ok: true, Value: var list })
                hits.AddRange(list.Rows.Select(row => Record(form, row, list.Names)));
        }
        return hits;
    }

    private IEnumerable<SearchHit> Pages(Caller caller)
    {
        (string Text, string Url, string Icon)[] all =
            [("shell.home", "", "house"), ("tasks.title", "tasks", "list-checks"), ("shell.notifications", "notifications", "bell"), ("shell.account", "account", "user-cog")];
        (string Text, string Url, string Icon)[] admins =
            [("shell.designer", "designer", "pencil-ruler"), ("shell.people", "admin/people", "users"), ("shell.roles", "admin/roles", "badge-check"), ("shell.permissions", "admin/permissions", "shield-check"), ("shell.packs", "admin/packs", "package")];
        return (caller.IsAdmin ? all.Concat(admins) : all).Select(page => new SearchHit(texts[page.Text], page.Url, page.Icon, texts["command.pages"]));
    }

    private IEnumerable<SearchHit> Actions(Caller caller, IReadOnlyList<Form> forms)
    {
        foreach (var form in forms.Where(form => workspace.Catalog.Access(caller, form).Can(RecordActions.Create)))
            yield return new SearchHit(texts["command.new", LabelOf(form)], $"{UrlOf(form)}/new", "plus", texts["command.group"]);
        foreach (var form in forms.Where(_ => caller.IsAdmin))
            yield return new SearchHit(texts["command.design", LabelOf(form)], $"designer/forms/{form.Key}", "pencil-ruler", texts["command.group"]);
        yield return new SearchHit(texts["command.theme.dark"], "", "moon", texts["command.group"], Theme: "dark");
        yield return new SearchHit(texts["command.theme.light"], "", "sun", texts["command.group"], Theme: "light");
    }

    private static SearchHit Record(Form form, Expressions.Value[] row, ValueNames names)
    {
        var id = RecordContext.IdOf(row);
        var title = form.TitleField is { } field && !row[field.Position].IsEmpty ? field.Type.Display(row[field.Position], field, names) : $"#{id}";
        return new SearchHit(title, $"{UrlOf(form)}/{id}", IconOf(form), LabelOf(form));
    }

    // every typed word stands somewhere in the label: "new lead", "新建 线索"
    private static bool Matches(string label, string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => label.Contains(word, StringComparison.CurrentCultureIgnoreCase));

    private static string LabelOf(Form form) => form.Definition.Label.Current;

    private static string IconOf(Form form) => form.Definition.Icon ?? "file-text";

    private static string UrlOf(Form form) => $"apps/{form.Definition.App}/forms/{form.Key}";
}
