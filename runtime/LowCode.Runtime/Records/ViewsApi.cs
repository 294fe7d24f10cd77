using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Records;

/// <summary><c>/api/forms/{form}/views</c>: the views that the caller has on a form, and those that they save.</summary>
public static class ViewsApi
{
    public static WebApplication MapViews(this WebApplication app)
    {
        var views = app.MapGroup("/api/forms/{form}/views").WithTags("Views");
        views.MapGet("/", (string form, Caller caller, SavedViews saved) =>
            saved.Tabs(caller, form).ToResult(tabs => new { items = tabs.Select(view => Shape(view, saved.MayChange(caller, view))) })).WithSummary("Provided, shared and own views, in the order of the tabs.");
        views.MapPost("/", async (string form, ViewBody body, Caller caller, SavedViews saved, CancellationToken cancel) => await SaveAsync(0, form, body, caller, saved, cancel)).WithSummary("Save a view.");
        views.MapPut("/{id:long}", async (string form, long id, ViewBody body, Caller caller, SavedViews saved, CancellationToken cancel) => await SaveAsync(id, form, body, caller, saved, cancel)).WithSummary("Change a saved view.");
        views.MapDelete("/{id:long}", async (string form, long id, Caller caller, SavedViews saved, CancellationToken cancel) =>
            (await saved.DeleteAsync(caller, id, cancel)).ToResult()).WithSummary("Delete a saved view; one that stood in for a provided view gives way to it.");
        views.MapPost("/order", async (string form, OrderBody body, Caller caller, SavedViews saved, CancellationToken cancel) =>
            (await saved.ArrangeAsync(caller, body.Ids, cancel)).ToResult()).WithSummary("Give saved views this order.");
        return app;
    }

    private static async Task<IResult> SaveAsync(long id, string form, ViewBody body, Caller caller, SavedViews saved, CancellationToken cancel)
    {
        var errors = new List<Error>();
        if (DefinitionJson.Read<ViewDefinition>(body.View, "view", errors) is not { } view)
            return ApiResults.Problem(new Refusal(ErrorKind.Malformed, errors));
        return (await saved.SaveAsync(caller, new SavedView(id, caller.Id, form, body.Shared, view), cancel)).ToResult(done => Shape(done, true));
    }

    private static object Shape(SavedView view, bool mayChange) => new
    {
        id = view.Id == 0 ? (long?)null : view.Id,
        view.Shared,
        mayChange,
        view = JsonSerializer.SerializeToNode(view.View, DefinitionJson.Compact),
    };

    internal sealed record ViewBody(JsonNode View, bool Shared = false);

    internal sealed record OrderBody(IReadOnlyList<long> Ids);
}
