using LowCode.Forms;

namespace LowCode.Designer.Apps;

/// <summary>What the parts of a menu are called while it is edited: <c>form:lead</c>, <c>dashboard:sales</c>, <c>group:2</c>, and <c>name:2</c> for a group whose title is being typed.</summary>
public static class MenuIds
{
    private const string FormMark = "form:", DashboardMark = "dashboard:", GroupMark = "group:", NameMark = "name:";

    public static string Of(MenuItem entry) => entry.Form is { } form ? FormMark + form : DashboardMark + entry.Dashboard;

    public static string Group(int index) => $"{GroupMark}{index}";

    public static string Name(int index) => $"{NameMark}{index}";

    /// <summary>The entry of an id; null for a group's.</summary>
    public static MenuItem? Entry(string id) =>
        id.StartsWith(FormMark, StringComparison.Ordinal) ? new MenuItem(Form: id[FormMark.Length..])
        : id.StartsWith(DashboardMark, StringComparison.Ordinal) ? new MenuItem(Dashboard: id[DashboardMark.Length..])
        : null;

    /// <summary>The group of an id, its title's too; null for an entry's.</summary>
    public static int? GroupAt(string id) =>
        (id.StartsWith(GroupMark, StringComparison.Ordinal) || id.StartsWith(NameMark, StringComparison.Ordinal)) && int.TryParse(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..], out var index) ? index : null;
}
