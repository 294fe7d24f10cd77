using LowCode.People;
using LowCode.People.HandingOver;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.People;

/// <summary><c>/api/users</c>, <c>/api/departments</c>, <c>/api/roles</c>: people, for everybody to look up and for administrators to change.</summary>
public static class UsersApi
{
    public static WebApplication MapPeople(this WebApplication app)
    {
        var users = app.MapGroup("/api/users").WithTags("People");
        users.MapGet("/", List).WithSummary("People by name. q searches name and e-mail; inactive=true includes those who left.");
        users.MapGet("/{id:long}", (long id, Caller caller, Workspace workspace) =>
            workspace.People.User(id) is { } user ? Results.Ok(View(user, caller)) : ApiResults.Problem(PeopleErrors.UnknownUser(id))).WithSummary("One person.");
        users.MapPost("/", async (UserDraft draft, Caller caller, PeopleEditor editor, CancellationToken cancel) =>
        {
            var added = await editor.AddAsync(caller, draft, cancel);
            return added.Ok ? Results.Created($"/api/users/{added.Value.User.Id}", View(added.Value, caller)) : ApiResults.Problem(added.Refusal!);
        }).WithSummary("Add a person; the answer holds a one-time password, shown this once.");
        users.MapPut("/{id:long}", async (long id, UserDraft draft, Caller caller, PeopleEditor editor, CancellationToken cancel) =>
            (await editor.ChangeAsync(caller, id, draft, cancel)).ToResult(user => View(user, caller))).WithSummary("Change a person.");
        users.MapPost("/{id:long}/deactivate", async (long id, Caller caller, PeopleEditor editor, CancellationToken cancel) =>
            (await editor.SetActiveAsync(caller, id, false, cancel)).ToResult(user => View(user, caller))).WithSummary("Deactivate: sessions and tokens end at once, history stays.");
        users.MapPost("/{id:long}/activate", async (long id, Caller caller, PeopleEditor editor, CancellationToken cancel) =>
            (await editor.SetActiveAsync(caller, id, true, cancel)).ToResult(user => View(user, caller))).WithSummary("Activate again.");
        users.MapPost("/{id:long}/password", async (long id, Caller caller, PeopleEditor editor, CancellationToken cancel) =>
            (await editor.ResetPasswordAsync(caller, id, cancel)).ToResult(reset => View(reset, caller))).WithSummary("Give a new one-time password, shown this once.");

        users.MapGet("/{id:long}/holdings", (long id, Caller caller, HandOver handOver) => handOver.Look(caller, id).ToResult(View))
            .WithSummary("What rests with a person: records by form and field, open tasks, reports, departments.");
        users.MapPost("/{id:long}/handover", async (long id, HandOverRequest body, Caller caller, HandOver handOver, CancellationToken cancel) =>
        {
            var begun = await handOver.AskAsync(caller, id, body, cancel);
            return begun.Ok ? Results.Accepted(value: new { runs = begun.Value.Select(run => new { run.Id, run.Form, run.Total, url = run.Form.Length > 0 ? $"/api/forms/{run.Form}/records/batch/{run.Id}" : $"/api/tasks/batch/{run.Id}" }) })
                : ApiResults.Problem(begun.Refusal!);
        }).WithSummary("Hand over to somebody else; records and tasks go on as runs whose progress can be looked at.");

        var departments = app.MapGroup("/api/departments").WithTags("People");
        departments.MapGet("/", (Workspace workspace) => Results.Ok(new { items = Tree(workspace.People, null) })).WithSummary("The tree of departments.");
        departments.MapPost("/", async (DepartmentDraft draft, Caller caller, DepartmentEditor editor, CancellationToken cancel) =>
            (await editor.AddAsync(caller, draft, cancel)).ToCreated(department => $"/api/departments/{department.Id}")).WithSummary("Add a department.");
        departments.MapPut("/{id:long}", async (long id, DepartmentDraft draft, Caller caller, DepartmentEditor editor, CancellationToken cancel) =>
            (await editor.ChangeAsync(caller, id, draft, cancel)).ToResult()).WithSummary("Change or move a department.");
        departments.MapDelete("/{id:long}", async (long id, Caller caller, DepartmentEditor editor, CancellationToken cancel) =>
            (await editor.RemoveAsync(caller, id, cancel)).ToResult()).WithSummary("Remove an empty department.");

        var roles = app.MapGroup("/api/roles").WithTags("People");
        roles.MapGet("/", (Workspace workspace) => Results.Ok(new
        {
            items = workspace.Catalog.Roles.Values.OrderBy(role => role.Key, StringComparer.Ordinal)
                .Select(role => new { role.Key, role.App, role.Label, role.Description, members = workspace.People.InRole(role.Key).Select(user => new { user.Id, user.Name }) }),
        })).WithSummary("Roles and who holds them.");
        roles.MapPut("/{key}/members", async (string key, RoleMembers body, Caller caller, PeopleEditor editor, CancellationToken cancel) =>
            (await editor.SetMembersAsync(caller, key, body.Members ?? [], cancel)).ToResult()).WithSummary("Put exactly these people into a role.");
        return app;
    }

    private static IResult List(Caller caller, Workspace workspace, string? q = null, bool inactive = false, int limit = 100, int page = 1)
    {
        if (limit is < 1 or > 500 || page < 1)
            return ApiResults.Problem(ErrorKind.Malformed, "http.limit", "limit is 1 to 500, page from 1.", "limit");
        var found = workspace.People.Users
            .Where(user => user.Active || inactive && caller.IsAdmin)
            .Where(user => string.IsNullOrWhiteSpace(q) || user.Name.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase) || user.Email.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase))
            .OrderBy(user => user.Name, StringComparer.CurrentCulture).ThenBy(user => user.Id).ToList();
        return Results.Ok(new { items = found.Skip((page - 1) * limit).Take(limit).Select(user => View(user, caller)), total = found.Count, totalIsExact = true });
    }

    // Colleagues see who somebody is; how to reach them and what they may do is for administrators and themselves.
    private static object View(User user, Caller caller) => caller.IsAdmin || caller.Id == user.Id
        ? new { user.Id, user.Email, user.Name, user.Phone, user.Departments, user.Roles, user.IsAdmin, user.Active, user.ManagerId }
        : new { user.Id, user.Name, user.Departments, user.Active };

    private static object View(Holdings held) => new
    {
        records = held.Records.Select(each => new { form = each.Form.Key, field = each.Field.Key, count = each.Count, countIsExact = each.IsExact }),
        held.Tasks,
        reports = held.Reports.Select(user => new { user.Id, user.Name }),
        departments = held.Heads.Select(department => new { department.Id, department.Name }),
    };

    private static object View(NewPassword made, Caller caller) => new { user = View(made.User, caller), oneTimePassword = made.OneTimePassword };

    private static IEnumerable<object> Tree(PeopleDirectory people, long? parent) => people.ChildrenOf(parent)
        .Select(department => new { department.Id, department.Name, department.HeadId, department.Order, children = Tree(people, department.Id) });

    /// <summary>Who shall be in a role.</summary>
    public sealed record RoleMembers(IReadOnlyList<long>? Members);
}
