using LowCode.People;
using LowCode.Permissions;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Permissions;

/// <summary><c>/api/groups</c>, <c>/api/roles/{key}</c>, <c>/api/explain</c>: who may do what, and why. Administrators only.</summary>
public static class PermissionsApi
{
    public static WebApplicationBuilder AddPermissions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PermissionEditor>().AddSingleton<AccessExplainer>();
        return builder;
    }

    public static WebApplication MapPermissions(this WebApplication app)
    {
        var groups = app.MapGroup("/api/groups").WithTags("Permissions");
        groups.MapGet("/", (Caller caller, PermissionEditor editor, string? form = null) =>
            editor.Groups(caller, form).ToResult(items => new { items })).WithSummary("Permission groups, of one form or of all.");
        groups.MapPut("/{key}", async (string key, PermissionGroupDefinition group, Caller caller, PermissionEditor editor, CancellationToken cancel) =>
            group.Key == key
                ? (await editor.SaveAsync(caller, group, cancel)).ToResult()
                : ApiResults.Problem(ErrorKind.Malformed, "permissions.key", "The key in the body must be the one in the address.", "key")).WithSummary("Publish a group; acts at once.");
        groups.MapDelete("/{key}", async (string key, Caller caller, PermissionEditor editor, CancellationToken cancel) =>
            (await editor.RemoveAsync(caller, key, cancel)).ToResult()).WithSummary("Take a group away.");

        var roles = app.MapGroup("/api/roles").WithTags("People");
        roles.MapPut("/{key}", async (string key, RoleDefinition role, Caller caller, PermissionEditor editor, CancellationToken cancel) =>
            role.Key == key
                ? (await editor.SaveRoleAsync(caller, role, cancel)).ToResult()
                : ApiResults.Problem(ErrorKind.Malformed, "permissions.key", "The key in the body must be the one in the address.", "key")).WithSummary("Publish a role.");
        roles.MapDelete("/{key}", async (string key, Caller caller, PermissionEditor editor, CancellationToken cancel) =>
            (await editor.RemoveRoleAsync(caller, key, cancel)).ToResult()).WithSummary("Take a role away.");

        app.MapGet("/api/explain", async (long user, string form, Caller caller, AccessExplainer explainer, CancellationToken cancel, long? record = null) =>
            (await explainer.ExplainAsync(caller, user, form, record, cancel)).ToResult(Shape)).WithTags("Permissions").WithSummary("Why somebody can or can't see or change a record.");
        return app;
    }

    private static object Shape(AccessExplanation explanation) => new
    {
        user = new { explanation.User.Id, explanation.User.Name, explanation.User.Active },
        explanation.Form,
        record = explanation.RecordId,
        explanation.IsAdmin,
        explanation.Actions,
        explanation.Groups,
        explanation.Fields,
    };
}
