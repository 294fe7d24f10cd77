using System.Text.Json;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Records;

/// <summary><c>/api/forms/{form}/records</c>: lists, single records, history, comments, the recycle bin.</summary>
public static class RecordsApi
{
    public static WebApplication MapRecords(this WebApplication app)
    {
        var records = app.MapGroup("/api/forms/{form}/records").WithTags("Records");
        records.MapGet("/", (string form, [AsParameters] RecordQueryString query, Caller caller, Workspace workspace, RecordReader reader) =>
            List(reader.List(caller, query.ToRequest(form, workspace, caller)))).WithSummary("A page of records.");
        records.MapPost("/query", (string form, RecordQueryBody query, Caller caller, Workspace workspace, RecordReader reader) =>
            List(reader.List(caller, query.ToRequest(form, workspace, caller)))).WithSummary("A page of records, asked for in the body.");
        records.MapPost("/", CreateAsync).WithSummary("Make a record. Takes Idempotency-Key.");
        records.MapGet("/{id:long}", (string form, long id, Caller caller, RecordReader reader) => Record(reader.Get(caller, form, id))).WithSummary("One record.");
        records.MapPatch("/{id:long}", ChangeAsync).WithSummary("Change the fields that are named. Honours If-Match.");
        records.MapDelete("/{id:long}", async (string form, long id, Caller caller, RecordTrash trash, HttpContext context) =>
            Done(await trash.DeleteAsync(caller, form, id, RecordVersions.Demanded(context), context.RequestAborted))).WithSummary("Put into the recycle bin. Honours If-Match.");
        records.MapPost("/{id:long}/restore", async (string form, long id, Caller caller, RecordTrash trash, CancellationToken cancel) =>
            Done(await trash.RestoreAsync(caller, form, id, cancel))).WithSummary("Take out of the recycle bin.");
        records.MapDelete("/{id:long}/purge", async (string form, long id, Caller caller, RecordTrash trash, CancellationToken cancel) =>
            (await trash.PurgeAsync(caller, form, id, cancel)).ToResult()).WithSummary("Remove from the recycle bin for good. Administrators.");
        records.MapGet("/{id:long}/history", (string form, long id, Caller caller, Workspace workspace, RecordReader reader, int limit = 50, long before = long.MaxValue) =>
            reader.History(caller, form, id, limit, before).ToResult(entries => new { items = entries.Select(entry => Shape(entry, workspace)) })).WithSummary("Who changed what, newest first.");
        records.MapGet("/{id:long}/comments", (string form, long id, Caller caller, Workspace workspace, RecordComments comments) =>
            comments.List(caller, form, id).ToResult(items => new { items = items.Select(comment => Shape(comment, workspace)) })).WithSummary("Comments, oldest first.");
        records.MapPost("/{id:long}/comments", async (string form, long id, CommentBody body, Caller caller, Workspace workspace, RecordComments comments, CancellationToken cancel) =>
            (await comments.AddAsync(caller, form, id, body.Text, body.Mentions ?? [], body.Files, cancel)).ToResult(comment => Shape(comment, workspace))).WithSummary("Write a comment.");
        records.MapPatch("/{id:long}/comments/{comment:long}", async (string form, long id, long comment, CommentBody body, Caller caller, Workspace workspace, RecordComments comments, CancellationToken cancel) =>
            (await comments.EditAsync(caller, form, id, comment, body.Text, body.Mentions ?? [], cancel)).ToResult(changed => Shape(changed, workspace))).WithSummary("Correct one's own comment.");
        records.MapDelete("/{id:long}/comments/{comment:long}", async (string form, long id, long comment, Caller caller, RecordComments comments, CancellationToken cancel) =>
            (await comments.DeleteAsync(caller, form, id, comment, cancel)).ToResult()).WithSummary("Take one's own comment back.");
        return app;
    }

    private static async Task<IResult> CreateAsync(string form, JsonElement body, Caller caller, Workspace workspace, RecordSaver saver, RecordReader reader, HttpContext context)
    {
        var request = new SaveRequest
        {
            Form = form,
            Edits = RecordInput.Parse(workspace.Catalog.Form(form), body),
            IdempotencyKey = IdempotencyKey.Of(context),
            AcceptWarnings = context.Request.Query.ContainsKey("acceptWarnings"),
        };
        return Saved(await saver.SaveAsync(caller, request, context.RequestAborted), caller, form, reader, 201);
    }

    private static async Task<IResult> ChangeAsync(string form, long id, JsonElement body, Caller caller, Workspace workspace, RecordSaver saver, RecordReader reader, HttpContext context)
    {
        var request = new SaveRequest
        {
            Form = form,
            Id = id,
            Version = RecordVersions.Demanded(context),
            Edits = RecordInput.Parse(workspace.Catalog.Form(form), body),
            IdempotencyKey = IdempotencyKey.Of(context),
            AcceptWarnings = context.Request.Query.ContainsKey("acceptWarnings"),
        };
        return Saved(await saver.SaveAsync(caller, request, context.RequestAborted), caller, form, reader, 200);
    }

    private static IResult List(Outcome<RecordList> outcome) =>
        outcome.Refusal is { } refusal ? ApiResults.Problem(refusal) : new JsonAnswer(writer => RecordJson.Write(writer, outcome.Value));

    internal static IResult Record(Outcome<RecordView> outcome, int status = 200, string? location = null) =>
        outcome.Refusal is { } refusal ? ApiResults.Problem(refusal) : new JsonAnswer(writer => RecordJson.Write(writer, outcome.Value), status, outcome.Value.Version, location);

    // Whoever may hand in a record need not be allowed to see it afterwards: then only its number comes back.
    private static IResult Saved(Outcome<SavedRecord> outcome, Caller caller, string form, RecordReader reader, int status)
    {
        if (outcome.Refusal is { } refusal)
            return ApiResults.Problem(refusal);
        var location = status == 201 ? $"/api/forms/{form}/records/{outcome.Value.Id}" : null;
        var view = reader.Get(caller, form, outcome.Value.Id);
        return view.Ok ? Record(view, status, location) : new JsonAnswer(writer => Number(writer, outcome.Value), status, outcome.Value.Version, location);
    }

    private static void Number(Utf8JsonWriter writer, SavedRecord saved)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", saved.Id);
        writer.WriteNumber("version", saved.Version);
        writer.WriteEndObject();
    }

    private static IResult Done(Outcome<SavedRecord> outcome) =>
        outcome.Refusal is { } refusal ? ApiResults.Problem(refusal) : new JsonAnswer(writer => Number(writer, outcome.Value), 200, outcome.Value.Version);

    private static object Shape(HistoryEntry entry, Workspace workspace) => new
    {
        entry.Version,
        entry.At,
        by = new { id = entry.By, name = workspace.People.User(entry.By)?.Name ?? "" },
        entry.Source,
        entry.Kind,
        changes = entry.Changes is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(entry.Changes),
    };

    private static object Shape(Comment comment, Workspace workspace) => new
    {
        comment.Id,
        comment.At,
        by = new { id = comment.By, name = workspace.People.User(comment.By)?.Name ?? "" },
        comment.Text,
        comment.Mentions,
        comment.Files,
        comment.EditedAt,
    };

    internal sealed record CommentBody(string Text, IReadOnlyList<long>? Mentions = null, IReadOnlyList<string>? Files = null);
}
