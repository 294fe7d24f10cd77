using LowCode.Expressions;

namespace LowCode.Records;

/// <summary>A wish to create (<see cref="Id"/> null) or change a record.</summary>
public sealed record SaveRequest
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }
    /// <summary>The record; null makes a new one.</summary>
    public long? Id { get; init; }
    /// <summary>The version that the caller saw; null takes whatever is there (last writer wins, field by field).</summary>
    public long? Version { get; init; }
    /// <summary>What shall be written.</summary>
    public required RecordEdits Edits { get; init; }
    /// <summary>The rights of an open task, which stand in for the caller's edit rights; null without a task.</summary>
    public TaskRights? Task { get; init; }
    /// <summary>Makes a repeated request answer with the first one's result; null for none. At most 200 characters, per caller.</summary>
    public string? IdempotencyKey { get; init; }
    /// <summary>The person has read the warnings and goes on.</summary>
    public bool AcceptWarnings { get; init; }
    /// <summary>When a new record counts as made; null: now. Only the engine itself says so, for sample records.</summary>
    internal DateTime? MadeAt { get; init; }
}

/// <summary>What a flow's node lets its handler do with the record while the task is open. Field keys; a subform's column is <c>items.amount</c>.</summary>
/// <param name="Right">Right by field key.</param>
/// <param name="Names">Whether the node names the field itself: only then it may show more than the handler's permissions do.</param>
public sealed record TaskRights(Func<string, TaskFieldRight> Right, Func<string, bool> Names);

/// <summary>Right on one field during a task.</summary>
public enum TaskFieldRight
{
    /// <summary>Not shown.</summary>
    Hidden,
    /// <summary>Shown.</summary>
    ReadOnly,
    /// <summary>May be changed.</summary>
    Editable,
    /// <summary>Must have a value before the node is left.</summary>
    Required,
}

/// <summary>A saved record as it now is, all fields, system fields included; no permission mask.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Values">By position.</param>
/// <param name="Repeated">True when an earlier request with the same idempotency key did the work.</param>
public sealed record SavedRecord(long Id, long Version, Value[] Values, bool Repeated = false);

/// <summary>Follows every saved record in the same unit: flows start and move by it.</summary>
public interface IRecordFollower
{
    /// <summary>Called after the record was written. <paramref name="old"/> is null for a new record; deleted records have <c>deleted_at</c>. Must not throw but to refuse the save.</summary>
    void AfterSave(IUnit unit, People.Caller caller, Forms.Form form, Value[]? old, Value[] now);
}
