using System.Data.Common;

namespace LowCode.Records;

/// <summary>
/// The database doesn't answer: it restarts, or the line to it is cut. Nothing is half-written; whether a write whose commit was under way stands is unknown, so repeat it
/// with the same idempotency key. The next call tries again.
/// </summary>
public sealed class DatabaseAwayException(Exception cause) : DbException("The database doesn't answer at the moment.", cause)
{
    /// <summary>As an answer to a caller.</summary>
    public Refusal Refusal { get; } = new(ErrorKind.Unavailable, "database.unavailable", "The database doesn't answer at the moment; try again in a few seconds, with the same Idempotency-Key.");
}
