using System.Text.Json;
using LowCode.Jobs;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Recomputes, in portions, the records that were too many for the save that they depend on.</summary>
public sealed class RecomputeJobs(Workspace workspace, IEnumerable<IRecordFollower> followers) : IJobHandler
{
    private const string JobKind = "records.recompute";
    private const int Portion = 500;

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <summary>Adds the jobs for these records of a form, within the save's unit.</summary>
    internal static void Add(IUnit unit, string form, IEnumerable<long> ids, DateTime now)
    {
        foreach (var portion in ids.Chunk(Portion))
            unit.Store<IJobStore>().Add(new Job { Kind = JobKind, DueAt = now, Payload = JsonSerializer.Serialize(new Payload(form, portion)) }, now);
    }

    /// <inheritdoc/>
    public void Run(IUnit unit, Job job, object? prepared)
    {
        var payload = JsonSerializer.Deserialize<Payload>(job.Payload!)!;
        // A form that was deleted meanwhile has nothing to recompute.
        if (!workspace.Catalog.Forms.TryGetValue(payload.Form, out var form))
            return;
        var caller = Caller.System(Source.Flow, workspace.Zone);
        foreach (var (changed, old, now) in Dependents.Recompute(workspace, unit, form, payload.Ids))
        {
            foreach (var follower in followers)
                follower.AfterSave(unit, caller, changed, old, now);
        }
    }

    private sealed record Payload(string Form, long[] Ids);
}
