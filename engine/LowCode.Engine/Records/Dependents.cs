using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>
/// Recomputes records of other forms whose computed fields read a saved record: roll-ups over it, and look-ups through a reference to it.
/// In the same unit, so that nobody ever sees a total that doesn't fit its parts.
/// </summary>
internal static class Dependents
{
    private const int MaxRecords = 1000;
    private const int MaxDepth = 8;

    /// <summary>Recomputes and returns what changed: form, old and new values.</summary>
    public static IReadOnlyList<(Form Form, Value[] Old, Value[] Now)> Recompute(Workspace workspace, IUnit unit, Form form, Value[]? old, Value[] now)
    {
        var changes = new List<(Form, Value[], Value[])>();
        var done = new HashSet<(string Form, long Id)>();
        var queue = new Queue<(Form Form, Value[]? Old, Value[] Now, int Depth)>([(form, old, now, 0)]);
        while (queue.TryDequeue(out var saved))
        {
            foreach (var (target, id) in Affected(workspace, unit, saved.Form, saved.Old, saved.Now))
            {
                if (saved.Depth >= MaxDepth || !done.Add((target.Key, id)))
                    continue;
                if (done.Count > MaxRecords)
                    throw new RefusedException(ErrorKind.Invalid, "records.dependents.tooMany", $"More than {MaxRecords} records depend on this one.");
                if (RecomputeOne(workspace, unit, target, id) is not { } change)
                    continue;
                changes.Add((target, change.Old, change.Now));
                queue.Enqueue((target, change.Old, change.Now, saved.Depth + 1));
            }
        }
        return changes;
    }

    private static IEnumerable<(Form Form, long Id)> Affected(Workspace workspace, IUnit unit, Form form, Value[]? old, Value[] now)
    {
        foreach (var rollup in form.FeedsRollups)
        {
            var parents = new[] { old?[rollup.Via.Position] ?? Value.Null, now[rollup.Via.Position] };
            foreach (var parent in parents.Where(parent => parent.Kind == ValueKind.Reference).Select(parent => parent.AsId).Distinct())
                yield return (workspace.Catalog.Form(rollup.Form), parent);
        }
        if (old is null)
            yield break;
        foreach (var lookup in form.FeedsLookups.Where(lookup => lookup.Reads.Any(key => form[key] is { } read && !old[read.Position].Equals(now[read.Position]))))
        {
            var target = workspace.Catalog.Form(lookup.Form);
            foreach (var (_, id) in unit.Records.FindMany(target, lookup.Via.Position, [Value.FromReference(RecordContext.IdOf(now))]))
                yield return (target, id);
        }
    }

    private static (Value[] Old, Value[] Now)? RecomputeOne(Workspace workspace, IUnit unit, Form form, long id)
    {
        if (unit.Records.Get(form, id) is not { } old)
            return null;
        var caller = Caller.System(Source.Flow, workspace.Zone);
        var now = (Value[])old.Clone();
        var context = RecordContext.For(workspace, caller, new UnitRelated(unit, workspace.Catalog, workspace.People)).With(now, old);
        RecordRules.Compute(form, context);
        foreach (var field in form.Computed.Where(field => field.Subform is null))
            RecordRules.DropError(now, field.Position);
        var changed = form.Computed.Where(field => field.Subform is null && !now[field.Position].Equals(old[field.Position])).Select(field => field.Position).ToList();
        if (changed.Count == 0)
            return null;
        // A recomputed total is not an edit: the version stays, so that nobody's open form becomes stale by it.
        if (!unit.Records.Update(form, id, RecordContext.VersionOf(old), now, changed))
            throw RecordErrors.Stale(RecordContext.VersionOf(old), []);
        unit.AfterCommit(() => workspace.Tell(new RecordChanged(form.Key, id)));
        return (old, now);
    }
}
