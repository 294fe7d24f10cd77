using LowCode.Records;

namespace LowCode.Jobs;

/// <summary>Work that is due at a time; it commits with what caused it.</summary>
public sealed record Job
{
    /// <summary>Database id; 0 while new.</summary>
    public long Id { get; init; }

    /// <summary>Which <see cref="IJobHandler"/> does it.</summary>
    public required string Kind { get; init; }

    /// <summary>A second job with the same key is not added; null: no check.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>UTC; not before.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>JSON that the handler understands; null for none.</summary>
    public string? Payload { get; init; }

    /// <summary>The flow instance that it belongs to; null for others.</summary>
    public long? InstanceId { get; init; }

    /// <summary>The flow token that waits for it; null for others.</summary>
    public long? TokenId { get; init; }

    /// <summary>The flow activation that it watches; null for others.</summary>
    public long? ActivationId { get; init; }

    /// <summary>How often it has been tried, this time included.</summary>
    public int Attempts { get; init; }

    /// <summary>After so many failures it is dead.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Who holds the lease; null while nobody does.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Message of the last failure; null for none.</summary>
    public string? LastError { get; init; }
}

/// <summary>Jobs of one lane are done one after the other, beside those of the others: no timer is late because a server is slow or a person changes many records.</summary>
public enum JobLane
{
    /// <summary>A short effect in the database, to be done when it is due.</summary>
    Prompt,
    /// <summary>Waits for other servers.</summary>
    Calls,
    /// <summary>A portion of long work that goes on in another job.</summary>
    Long,
}

/// <summary>Does the jobs of one kind.</summary>
public interface IJobHandler
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Beside which others it is done.</summary>
    JobLane Lane => JobLane.Prompt;

    /// <summary>Slow work outside the database (a call to another server), before the transaction; what it returns is handed to <see cref="Run"/>.</summary>
    Task<object?> PrepareAsync(Job job, CancellationToken cancel) => Task.FromResult<object?>(null);

    /// <summary>The effect, in one transaction with the job's completion. An exception or refusal undoes both, and the job is tried again later.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="job">The job.</param>
    /// <param name="prepared">What <see cref="PrepareAsync"/> returned.</param>
    void Run(IUnit unit, Job job, object? prepared);

    /// <summary>The job has failed for good; in a transaction of its own.</summary>
    void Died(IUnit unit, Job job, string error) { }
}
