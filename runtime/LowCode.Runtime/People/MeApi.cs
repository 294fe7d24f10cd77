using LowCode.People;
using LowCode.Permissions;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;

namespace LowCode.Runtime.People;

/// <summary><c>/api/me</c>, <c>/api/tokens</c>: what people see and change of themselves.</summary>
public static class MeApi
{
    public static WebApplication MapMe(this WebApplication app)
    {
        var me = app.MapGroup("/api/me").WithTags("Me");
        me.MapGet("/", Show).WithSummary("Who I am, and the apps and menus that I may see.");
        me.MapPut("/", async (AccountDraft draft, Caller caller, Account account, CancellationToken cancel) =>
            (await account.ChangeAsync(caller, draft, cancel)).ToResult(Person)).WithSummary("Change my name, telephone, language, zone.");
        me.MapPut("/password", async (PasswordChange body, Caller caller, CurrentCaller current, Account account, CancellationToken cancel) =>
            (await account.ChangePasswordAsync(caller, body.Password ?? "", body.NewPassword ?? "", current.SessionId, cancel)).ToResult())
            .WithSummary("Change my password; my other sessions end.");

        var tokens = app.MapGroup("/api/tokens").WithTags("Me");
        tokens.MapGet("/", (Caller caller, ApiTokens tokens) => Results.Ok(new { items = tokens.Of(caller) })).WithSummary("My tokens.");
        tokens.MapPost("/", async (TokenDraft draft, Caller caller, ApiTokens tokens, CancellationToken cancel) =>
            (await tokens.AddAsync(caller, draft, cancel)).ToCreated(made => $"/api/tokens/{made.Token.Id}")).WithSummary("Make a token; its secret is shown this once.");
        tokens.MapDelete("/{id:long}", async (long id, Caller caller, ApiTokens tokens, CancellationToken cancel) =>
            (await tokens.RevokeAsync(caller, id, cancel)).ToResult()).WithSummary("Revoke a token.");
        return app;
    }

    private static IResult Show(Caller caller, Workspace workspace, WorkspaceName name)
    {
        var view = new AppMenus(workspace.Catalog, caller);
        return Results.Ok(new
        {
            user = Person(caller.User),
            viewer = caller.Viewer?.Id,
            workspace = name.Text,
            language = caller.Language,
            zone = caller.Zone.Id,
            apps = view.Apps.Select(app => new
            {
                app.Key,
                app.Label,
                app.Icon,
                app.Color,
                app.Description,
                menu = view.MenuOf(app).Select(group => new { group.Label, items = group.Items.Select(item => new { item.Form, item.Dashboard, label = view.LabelOf(item) }) }),
            }),
        });
    }

    private static object Person(User user) => new { user.Id, user.Email, user.Name, user.Phone, user.Departments, user.Roles, user.IsAdmin, user.Language, user.Zone };

    /// <summary>The current password and the one to come.</summary>
    public sealed record PasswordChange(string? Password, string? NewPassword);
}
