using System.Globalization;
using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// The one way to write a record: screens, API, import, flows and packs all come through here. Reads top to bottom:
/// gate, edits, rules, validation, gate again, write, history, what depends on it, followers, event. All in one unit of work.
/// </summary>
public sealed class RecordSaver(Workspace workspace, IEnumerable<IRecordFollower> followers)
{
    private readonly IReadOnlyList<IRecordFollower> _followers = [.. followers];

    /// <summary>Saves in a unit of its own. Refusals: 403, 404, 412 (stale), 422 with every rule that is not met.</summary>
    public Task<Outcome<SavedRecord>> SaveAsync(Caller caller, SaveRequest request, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit => Save(unit, caller, request), cancel);

    /// <summary>Saves inside a unit; a refusal is thrown as <see cref="RefusedException"/> and must leave the unit.</summary>
    public SavedRecord Save(IUnit unit, Caller caller, SaveRequest request)
    {
        if (Answered(unit, caller, request) is { } earlier)
            return earlier;

        var form = workspace.Catalog.Form(request.Form);
        request = request with { Edits = request.Edits.On(form) };
        var access = workspace.Catalog.Access(caller, form);
        if (request.Id is null && !access.Can(RecordActions.Create))
            throw access.Can(RecordActions.View) ? RecordErrors.Forbidden("create") : RecordErrors.UnknownForm(form.Key);
        var related = new UnitRelated(unit, workspace.Catalog, workspace.People);
        var around = RecordContext.For(workspace, caller, related);
        var old = request.Id is { } id ? Existing(unit, form, id, access, around, request) : null;
        var change = new RecordChange(form, caller, access, request, old, around);

        change.StartNew(request.MadeAt ?? workspace.Now);
        change.Number(unit.Records, workspace.Today);
        change.ApplyEdits();
        change.FollowOwner(workspace.People);
        RecordFiles.Fill(unit, change, workspace.Now);
        change.ApplyRules(related);
        new WriteRights(change).Check();
        new RecordValidator(workspace, unit, change).Check();
        Refuse(change, request.AcceptWarnings);
        if (request.Task is null && !access.Can(change.IsNew ? RecordActions.Create : RecordActions.Edit, change.Context))
            throw RecordErrors.Forbidden(change.IsNew ? "create" : "edit");

        change.DropFailedCalculations();
        var changed = change.ChangedPositions();
        var saved = changed.Count > 0 ? Write(unit, change, changed, related) : Saved(change.Now);
        if (request.IdempotencyKey is { } key)
            unit.Log.AddAnswer(AnswerKey(caller, key), JsonSerializer.Serialize(new Answer(form.Key, request.Id, saved.Id)), workspace.Now);
        return saved;
    }

    private static Value[] Existing(IUnit unit, Form form, long id, Access access, EvaluationContext around, SaveRequest request)
    {
        var old = unit.Records.Get(form, id);
        if (old is null || !old[SystemFields.DeletedAt].IsNull)
            throw RecordErrors.NotFound(form.Key, id);
        if (request.Task is null)
        {
            var context = around.With(old, old);
            if (!access.Can(RecordActions.View, context))
                throw RecordErrors.NotFound(form.Key, id);
            if (!access.Can(RecordActions.Edit, context))
                throw RecordErrors.Forbidden("edit");
        }
        if (request.Version is { } version && version != RecordContext.VersionOf(old))
            throw RecordErrors.Stale(RecordContext.VersionOf(old), RecordHistory.ChangedSince(unit, form, id, version));
        return old;
    }

