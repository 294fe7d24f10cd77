using LowCode.Permissions;

namespace LowCode.Designer.Permissions;

/// <summary>What new permission groups begin with.</summary>
internal static class GroupTemplates
{
    /// <summary>All actions in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Actions = ["view", "create", "edit", "delete", "batchEdit", "comment", "history", "import", "export", "shareViews", "manageFlow"];

    /// <summary>Names (also the end of their texts' keys) and what they hold.</summary>
    public static readonly IReadOnlyList<(string Name, IReadOnlyList<string> Actions, string? Rows, FieldGrant Fields)> All =
    [
        ("submit", ["create"], null, FieldGrant.Editable),
        ("own", ["view", "create", "edit", "delete", "comment"], "owner == $user", FieldGrant.Editable),
        ("viewAll", ["view", "comment", "history"], null, FieldGrant.ReadOnly),
        ("department", ["view", "create", "edit", "delete", "batchEdit", "comment", "history", "import", "export"], "department in $user.departments", FieldGrant.Editable),
        ("manageAll", [.. Actions], null, FieldGrant.Editable),
    ];

    /// <summary>A new group of the form, with a key that none has yet.</summary>
    public static PermissionGroupDefinition Make(string name, Label label, string form, string? app, Func<string, bool> taken)
    {
        var template = All.First(each => each.Name == name);
        var stem = $"{form}_{name.ToLowerInvariant()}";
        var key = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}_{n}").First(each => !taken(each));
        return new PermissionGroupDefinition { Key = key, Form = form, App = app, Label = label, Actions = template.Actions, Rows = template.Rows, OtherFields = template.Fields };
    }
}
