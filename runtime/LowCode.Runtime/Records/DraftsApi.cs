using System.Text.Json;
using LowCode.Flows;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Records;

/// <summary><c>/api/drafts</c>: what the caller has begun to type and not saved. Nobody else's; no rule checks a draft and nobody is told of it.</summary>
public static class DraftsApi
{
    public static WebApplication MapDrafts(this WebApplication app)
    {
        var api = app.MapGroup("/api/drafts").WithTags("Drafts");
        api.MapGet("", (Caller caller, RecordDrafts drafts, string? form = null) => drafts.List(caller, form).ToResult(items => new { items = items.Select(draft => Shape(draft)) }))
            .WithSummary("My drafts, newest first, without their values.");
        api.MapPost("", CreateAsync).WithSummary("Keep a draft: of a new record, of a record (each has one), or of a task.");
        api.MapGet("/{id:long}", Get).WithSummary("One of my drafts with its values; only fields that I may see now.");
        api.MapPut("/{id:long}", ChangeAsync).WithSummary("Replace what one of my drafts holds.");
        api.MapDelete("/{id:long}", async (long id, Caller caller, RecordDrafts drafts, CancellationToken cancel) => (await drafts.DeleteAsync(caller, id, cancel)).ToResult())
            .WithSummary("Throw one of my drafts away; no error when it is gone.");
        return app;
    }

    private static IResult Get(long id, Caller caller, RecordDrafts drafts, TaskReader tasks)
    {
        var found = drafts.Get(caller, id);
        if (found.Refusal is { } refusal)
            return ApiResults.Problem(refusal);
        // A task that is over gives no more rights than the record itself.
        var rights = found.Value.TaskId != 0 && tasks.Task(caller, found.Value.TaskId) is { Ok: true } task ? task.Value.Rights : null;
        return Results.Ok(Shape(found.Value, drafts.Values(caller, found.Value, rights)));
    }

    private static async Task<IResult> CreateAsync(DraftBody body, Caller caller, RecordDrafts drafts, RecordReader records, TaskReader tasks, Workspace workspace, CancellationToken cancel)
    {
        var saved = await SaveAsync(new RecordDraft(0, caller.Id, body.Form ?? "", body.Record, body.Version, default, "") { TaskId = body.Task }, body, caller, drafts, records, tasks, workspace, cancel);
        return saved.Refusal is { } refusal ? ApiResults.Problem(refusal) : Results.Created($"/api/drafts/{saved.Value.Id}", Shape(saved.Value));
    }

    private static async Task<IResult> ChangeAsync(long id, DraftBody body, Caller caller, RecordDrafts drafts, RecordReader records, TaskReader tasks, Workspace workspace, CancellationToken cancel)
    {
        var known = drafts.Get(caller, id);
        return known.Refusal is { } refusal ? ApiResults.Problem(refusal)
            : (await SaveAsync(known.Value with { Version = body.Version ?? known.Value.Version }, body, caller, drafts, records, tasks, workspace, cancel)).ToResult(draft => Shape(draft));
    }

    private static async Task<Outcome<RecordDraft>> SaveAsync(RecordDraft draft, DraftBody body, Caller caller, RecordDrafts drafts, RecordReader records, TaskReader tasks, Workspace workspace, CancellationToken cancel)
    {
        TaskRights? rights = null;
        if (draft.TaskId != 0)
        {
            var task = tasks.Task(caller, draft.TaskId);
            if (task.Refusal is { } unknown)
                return unknown;
            // Which record it is about, the task says.
            (draft, rights) = (draft with { Form = task.Value.Entry.Form, RecordId = task.Value.Entry.RecordId }, task.Value.Rights);
        }
        else if (draft.RecordId != 0 && records.Get(caller, draft.Form, draft.RecordId).Refusal is { } hidden)
        {
            return hidden;
        }
        var form = workspace.Catalog.Form(draft.Form);
        var edits = body.Values.ValueKind == JsonValueKind.Undefined ? new RecordEdits() : RecordInput.Parse(form, body.Values);
        return await drafts.SaveAsync(caller, draft with { Note = body.Note ?? "" }, edits, rights, cancel);
    }

    private static object Shape(RecordDraft draft, JsonElement? values = null) => new
    {
        draft.Id,
        draft.Form,
        record = draft.RecordId == 0 ? (long?)null : draft.RecordId,
        task = draft.TaskId == 0 ? (long?)null : draft.TaskId,
        draft.Version,
        draft.At,
        draft.Note,
        values,
    };

    /// <summary>Body of keeping a draft; a change reads <c>values</c>, <c>note</c> and <c>version</c> only.</summary>
    /// <param name="Form">Key of the form; not needed with a task.</param>
    /// <param name="Record">The record that is changed; 0 or absent for a new one.</param>
    /// <param name="Task">The task in which it is typed; 0 or absent outside of tasks.</param>
    /// <param name="Version">The record's version that was seen.</param>
    /// <param name="Values">The touched fields as in the records API; they need not be right.</param>
    /// <param name="Note">The comment of a task's decision.</param>
    internal sealed record DraftBody(string? Form = null, long Record = 0, long Task = 0, long? Version = null, JsonElement Values = default, string? Note = null);
}
