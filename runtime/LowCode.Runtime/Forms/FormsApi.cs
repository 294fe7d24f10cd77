using LowCode.Forms;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Forms;

/// <summary><c>/api/apps</c> and <c>/api/forms</c>: what is there for the caller.</summary>
public static class FormsApi
{
    public static WebApplication MapForms(this WebApplication app)
    {
        var apps = app.MapGroup("/api/apps").WithTags("Apps");
        apps.MapGet("/", (Caller caller, Workspace workspace) => Results.Ok(new
        {
            items = workspace.Catalog.Apps.Values.OrderBy(each => each.Key, StringComparer.Ordinal).Where(each => caller.IsAdmin || FormsOf(workspace, caller, each.Key).Any())
                .Select(each => new { each.Key, each.Label, each.Icon, each.Color, each.Description }),
        })).WithSummary("Apps that hold something for the caller.");
        apps.MapGet("/{app}", (string app, Caller caller, Workspace workspace) =>
            workspace.Catalog.Apps.TryGetValue(app, out var found) && FormsOf(workspace, caller, app).ToList() is var forms && (caller.IsAdmin || forms.Count > 0)
                ? Results.Ok(new { found.Key, found.Label, found.Icon, found.Color, found.Description, forms = forms.Select(Short) })
                : ApiResults.Problem(ErrorKind.NotFound, "apps.unknown", $"There is no app '{app}'.")).WithSummary("An app and its forms.");

        var forms = app.MapGroup("/api/forms").WithTags("Forms");
        forms.MapGet("/", (Caller caller, Workspace workspace, string? app = null) => Results.Ok(new { items = FormsOf(workspace, caller, app).Select(Short) })).WithSummary("Forms that the caller may open.");
        forms.MapGet("/{form}", (string form, Caller caller, Workspace workspace) =>
            workspace.Catalog.Forms.TryGetValue(form, out var found) && FormCard.Of(found, caller, workspace.Catalog) is { } card
                ? Results.Ok(card)
                : ApiResults.Problem(ErrorKind.NotFound, "forms.unknown", $"There is no form '{form}'.")).WithSummary("A form: fields, sections and views that the caller may see.");
        app.MapGet("/api/field-types", () => Results.Ok(new
        {
            items = BuiltInTypes.All.Select(type => new { type.Key, type.Label, type.Icon, type.Group, type.Operators, settings = type.DefaultSettings }),
        })).WithTags("Forms").WithSummary("All kinds of fields.");
        return app;
    }

    private static IEnumerable<FormCard> FormsOf(Workspace workspace, Caller caller, string? app) =>
        workspace.Catalog.Forms.Values.Where(form => app is null || form.Definition.App == app).OrderBy(form => form.Key, StringComparer.Ordinal)
            .Select(form => FormCard.Of(form, caller, workspace.Catalog)).OfType<FormCard>();

    private static object Short(FormCard form) => new { form.Key, form.App, form.Label, form.Icon, form.Color, form.Can };
}
