using System.Text.Json;
using LowCode.Catalog;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Catalog;

/// <summary>
/// Drafts, plans, publishing and versions of definitions: <c>/api/definitions/{kind}/{key}/...</c> for every kind, and the same below
/// <c>/api/forms/{form}</c>. Administrators only.
/// </summary>
public static class DefinitionsApi
{
    public static WebApplication MapDefinitions(this WebApplication app)
    {
        var all = app.MapGroup("/api/definitions").WithTags("Definitions");
        all.MapGet("/{kind}", (KindName kind, Caller caller, MetadataEditor editor) => editor.List(caller, kind).ToResult(items => new
        {
            items = items.Select(each => new { each.Key, each.App, each.DraftRev, hasDraft = each.Draft is not null, each.PublishedNo }),
        })).WithSummary("All definitions of a kind: app, form, choices, role, group, flow, dashboard.");
        Map(app.MapGroup("/api/definitions/{kind}/{key}").WithTags("Definitions"));

        var forms = app.MapGroup("/api/forms/{form}").WithTags("Forms");
        forms.MapGet("/draft", (string form, Caller caller, MetadataEditor editor) => Load(DefinitionKind.Form, form, caller, editor)).WithSummary("The draft and what is published.");
        forms.MapPut("/draft", (string form, DraftBody body, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            SaveAsync(DefinitionKind.Form, form, body, caller, editor, cancel)).WithSummary("Save the draft; rev is the one that was loaded.");
        forms.MapPost("/plan", (string form, Caller caller, MetadataEditor editor) => editor.Plan(caller, DefinitionKind.Form, form).ToResult()).WithSummary("What publishing would do.");
        forms.MapPost("/publish", (string form, PublishBody? body, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            PublishAsync(DefinitionKind.Form, form, body, caller, editor, cancel)).WithSummary("Publish the draft.");
        forms.MapGet("/versions", (string form, Caller caller, Workspace workspace, MetadataEditor editor) => Versions(DefinitionKind.Form, form, caller, workspace, editor)).WithSummary("Published versions.");
        return app;
    }

    private static void Map(RouteGroupBuilder one)
    {
        one.MapGet("/", (KindName kind, string key, Caller caller, MetadataEditor editor) => Load(kind, key, caller, editor)).WithSummary("The draft and what is published.");
        one.MapPut("/draft", (KindName kind, string key, DraftBody body, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            SaveAsync(kind, key, body, caller, editor, cancel)).WithSummary("Save the draft; rev is the one that was loaded, 0 for a new definition.");
        one.MapDelete("/draft", async (KindName kind, string key, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            (await editor.DiscardDraftAsync(caller, kind, key, cancel)).ToResult()).WithSummary("Forget the draft.");
        one.MapPost("/plan", (KindName kind, string key, Caller caller, MetadataEditor editor) => editor.Plan(caller, kind, key).ToResult()).WithSummary("What publishing would do.");
        one.MapPost("/publish", (KindName kind, string key, PublishBody? body, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            PublishAsync(kind, key, body, caller, editor, cancel)).WithSummary("Publish the draft.");
        one.MapGet("/versions", (KindName kind, string key, Caller caller, Workspace workspace, MetadataEditor editor) => Versions(kind, key, caller, workspace, editor)).WithSummary("Published versions.");
        one.MapPost("/versions/{no:int}/restore", async (KindName kind, string key, int no, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            (await editor.RestoreAsync(caller, kind, key, no, cancel)).ToResult(rev => new { rev })).WithSummary("Make an earlier version the draft.");
        one.MapDelete("/", async (KindName kind, string key, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
            (await editor.DeleteAsync(caller, kind, key, cancel)).ToResult()).WithSummary("Take the definition away; refused while others need it.");
    }

    private static IResult Load(DefinitionKind kind, string key, Caller caller, MetadataEditor editor) => editor.Load(caller, kind, key).ToResult(found => new
    {
        found.Key,
        found.App,
        rev = found.DraftRev,
        found.PublishedNo,
        draft = Json(found.Draft),
        published = Json(found.Published),
    });

    private static async Task<IResult> SaveAsync(DefinitionKind kind, string key, DraftBody body, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
        (await editor.SaveDraftAsync(caller, kind, key, body.Definition.GetRawText(), body.Rev, cancel)).ToResult(rev => new { rev });

    private static async Task<IResult> PublishAsync(DefinitionKind kind, string key, PublishBody? body, Caller caller, MetadataEditor editor, CancellationToken cancel) =>
        (await editor.PublishAsync(caller, kind, key, body?.Rev, body?.Note, cancel)).ToResult();

    private static IResult Versions(DefinitionKind kind, string key, Caller caller, Workspace workspace, MetadataEditor editor) => editor.Versions(caller, kind, key).ToResult(versions => new
    {
        items = versions.Select(version => new { version.No, version.At, version.Note, by = new { id = version.By, name = workspace.People.User(version.By)?.Name ?? "" }, definition = Json(version.Json) }),
    });

    private static JsonElement? Json(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>A kind in an address: <c>form</c> or <c>forms</c>.</summary>
    internal readonly record struct KindName(DefinitionKind Kind)
    {
        public static implicit operator DefinitionKind(KindName name) => name.Kind;

        public static bool TryParse(string? text, out KindName name)
        {
            var found = Enum.GetValues<DefinitionKind>().Where(kind => text is not null && (kind.ToString().Equals(text, StringComparison.OrdinalIgnoreCase) || kind.Folder() == text)).ToList();
            name = new KindName(found.FirstOrDefault());
            return found.Count > 0;
        }
    }

    internal sealed record DraftBody(JsonElement Definition, long Rev);

    internal sealed record PublishBody(long? Rev = null, string? Note = null);
}
