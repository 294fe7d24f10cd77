using System.Data.Common;
using LowCode.Jobs;
using LowCode.Storage.Units;

namespace LowCode.Storage.Jobs;

/// <summary>Jobs. States: 0 pending, 1 done, 2 dead, 3 paused.</summary>
internal sealed class JobStore(Session session) : IJobStore
{
    private const string Columns = "id, kind, dedupe_key, due_at, payload, instance_id, token_id, activation_id, attempts, max_attempts, lease_owner, last_error";

    public long Add(Job job, DateTime now)
    {
        return session.Scalar<long>(
            """
            INSERT INTO job (kind, dedupe_key, due_at, payload, instance_id, token_id, activation_id, max_attempts, created_at)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8) ON CONFLICT (dedupe_key) DO NOTHING RETURNING id
            """,
            job.Kind, job.DedupeKey, job.DueAt, job.Payload, job.InstanceId, job.TokenId, job.ActivationId, job.MaxAttempts, now);
    }

    public IReadOnlyList<Job> Claim(string owner, DateTime now, TimeSpan lease, int limit, JobKinds? kinds = null)
    {
        var claimed = session.Query(
            $"""
            UPDATE job SET lease_owner = @0, lease_until = @1, attempts = attempts + 1
            WHERE id IN (SELECT id FROM job WHERE state = 0 AND due_at <= @2 AND (lease_until IS NULL OR lease_until < @2) AND {OfKinds("@4", "@5")} ORDER BY due_at, id LIMIT @3)
            RETURNING {Columns}
            """,
            Read, owner, now + lease, now, limit, NamesOf(kinds), kinds is not { Except: false });
        // RETURNING gives no order.
        return [.. claimed.OrderBy(job => job.DueAt).ThenBy(job => job.Id)];
    }

    public bool Renew(Job job, DateTime until) =>
        session.Execute("UPDATE job SET lease_until = @3 WHERE id = @0 AND state = 0 AND lease_owner = @1 AND attempts = @2", job.Id, job.LeaseOwner, job.Attempts, until) == 1;

    public void Renew(string owner, DateTime until) => session.Execute("UPDATE job SET lease_until = @1 WHERE lease_owner = @0 AND state = 0", owner, until);

    // Owner and attempt name a lease; the owner never claims again, so the attempt can be taken back.
    public int Release(string owner) => session.Execute("UPDATE job SET lease_owner = NULL, lease_until = NULL, attempts = attempts - 1 WHERE lease_owner = @0 AND state = 0", owner);

    public int ReleaseAll() => session.Execute("UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE state = 0 AND lease_owner IS NOT NULL");

    public bool Finish(Job job) =>
        session.Execute("UPDATE job SET state = 1 WHERE id = @0 AND state = 0 AND lease_owner = @1 AND attempts = @2", job.Id, job.LeaseOwner, job.Attempts) == 1;

    public void Fail(Job job, string error, DateTime? retryAt) => session.Execute(
        """
        UPDATE job SET due_at = coalesce(@3, due_at), state = CASE WHEN @3 IS NULL THEN 2 ELSE 0 END, lease_owner = NULL, lease_until = NULL, last_error = @4
        WHERE id = @0 AND state = 0 AND lease_owner = @1 AND attempts = @2
        """,
        job.Id, job.LeaseOwner, job.Attempts, retryAt, error);

    public void DropOfActivation(long instanceId, long activationId) =>
        session.Execute("DELETE FROM job WHERE instance_id = @0 AND activation_id = @1 AND state <> 1", instanceId, activationId);

    public void DropOfToken(long instanceId, long tokenId) =>
        session.Execute("DELETE FROM job WHERE instance_id = @0 AND token_id = @1 AND state <> 1", instanceId, tokenId);

    public void Pause(long instanceId) => session.Execute("UPDATE job SET state = 3, lease_owner = NULL, lease_until = NULL WHERE instance_id = @0 AND state = 0", instanceId);

    public void Resume(long instanceId, TimeSpan shift)
    {
        var paused = session.Query("SELECT id, due_at FROM job WHERE instance_id = @0 AND state = 3", row => (Id: row.GetInt64(0), Due: row.Instant(1)), instanceId);
        foreach (var (id, due) in paused)
            session.Execute("UPDATE job SET state = 0, due_at = @1 WHERE id = @0", id, due + shift);
    }

    public int Revive(long instanceId, DateTime now) =>
        session.Execute("UPDATE job SET state = 0, attempts = 0, due_at = @1 WHERE instance_id = @0 AND state = 2", instanceId, now);

    public IReadOnlyList<Job> OfInstance(long instanceId) => session.Query($"SELECT {Columns} FROM job WHERE instance_id = @0 AND state <> 1 ORDER BY id", Read, instanceId);

    public DateTime? NextDue(JobKinds? kinds = null) =>
        session.Query($"SELECT due_at FROM job WHERE state = 0 AND {OfKinds("@0", "@1")} ORDER BY due_at LIMIT 1", row => row.InstantOrNull(0), NamesOf(kinds), kinds is not { Except: false }).FirstOrDefault();

    public DateTime? NextClaim(DateTime now, JobKinds? kinds = null)
    {
        var (names, except) = (NamesOf(kinds), kinds is not { Except: false });
        var free = session.Query($"SELECT due_at FROM job WHERE state = 0 AND lease_until IS NULL AND {OfKinds("@0", "@1")} ORDER BY due_at LIMIT 1", row => row.InstantOrNull(0), names, except).FirstOrDefault();
        var held = session.Query($"SELECT min(lease_until) FROM job WHERE state = 0 AND due_at <= @2 AND lease_until IS NOT NULL AND {OfKinds("@0", "@1")}", row => row.InstantOrNull(0), names, except, now).FirstOrDefault();
        return free is null || held < free ? held : free;
    }

    public int Purge(DateTime before) => session.Execute("DELETE FROM job WHERE state = 1 AND due_at < @0", before);

    private string OfKinds(string names, string except) => $"({session.Dialect.In("kind", names)}) <> {except}";

    private static string[] NamesOf(JobKinds? kinds) => [.. kinds?.Names ?? []];

    private static Job Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Kind = row.GetString(1),
        DedupeKey = row.TextOrNull(2),
        DueAt = row.Instant(3),
        Payload = row.TextOrNull(4),
        InstanceId = row.LongOrNull(5),
        TokenId = row.LongOrNull(6),
        ActivationId = row.LongOrNull(7),
        Attempts = row.GetInt32(8),
        MaxAttempts = row.GetInt32(9),
        LeaseOwner = row.TextOrNull(10),
        LastError = row.TextOrNull(11),
    };
}
