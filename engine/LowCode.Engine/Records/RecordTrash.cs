using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>The recycle bin: deleting, restoring, and removing for good.</summary>
public sealed class RecordTrash(Workspace workspace, RecordSaver saver)
{
    /// <summary>Puts a record into the recycle bin. <paramref name="version"/>: the version that the caller saw; null takes whatever is there.</summary>
    public Task<Outcome<SavedRecord>> DeleteAsync(Caller caller, string form, long id, long? version = null, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit => Move(unit, caller, form, id, version, delete: true), cancel);

    /// <summary>Takes a record out of the recycle bin, with its rows. Refused when its unique values are taken meanwhile.</summary>
    public Task<Outcome<SavedRecord>> RestoreAsync(Caller caller, string form, long id, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit => Move(unit, caller, form, id, null, delete: false), cancel);

    /// <summary>Removes a record of the recycle bin for good. Only administrators.</summary>
    public Task<Outcome<Nothing>> PurgeAsync(Caller caller, string form, long id, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit =>
        {
            var target = workspace.Catalog.Form(form);
            if (!caller.IsAdmin)
                throw RecordErrors.Forbidden("purge");
            if (unit.Records.Get(target, id) is not { } record || record[SystemFields.DeletedAt].IsNull)
                throw RecordErrors.NotFound(form, id);
            unit.Records.Purge(target, [id]);
            return default(Nothing);
        }, cancel);

    /// <summary>Deletes or restores inside a unit.</summary>
    public SavedRecord Move(IUnit unit, Caller caller, string formKey, long id, long? version, bool delete)
    {
        var form = workspace.Catalog.Form(formKey);
        var access = workspace.Catalog.Access(caller, form);
        var related = new UnitRelated(unit, workspace.Catalog, workspace.People);
        var old = unit.Records.Get(form, id);
        var context = RecordContext.For(workspace, caller, related);
        if (old is null || old[SystemFields.DeletedAt].IsNull != delete || !access.Can(RecordActions.View, context.With(old, old)))
            throw RecordErrors.NotFound(formKey, id);
        if (!access.Can(RecordActions.Delete, context.With(old, old)))
            throw RecordErrors.Forbidden(delete ? "delete" : "restore");
        if (version is { } seen && seen != RecordContext.VersionOf(old))
            throw RecordErrors.Stale(RecordContext.VersionOf(old), RecordHistory.ChangedSince(unit, form, id, seen));

        var now = (Value[])old.Clone();
        now[SystemFields.DeletedAt] = delete ? Value.FromDateTime(workspace.Now) : Value.Null;
        now[SystemFields.Version] = Value.FromNumber(RecordContext.VersionOf(old) + 1);
        now[SystemFields.UpdatedAt] = Value.FromDateTime(workspace.Now);
        now[SystemFields.UpdatedBy] = caller.IsSystem ? Value.Null : Value.FromUser(caller.Id);
        if (!delete)
            RefuseTaken(unit, form, now, id);
        int[] changed = [SystemFields.DeletedAt, SystemFields.Version, SystemFields.UpdatedAt, SystemFields.UpdatedBy];
        if (!unit.Records.Update(form, id, RecordContext.VersionOf(old), now, changed))
            throw RecordErrors.Stale(RecordContext.VersionOf(old), []);
        saver.Finish(unit, caller, form, old, now, delete ? "deleted" : "restored", related);
        return new SavedRecord(id, RecordContext.VersionOf(now), now);
    }

    private static void RefuseTaken(IUnit unit, Form form, Value[] now, long id)
    {
        foreach (var unique in form.Uniques)
        {
            if (!unique.Positions.Any(position => now[position].IsEmpty) && unit.Records.FindSame(form, unique.Positions, now, id) is not null)
                throw new RefusedException(new Refusal(ErrorKind.Invalid, RecordErrors.NotUnique(form, unique, now)));
        }
    }
}
