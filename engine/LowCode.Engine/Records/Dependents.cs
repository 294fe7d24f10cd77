using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>
/// Recomputes records of other forms whose computed fields read a saved record: roll-ups over it, and look-ups through a reference to it.
/// In the same unit, so that nobody ever sees a total that doesn't fit its parts; where more than 1,000 records depend on one, the rest follows as jobs.
/// </summary>
internal static class Dependents
{
    private const int MaxRecords = 1000;
    private const int MaxDepth = 8;

    /// <summary>Recomputes what depends on a saved record; returns what changed: form, old and new values.</summary>
    public static IReadOnlyList<(Form Form, Value[] Old, Value[] Now)> Recompute(Workspace workspace, IUnit unit, Form form, Value[]? old, Value[] now) =>
        Follow(workspace, unit, Affected(workspace, unit, form, old, now), 1);

    /// <summary>Recomputes these records, and what depends on them in turn.</summary>
    public static IReadOnlyList<(Form Form, Value[] Old, Value[] Now)> Recompute(Workspace workspace, IUnit unit, Form form, IEnumerable<long> ids) =>
        Follow(workspace, unit, ids.Select(id => (form, id)), 0);

    private static List<(Form Form, Value[] Old, Value[] Now)> Follow(Workspace workspace, IUnit unit, IEnumerable<(Form Form, long Id)> first, int depth)
    {
        var changes = new List<(Form, Value[], Value[])>();
        var done = new HashSet<(string Form, long Id)>();
        var later = new List<(Form Form, long Id)>();
        var queue = new Queue<(Form Form, long Id, int Depth)>(first.Select(each => (each.Form, each.Id, depth)));
        while (queue.TryDequeue(out var next))
        {
            if (next.Depth > MaxDepth || !done.Add((next.Form.Key, next.Id)))
                continue;
            if (done.Count > MaxRecords)
            {
                later.Add((next.Form, next.Id));
                continue;
            }
            if (RecomputeOne(workspace, unit, next.Form, next.Id) is not { } change)
                continue;
            changes.Add((next.Form, change.Old, change.Now));
            foreach (var (form, id) in Affected(workspace, unit, next.Form, change.Old, change.Now))
                queue.Enqueue((form, id, next.Depth + 1));
        }
        foreach (var group in later.GroupBy(each => each.Form.Key, each => each.Id))
            RecomputeJobs.Add(unit, group.Key, group, workspace.Now);
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
        unit.Tell(new RecordChanged(form.Key, id));
        return (old, now);
    }
}
