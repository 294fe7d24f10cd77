using System.Text.Json;
using LowCode.Imports;
using LowCode.Jobs;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Imports;

/// <summary>
/// Where several nodes share a workspace: looks now and then whether an import moves on. When it doesn't, its node has died, and the one that looks goes on with it.
/// Should the other still live, the first of both to save the next rows wins, since a step counts only from where the last one ended.
/// </summary>
public sealed class ImportWatch(Workspace workspace, JobQueue queue, ProductSettings settings, Lazy<ImportDesk> desk) : IJobHandler
{
    // A node that lives saves rows far more often.
    private TimeSpan Between => TimeSpan.FromSeconds(Math.Max(settings.JobLeaseSeconds, 1) * 1.5);

    private sealed record Seen(string Import, int Position);

    public string Kind => "import";

    /// <summary>Begins to look after an import.</summary>
    public void Begin(IUnit unit, string import)
    {
        if (settings.IsShared)
            Look(unit, new Seen(import, 0), Between);
    }

    /// <summary>This node leaves the import to the others.</summary>
    public void HandOver(IUnit unit, string import)
    {
        if (settings.IsShared && unit.Store<IImportStore>().Get(import) is { State: ImportState.Running } running)
            Look(unit, new Seen(import, running.Position), TimeSpan.Zero);
    }

    public void Run(IUnit unit, Job job, object? prepared)
    {
        var seen = JsonSerializer.Deserialize<Seen>(job.Payload!)!;
        if (unit.Store<IImportStore>().Get(seen.Import) is not { State: ImportState.Running } import)
            return;
        if (import.Position == seen.Position && !desk.Value.Runs(import.Id))
        {
            var rejections = unit.Store<IImportStore>().Rejections(import.Id, 0, ImportProgress.MostShown);
            unit.AfterCommit(() => desk.Value.GoOn(import, rejections));
        }
        Look(unit, seen with { Position = import.Position }, Between);
    }

    private void Look(IUnit unit, Seen seen, TimeSpan after) =>
        queue.Add(unit, new Job { Kind = Kind, DueAt = workspace.Now + after, Payload = JsonSerializer.Serialize(seen), MaxAttempts = int.MaxValue });
}
