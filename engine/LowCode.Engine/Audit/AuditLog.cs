using System.Text.Json;

namespace LowCode.Audit;

/// <summary>
/// Who did what to the workspace: sign-ins, people, permissions, publishes, exports. Append-only; each entry's hash covers the one
/// before it, so that a removed or changed entry shows.
/// </summary>
public interface IAuditLog
{
    /// <summary>Appends an entry at <paramref name="at"/> (UTC). <paramref name="data"/> is JSON without secrets and record values; null for none.</summary>
    void Add(DateTime at, long actorId, string kind, string? subject, string? data, string? ip);

    /// <summary>
    /// Newest first, below this id; <paramref name="kind"/> null for all, else it or all that begin with <c>kind.</c>.
    /// Only entries at or after <paramref name="from"/> and before <paramref name="until"/> (UTC), where given.
    /// </summary>
    IReadOnlyList<AuditEntry> List(string? kind, long? actorId, int limit, long before = long.MaxValue, DateTime? from = null, DateTime? until = null);

    /// <summary>The id of the first entry whose hash does not fit; null when the chain is whole.</summary>
    long? FirstBroken();
}

/// <summary>One entry. <paramref name="At"/> is UTC; actor 0 is the product itself or somebody unknown; <paramref name="Kind"/> e.g. <c>sign_in.failed</c>.</summary>
public sealed record AuditEntry(long Id, DateTime At, long ActorId, string Kind, string? Subject, string? Data, string? Ip);

/// <summary>Writes to the audit log inside a unit of work.</summary>
public static class AuditWriting
{
    /// <summary>Appends what the caller did; <paramref name="data"/> is written as JSON. Commits or fails with the unit.</summary>
    public static void Audit(this Records.IUnit unit, Workspace workspace, long actorId, string kind, string? subject = null, object? data = null, string? ip = null) =>
        unit.Store<IAuditLog>().Add(workspace.Now, actorId, kind, subject, data is null ? null : JsonSerializer.Serialize(data, JsonSerializerOptions.Web), ip);
}