    private SavedRecord Write(IUnit unit, RecordChange change, List<int> changed, UnitRelated related)
    {
        var (form, now) = (change.Form, change.Now);
        var version = change.IsNew ? 1 : RecordContext.VersionOf(change.Old!) + 1;
        now[SystemFields.Version] = Value.FromNumber(version);
        now[SystemFields.UpdatedAt] = Value.FromDateTime(workspace.Now);
        now[SystemFields.UpdatedBy] = change.Caller.IsSystem ? Value.Null : Value.FromUser(change.Caller.Id);
        if (change.IsNew)
            now[SystemFields.Id] = Value.FromNumber(unit.Records.Insert(form, now));
        else if (!unit.Records.Update(form, RecordContext.IdOf(now), version - 1, now, [.. changed, SystemFields.Version, SystemFields.UpdatedAt, SystemFields.UpdatedBy]))
            throw RecordErrors.Stale(version, []);

        RecordFiles.Bind(unit, change, changed);
        return Finish(unit, change.Caller, form, change.Old, now, change.IsNew ? "created" : "updated", related);
    }

    /// <summary>What follows every write: history, records that depend on this one, flows, the outgoing event, open screens.</summary>
    internal SavedRecord Finish(IUnit unit, Caller caller, Form form, Value[]? old, Value[] now, string kind, UnitRelated related)
    {
        var id = RecordContext.IdOf(now);
        related.Forget(form.Key, id);
        var writes = unit.Records.Writes;
        unit.Log.AddHistory(RecordHistory.Entry(form, caller, old, now, kind, workspace.Now));
        var dependents = Dependents.Recompute(workspace, unit, form, old, now);
        foreach (var follower in _followers)
        {
            follower.AfterSave(unit, caller, form, old, now);
            foreach (var dependent in dependents)
                follower.AfterSave(unit, caller, dependent.Form, dependent.Old, dependent.Now);
        }
        // Keys of forms and names of sources need no escaping.
        unit.Log.AddEvent($"record.{kind}", string.Create(CultureInfo.InvariantCulture,
            $$"""{"form":"{{form.Key}}","id":{{id}},"version":{{RecordContext.VersionOf(now)}},"by":{{caller.Id}},"source":"{{caller.Source}}"}"""), workspace.Now);
        unit.AfterCommit(() => Telemetry.Written(form.Key, kind));
        unit.Tell(new RecordChanged(form.Key, id));
        // A flow that has started or moved may have written the record again.
        return Saved(unit.Records.Writes > writes ? unit.Records.Get(form, id) ?? now : now);
    }

    private static SavedRecord Saved(Value[] values) => new(RecordContext.IdOf(values), RecordContext.VersionOf(values), values);

    private SavedRecord? Answered(IUnit unit, Caller caller, SaveRequest request)
    {
        if (request.IdempotencyKey is not { } key)
            return null;
        if (key.Length > 200)
            throw new RefusedException(ErrorKind.Malformed, "records.idempotencyKey", "An idempotency key has at most 200 characters.");
        if (unit.Log.Answer(AnswerKey(caller, key)) is not { } answer)
            return null;
        var earlier = JsonSerializer.Deserialize<Answer>(answer)!;
        if (earlier.Form != request.Form || earlier.Wanted != request.Id)
            throw new RefusedException(ErrorKind.Conflict, "records.idempotencyKey.used", "This idempotency key was used for another request.");
        var values = unit.Records.Get(workspace.Catalog.Form(request.Form), earlier.Id) ?? throw RecordErrors.NotFound(request.Form, earlier.Id);
        return Saved(values) with { Repeated = true };
    }

    private static ErrorKind KindOf(List<Error> errors) =>
        errors.Any(error => error.Code == "records.field.unknown") ? ErrorKind.Malformed
        : errors.Any(error => error.Code == "records.field.readOnly") ? ErrorKind.Forbidden
        : ErrorKind.Invalid;

    private static string AnswerKey(Caller caller, string key) => $"{caller.Id}:{key}";

    private static void Refuse(RecordChange change, bool acceptWarnings)
    {
        var errors = change.Errors.Where(error => !acceptWarnings || error.Code != "records.rule.warning").ToList();
        if (errors.Count > 0)
            throw new RefusedException(new Refusal(KindOf(errors), errors));
    }

    private sealed record Answer(string Form, long? Wanted, long Id);
}
