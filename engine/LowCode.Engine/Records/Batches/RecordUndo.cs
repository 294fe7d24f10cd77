using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>A record that was changed: its version before and after. Enough to undo it.</summary>
public readonly record struct BatchDone(long Id, long Before, long After);

/// <summary>
/// Takes a person's changes back: written fields get their old values from the history, deleted records come out of the recycle bin, new ones go into it.
/// A record that somebody has changed since then is refused and stays as it is.
/// </summary>
public sealed class RecordUndo(Workspace workspace, RecordSaver saver, RecordTrash trash)
{
    /// <summary>Takes a few changes back, each in a unit of its own; the answer has one result for each. A single change needs no right to change many.</summary>
    public async Task<Outcome<IReadOnlyList<BatchResult>>> RunAsync(Caller caller, string form, IReadOnlyList<BatchDone> done, CancellationToken cancel = default)
    {
        if (done.Count > 1 && !workspace.Catalog.Access(caller, workspace.Catalog.Form(form)).Can(RecordActions.BatchEdit))
            return RecordErrors.Forbidden("batchEdit").Refusal;
        var results = new List<BatchResult>(done.Count);
        foreach (var each in done)
        {
            var outcome = await workspace.Database.WriteAsync(caller, unit => new BatchResult(One(unit, caller, form, each), null, each.After), cancel);
            results.Add(outcome.Ok ? outcome.Value : new BatchResult(null, outcome.Refusal));
        }
        return results;
    }

    /// <summary>Takes one change back within a unit; throws when it is refused.</summary>
    internal SavedRecord One(IUnit unit, Caller caller, string formKey, BatchDone done)
    {
        if (done.Before == 0)
            return trash.Move(unit, caller, formKey, done.Id, done.After, delete: true);
        var form = workspace.Catalog.Form(formKey);
        var mine = unit.Log.History(form.Id, done.Id, 20, done.After + 1).Where(entry => entry.Version > done.Before && entry.By == caller.Id).ToList();
        return mine.Any(entry => entry.Kind == "deleted")
            ? trash.Move(unit, caller, formKey, done.Id, null, delete: false)
            : saver.Save(unit, caller, new SaveRequest { Form = formKey, Id = done.Id, Version = done.After, Edits = RecordHistory.Back(form, mine), AcceptWarnings = true });
    }
}
