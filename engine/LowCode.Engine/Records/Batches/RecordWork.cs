using System.Text.Json;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Runs over the records of a form: each is written, deleted or taken back through the path of a single one.</summary>
public sealed class RecordWork(Workspace workspace, RecordBatch batch, RecordUndo undo) : IBatchWork
{
    /// <inheritdoc/>
    public bool Does(BatchRunKind kind) => kind is BatchRunKind.Update or BatchRunKind.Delete or BatchRunKind.Undo;

    /// <inheritdoc/>
    public BatchItemDone Do(IUnit unit, BatchRun run, Caller caller, BatchItem item)
    {
        if (!workspace.Catalog.Forms.TryGetValue(run.Form, out var form))
            throw RecordErrors.UnknownForm(run.Form);
        if ((run.Kind != BatchRunKind.Undo || run.Total > 1) && !workspace.Catalog.Access(caller, form).Can(RecordActions.BatchEdit))
            throw RecordErrors.Forbidden("batchEdit");
        if (run.Kind == BatchRunKind.Undo)
        {
            var back = undo.One(unit, caller, run.Form, new BatchDone(item.Subject, item.Before, item.After));
            return new BatchItemDone(item.After, back.Version, back.Version > item.After);
        }
        var edits = run.Change is { } change ? RecordInput.Parse(form, JsonSerializer.Deserialize<JsonElement>(change)) : null;
        var done = batch.Run(unit, caller, run.Form, new BatchOperation(edits is null ? BatchKind.Delete : BatchKind.Update, item.Subject, null, edits));
        return new BatchItemDone(done.Before, done.Saved!.Version, done.Saved.Version > done.Before);
    }
}
