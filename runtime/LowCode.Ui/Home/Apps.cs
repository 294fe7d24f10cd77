using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Ui.Home;

/// <summary>Which apps and forms a person gets to see: those with something inside that they may use.</summary>
public static class Apps
{
    /// <summary>The apps of a person, by key.</summary>
    public static IReadOnlyList<AppDefinition> For(Caller caller, Workspace workspace) =>
        [.. workspace.Catalog.Apps.Values.Where(app => caller.IsAdmin || Forms(caller, workspace, app.Key).Any()).OrderBy(app => app.Key, StringComparer.Ordinal)];

    /// <summary>The forms of an app that the person may open, in the order of its menu; those that the menu doesn't name follow.</summary>
    public static IEnumerable<Form> Forms(Caller caller, Workspace workspace, string app)
    {
        var listed = workspace.Catalog.Apps.GetValueOrDefault(app)?.Menu.SelectMany(group => group.Items).Select(item => item.Form).OfType<string>().ToList() ?? [];
        return workspace.Catalog.Forms.Values.Where(form => form.Definition.App == app && MayOpen(caller, workspace, form))
            .OrderBy(form => listed.IndexOf(form.Key) is var at && at < 0 ? int.MaxValue : at).ThenBy(form => form.Key, StringComparer.Ordinal);
    }

    /// <summary>True when the person may see or make records of the form.</summary>
    public static bool MayOpen(Caller caller, Workspace workspace, Form form)
    {
        var access = workspace.Catalog.Access(caller, form);
        return access.Can(RecordActions.View) || access.Can(RecordActions.Create);
    }
}
