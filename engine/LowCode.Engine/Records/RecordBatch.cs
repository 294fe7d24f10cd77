using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>What one operation of a batch does.</summary>
public enum BatchKind
{
    /// <summary>Makes a record.</summary>
    Create,
    /// <summary>Changes a record.</summary>
    Update,
    /// <summary>Puts a record into the recycle bin.</summary>
    Delete,
}

/// <summary>One operation. <paramref name="Edits"/> is null for a deletion; <paramref name="Version"/> null takes whatever is there.</summary>
public sealed record BatchOperation(BatchKind Kind, long? Id, long? Version, RecordEdits? Edits);

/// <summary>What became of one operation: the record as it is now, or why it was refused.</summary>
public sealed record BatchResult(SavedRecord? Saved, Refusal? Refusal);

/// <summary>Many operations on one form, all or nothing or each by itself. Every record passes the saving path, with all its rules and rights.</summary>
public sealed class RecordBatch(Workspace workspace, RecordSaver saver, RecordTrash trash)
{
    /// <summary>Most operations of one call.</summary>
    public const int MaxOperations = 500;

    /// <summary>
    /// Runs the operations in order. <paramref name="together"/>: one unit; the first refused operation undoes all, and its errors have
    /// paths that begin with <c>operations[i]</c>. Otherwise each has its own result.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<BatchResult>>> RunAsync(Caller caller, string form, IReadOnlyList<BatchOperation> operations, bool together, CancellationToken cancel = default)
    {
        if (operations.Count is 0 or > MaxOperations)
            return new Refusal(ErrorKind.Malformed, "records.batch.size", $"A batch has 1 to {MaxOperations} operations.", "operations");
        var access = workspace.Catalog.Access(caller, workspace.Catalog.Form(form));
        if (operations.Any(operation => operation.Kind != BatchKind.Create) && !access.Can(RecordActions.BatchEdit))
            return RecordErrors.Forbidden("batchEdit").Refusal;
        if (together)
        {
            return await workspace.Database.WriteAsync(unit =>
                (IReadOnlyList<BatchResult>)[.. operations.Select((operation, index) => new BatchResult(Run(unit, caller, form, operation, index), null))], cancel);
        }

        var results = new List<BatchResult>(operations.Count);
        foreach (var operation in operations)
        {
            var outcome = await workspace.Database.WriteAsync(unit => Run(unit, caller, form, operation, null), cancel);
            results.Add(outcome.Ok ? new BatchResult(outcome.Value, null) : new BatchResult(null, outcome.Refusal));
        }
        return results;
    }

    private SavedRecord Run(IUnit unit, Caller caller, string form, BatchOperation operation, int? index)
    {
        try
        {
            return operation.Kind == BatchKind.Delete
                ? trash.Move(unit, caller, form, operation.Id ?? 0, operation.Version, delete: true)
                : saver.Save(unit, caller, new SaveRequest { Form = form, Id = operation.Kind == BatchKind.Create ? null : operation.Id ?? 0, Version = operation.Version, Edits = operation.Edits ?? new RecordEdits() });
        }
        catch (RefusedException refused) when (index is not null)
        {
            throw new RefusedException(refused.Refusal with
            {
                Errors = [.. refused.Refusal.Errors.Select(error => error with { Path = error.Path is null ? $"operations[{index}]" : $"operations[{index}].{error.Path}" })],
            });
        }
    }
}
