using LowCode.Audit;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Changes many records and undoes it: each record in a unit of its own through the saving path, several at a time so that they share commits.
/// The audit log keeps who did what to how many.
/// </summary>
public sealed class BatchRunner(Workspace workspace, RecordReader reader, RecordBatch batch, RecordSaver saver, RecordTrash trash)
{
    /// <summary>Most records of one run.</summary>
    public const int MaxRecords = 100_000;
    /// <summary>Most refused records that a report names.</summary>
    public const int MostReasons = 100;
    // As many units as the writer lane likes to commit at once, without keeping a single save waiting for long.
    private const int Wave = 40;

    /// <summary>
    /// Does it. Refused as a whole when the caller may not change many records, or when more than <see cref="MaxRecords"/> are meant;
    /// what a single record is refused for stands in the report. Cancelling stops behind the records that are being written.
    /// </summary>
    public async Task<Outcome<BatchReport>> RunAsync(Caller caller, BatchChange change, IProgress<BatchProgress>? progress = null, CancellationToken cancel = default)
    {
        var access = workspace.Catalog.Access(caller, workspace.Catalog.Form(change.Form));
        if (!access.Can(RecordActions.BatchEdit))
            return RecordErrors.Forbidden("batchEdit").Refusal;
        var ids = Ids(caller, change);
        if (!ids.Ok)
            return ids.Refusal!;
        var kind = change.Edits is null ? BatchKind.Delete : BatchKind.Update;
        var report = await EachAsync(ids.Value, id => id, id => batch.OneAsync(caller, change.Form, new BatchOperation(kind, id, null, change.Edits), CancellationToken.None), progress, cancel);
        var fields = change.Edits is { } edits ? edits.Fields.Keys.Concat(edits.Rows.Keys).Select(position => access.Form.Fields[position].Key) : null;
        await AuditAsync(caller, change.Form, kind == BatchKind.Delete ? "delete" : "set", fields, report);
        return report;
    }

    /// <summary>
    /// Takes a run back: written fields get their old values from the history, deleted records come out of the recycle bin, new ones go into it.
    /// A record that somebody has changed since then is refused and stays as it is. A single change needs no right to change many.
    /// </summary>
    public async Task<Outcome<BatchReport>> UndoAsync(Caller caller, string form, IReadOnlyList<BatchDone> done, IProgress<BatchProgress>? progress = null, CancellationToken cancel = default)
    {
        if (done.Count > 1 && !workspace.Catalog.Access(caller, workspace.Catalog.Form(form)).Can(RecordActions.BatchEdit))
            return RecordErrors.Forbidden("batchEdit").Refusal;
        var report = await EachAsync(done, each => each.Id, async each =>
        {
            var outcome = await workspace.Database.WriteAsync(unit => new BatchResult(Undo(unit, caller, form, each), null, each.After));
            return outcome.Ok ? outcome.Value : new BatchResult(null, outcome.Refusal);
        }, progress, cancel);
        await AuditAsync(caller, form, "undo", null, report);
        return report;
    }

    private SavedRecord Undo(IUnit unit, Caller caller, string formKey, BatchDone done)
    {
        if (done.Before == 0)
            return trash.Move(unit, caller, formKey, done.Id, done.After, delete: true);
        var form = workspace.Catalog.Form(formKey);
        var mine = unit.Log.History(form.Id, done.Id, 20, done.After + 1).Where(entry => entry.Version > done.Before && entry.By == caller.Id).ToList();
        return mine.Any(entry => entry.Kind == "deleted")
            ? trash.Move(unit, caller, formKey, done.Id, null, delete: false)
            : saver.Save(unit, caller, new SaveRequest { Form = formKey, Id = done.Id, Version = done.After, Edits = RecordHistory.Back(form, mine), AcceptWarnings = true });
    }

    private Outcome<List<long>> Ids(Caller caller, BatchChange change)
    {
        if (change.Ids is { } given)
            return given.Count <= MaxRecords ? given.Distinct().ToList() : TooMany();
        var ids = new List<long>();
        string? after = null;
        do
        {
            var page = reader.List(caller, change.Matching! with { Form = change.Form, Fields = [], Limit = 500, CountLimit = 0, Offset = 0, After = after });
            if (!page.Ok)
                return page.Refusal!;
            ids.AddRange(page.Value.Rows.Select(RecordContext.IdOf).Where(id => !change.Except.Contains(id)));
            after = page.Value.Next;
        }
        while (after is not null && ids.Count <= MaxRecords);
        return ids.Count <= MaxRecords ? ids : TooMany();
    }

    private static Refusal TooMany() => new(ErrorKind.TooLarge, new Error("records.batch.tooMany", $"At most {MaxRecords} records at once.", null, new Dictionary<string, object?> { ["max"] = MaxRecords }));

    private static async Task<BatchReport> EachAsync<T>(IReadOnlyList<T> all, Func<T, long> idOf, Func<T, Task<BatchResult>> run, IProgress<BatchProgress>? progress, CancellationToken cancel)
    {
        var done = new List<BatchDone>();
        var refused = new List<BatchRefused>();
        var (unchanged, refusals, at) = (0, 0, 0);
        foreach (var wave in all.Chunk(Wave))
        {
            if (cancel.IsCancellationRequested)
                break;
            foreach (var (item, result) in wave.Zip(await Task.WhenAll(wave.Select(run))))
            {
                if (result.Saved is { } saved && saved.Version > result.Before)
                    done.Add(new BatchDone(saved.Id, result.Before, saved.Version));
                else if (result.Refusal is null)
                    unchanged++;
                else if (++refusals <= MostReasons)
                    refused.Add(new BatchRefused(idOf(item), result.Refusal));
            }
            at += wave.Length;
            progress?.Report(new BatchProgress(at, all.Count, refusals));
        }
        return new BatchReport(done, unchanged, refused, refusals, at < all.Count);
    }

    private async Task AuditAsync(Caller caller, string form, string what, IEnumerable<string>? fields, BatchReport report) => await workspace.Database.WriteAsync(unit =>
    {
        unit.Audit(workspace, caller.Id, $"records.batch.{what}", form, new { done = report.Done.Count, refused = report.RefusedCount, fields });
        return default(Nothing);
    });
}
