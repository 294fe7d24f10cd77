using System.Text.Json;
using LowCode.Audit;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.People.HandingOver;

namespace LowCode.Records;

/// <summary>A run is over: written down once, kept in the audit log, told to open screens, and rung for whoever wasn't looking.</summary>
internal static class BatchEnd
{
    internal static void Write(IUnit unit, Workspace workspace, JobQueue jobs, BatchRun run, BatchRunState state)
    {
        var store = unit.Store<IBatchStore>();
        if (!store.End(run.Id, state, workspace.Now))
            return;
        var ended = store.Get(run.Id)!;
        if (ended.Kind == BatchRunKind.Decide)
            unit.Audit(workspace, ended.UserId, $"tasks.batch.{ended.Decision}", "", new { run = ended.Id, done = ended.Changed, refused = ended.Refused });
        else
            AuditRecords(unit, workspace, ended);
        // Programs ask for themselves; people are told unless they have seen it on the screen.
        if (ended.Source == Source.Screen)
            jobs.Add(unit, BatchBell.For(ended.Id, workspace.Now));
        else
            store.Mark(ended.UserId, ended.Id, seen: true);
        unit.Tell(new BatchMoved(ended.Id, ended.UserId));
    }

    private static void AuditRecords(IUnit unit, Workspace workspace, BatchRun ended)
    {
        var what = ended.Kind switch { BatchRunKind.Update => "set", BatchRunKind.Delete => "delete", BatchRunKind.HandOver => "hand_over", _ => "undo" };
        IEnumerable<string>? fields = ended.Kind == BatchRunKind.HandOver ? HandOverChange.Read(ended).Fields : ended.Change is { } change ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!.Keys : null;
        unit.Audit(workspace, ended.UserId, $"records.batch.{what}", ended.Form, new { run = ended.Id, done = ended.Changed, refused = ended.Refused, fields });
    }
}

/// <summary>Tells a person a little later that a run has ended, if no screen of theirs has shown it by then.</summary>
public sealed class BatchBell(Workspace workspace, Inbox inbox) : IJobHandler
{
    private const string JobKind = "records.batch.bell";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Kind => JobKind;

    internal static Job For(long run, DateTime now) => new() { Kind = JobKind, DueAt = now + Patience, Payload = JsonSerializer.Serialize(run) };

    /// <inheritdoc/>
    public void Run(IUnit unit, Job job, object? prepared)
    {
        var store = unit.Store<IBatchStore>();
        if (store.Get(JsonSerializer.Deserialize<long>(job.Payload!)) is not { Told: false, Runs: false } run)
            return;
        store.Mark(run.UserId, run.Id, seen: false);
        inbox.Send(unit,
        [
            new Notification
            {
                UserId = run.UserId,
                At = workspace.Now,
                Kind = NotificationKinds.BatchEnded,
                Form = run.Form.Length > 0 ? run.Form : null,
                Payload = JsonSerializer.Serialize(new { batch = run.Id, kind = run.Word, state = run.State.ToString().ToLowerInvariant(), changed = run.Changed, refused = run.Refused }),
            },
        ]);
    }
}
