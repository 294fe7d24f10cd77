using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Ui.Flows;

namespace LowCode.Designer.Apps;

/// <summary>What the parts of the app designer share: the app being edited and what its menu can show.</summary>
public sealed class AppDesk(AppDefinition app, MetadataCatalog catalog)
{
    public AppEditing Editing { get; } = new(app);

    public AppDefinition App => Editing.App;

    /// <summary>What belongs to the app and stands in no group: it follows at the end of the menu.</summary>
    public IReadOnlyList<MenuItem> Rest => AppMenus.Rest(catalog, App);

    /// <summary>Entries of what is there no more; the app can't be published with them.</summary>
    public IReadOnlyList<MenuItem> Gone => [.. App.Menu.SelectMany(group => group.Items).Where(IsGone)];

    public bool IsGone(MenuItem entry) => entry.Form is { } form ? !catalog.Forms.ContainsKey(form) : Board(entry) is null;

    /// <summary>What people read at the entry.</summary>
    public string NameOf(MenuItem entry) => entry.Form is { } form
        ? FlowNames.Called(catalog.Forms.GetValueOrDefault(form)?.Definition.Label ?? Label.Empty, form)
        : FlowNames.Called(Board(entry)?.Label ?? Label.Empty, entry.Dashboard ?? "");

    /// <summary>Its icon in the menu.</summary>
    public string IconOf(MenuItem entry) => entry.Form is { } form ? catalog.Forms.GetValueOrDefault(form)?.Definition.Icon ?? "file-text" : "chart-column";

    private DashboardDefinition? Board(MenuItem entry) => entry.Dashboard is { } key ? catalog.Others.GetValueOrDefault((DefinitionKind.Dashboard, key)) as DashboardDefinition : null;
}
