using LowCode.Audit;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Permissions;

/// <summary>What administrators do with roles and permission groups. A change is checked, published, logged and acts at once; there are no drafts.</summary>
public sealed class PermissionEditor(Workspace workspace, Publisher publisher)
{
    /// <summary>All groups, of one form or of all, by key. Administrators only.</summary>
    public Outcome<IReadOnlyList<PermissionGroupDefinition>> Groups(Caller caller, string? form = null)
    {
        if (!caller.IsAdmin)
            return PeopleErrors.AdminsOnly;
        return workspace.Catalog.Groups.Where(groups => form is null || groups.Key == form).SelectMany(groups => groups)
            .Select(group => group.Definition).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
    }

    /// <summary>Publishes a group, new or changed; refused with all that is wrong, paths as in its JSON (<c>rows</c>, <c>fields.salary</c>).</summary>
    public Task<Outcome<PermissionGroupDefinition>> SaveAsync(Caller caller, PermissionGroupDefinition group, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        Apply(unit, caller, DefinitionKind.Group, group.Key, DefinitionJson.Write(group));
        unit.Audit(workspace, caller.Id, "permissions.saved", $"group:{group.Key}", group);
        return group;
    }, cancel);

    /// <summary>Takes a group away.</summary>
    public Task<Outcome<Nothing>> RemoveAsync(Caller caller, string key, CancellationToken cancel = default) => RemoveAsync(caller, DefinitionKind.Group, key, "permissions.removed", cancel);

    /// <summary>Publishes a role, new or changed.</summary>
    public Task<Outcome<RoleDefinition>> SaveRoleAsync(Caller caller, RoleDefinition role, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        if (role.Label.IsEmpty)
            throw new RefusedException(new Refusal(ErrorKind.Invalid, PeopleErrors.Required("label")));
        Apply(unit, caller, DefinitionKind.Role, role.Key, DefinitionJson.Write(role));
        unit.Audit(workspace, caller.Id, "permissions.role_saved", $"role:{role.Key}", role);
        return role;
    }, cancel);

    /// <summary>Takes a role away; refused while groups or flows name it.</summary>
    public Task<Outcome<Nothing>> RemoveRoleAsync(Caller caller, string key, CancellationToken cancel = default) => RemoveAsync(caller, DefinitionKind.Role, key, "permissions.role_removed", cancel);

    private Task<Outcome<Nothing>> RemoveAsync(Caller caller, DefinitionKind kind, string key, string audit, CancellationToken cancel) => workspace.Database.WriteAsync(caller, unit =>
    {
        caller.RequireAdmin();
        if (unit.Metadata.Find(kind, key) is null)
            throw CatalogErrors.Unknown(kind, key);
        Apply(unit, caller, kind, key, null);
        unit.Audit(workspace, caller.Id, audit, $"{kind}:{key}".ToLowerInvariant());
        return default(Nothing);
    }, cancel);

    // The editor speaks of one definition, so the prefix that tells definitions apart is taken off the errors about it.
    private void Apply(Records.IUnit unit, Caller caller, DefinitionKind kind, string key, string? json)
    {
        caller.RequireAdmin();
        try
        {
            publisher.Apply(unit, caller, [new DefinitionChange(kind, key, json)]);
        }
        catch (RefusedException refused)
        {
            var prefix = DefinitionKinds.PathOf(kind, key) + ".";
            throw new RefusedException(refused.Refusal with
            {
                Errors = [.. refused.Refusal.Errors.Select(error => error.Path?.StartsWith(prefix, StringComparison.Ordinal) == true ? error with { Path = error.Path[prefix.Length..] } : error)],
            });
        }
    }
}
