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
/// <param name="Saved">The record; null when refused.</param>
/// <param name="Refusal">Why; null when done.</param>
/// <param name="Before">The record's version before; 0 for a new one. The same as after when there was nothing to change.</param>
public sealed record BatchResult(SavedRecord? Saved, Refusal? Refusal, long Before = 0);

/// <summary>Many operations on one form, all or nothing or each by itself. Every record passes the saving path, with all its rules and rights.</summary>
public sealed class RecordBatch(Workspace workspace, RecordSaver saver, RecordTrash trash)
{
    /// <summary>Most operations of one call.</summary>
    public const int MaxOperations = 500;

    /// <summary>
    /// Runs the operations in order. <paramref name="together"/>: one unit; any refused operation undoes all, and the errors of every refused one
    /// come back with paths that begin with <c>operations[i]</c>. Otherwise each has its own result.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<BatchResult>>> RunAsync(Caller caller, string form, IReadOnlyList<BatchOperation> operations, bool together, CancellationToken cancel = default)
    {
        if (operations.Count is 0 or > MaxOperations)
            return new Refusal(ErrorKind.Malformed, "records.batch.size", $"A batch has 1 to {MaxOperations} operations.", "operations");
        var access = workspace.Catalog.Access(caller, workspace.Catalog.Form(form));
        if (operations.Any(operation => operation.Kind != BatchKind.Create) && !access.Can(RecordActions.BatchEdit))
            return RecordErrors.Forbidden("batchEdit").Refusal;
        if (together)
            return await workspace.Database.WriteAsync(caller, unit => (IReadOnlyList<BatchResult>)Together(unit, caller, form, operations), cancel);

        var results = new List<BatchResult>(operations.Count);
        foreach (var operation in operations)
        {
            var outcome = await workspace.Database.WriteAsync(caller, unit => Run(unit, caller, form, operation), cancel);
            results.Add(outcome.Ok ? outcome.Value : new BatchResult(null, outcome.Refusal));
        }
        return results;
    }

    // All errors are wanted at once, so the unit goes on behind a refusal; it is left as a whole at its end.
    private List<BatchResult> Together(IUnit unit, Caller caller, string form, IReadOnlyList<BatchOperation> operations)
    {
        var results = new List<BatchResult>(operations.Count);
        var errors = new List<Error>();
        ErrorKind? kind = null;
        foreach (var (index, operation) in operations.Index())
        {
            try
            {
                results.Add(Run(unit, caller, form, operation));
            }
            catch (RefusedException refused)
            {
                kind ??= refused.Refusal.Kind;
                errors.AddRange(refused.Refusal.Errors.Select(error => error with { Path = error.Path is null ? $"operations[{index}]" : $"operations[{index}].{error.Path}" }));
            }
        }
        return kind is { } refusedAs ? throw new RefusedException(new Refusal(refusedAs, errors)) : results;
    }

    /// <summary>One operation within a unit; throws when it is refused.</summary>
    internal BatchResult Run(IUnit unit, Caller caller, string form, BatchOperation operation)
    {
        var id = operation.Kind == BatchKind.Create ? null : (long?)(operation.Id ?? 0);
        var before = id is { } known && unit.Records.Get(workspace.Catalog.Form(form), known) is { } old ? RecordContext.VersionOf(old) : 0;
        var saved = operation.Kind == BatchKind.Delete
            ? trash.Move(unit, caller, form, id!.Value, operation.Version, delete: true)
            : saver.Save(unit, caller, new SaveRequest { Form = form, Id = id, Version = operation.Version, Edits = operation.Edits ?? new RecordEdits() });
        return new BatchResult(saved, null, before);
    }
}
