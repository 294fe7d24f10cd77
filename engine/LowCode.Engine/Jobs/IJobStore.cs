namespace LowCode.Jobs;

/// <summary>Reads and writes jobs; one unit of work.</summary>
public interface IJobStore
{
    /// <summary>Adds a job; 0 when one with its dedupe key is there already.</summary>
    long Add(Job job, DateTime now);

    /// <summary>Leases up to <paramref name="limit"/> due jobs that nobody holds, earliest first, and counts the attempt. <paramref name="kinds"/> null: of all kinds.</summary>
    IReadOnlyList<Job> Claim(string owner, DateTime now, TimeSpan lease, int limit, JobKinds? kinds = null);

    /// <summary>Holds the lease until this time; false when it has gone to another try (then leave the job alone).</summary>
    bool Renew(Job job, DateTime until);

    /// <summary>Holds all leases of this owner until this time.</summary>
    void Renew(string owner, DateTime until);

    /// <summary>Hands back what this owner has leased and not finished, as if it had not been claimed; returns how many.</summary>
    int Release(string owner);

    /// <summary>Hands back what anybody has leased, where no other process can be at work; returns how many. The attempts count.</summary>
    int ReleaseAll();

    /// <summary>Marks it done; false when the lease has gone to another try (then nothing of this one may be kept).</summary>
    bool Finish(Job job);

    /// <summary>Gives the lease back with the error; due again at <paramref name="retryAt"/>, or dead when null.</summary>
    void Fail(Job job, string error, DateTime? retryAt);

    /// <summary>Deletes the pending jobs of an activation.</summary>
    void DropOfActivation(long instanceId, long activationId);

    /// <summary>Deletes the pending jobs of a token.</summary>
    void DropOfToken(long instanceId, long tokenId);

    /// <summary>Stops the clock of an instance's pending jobs.</summary>
    void Pause(long instanceId);

    /// <summary>Lets paused jobs of an instance run again, <paramref name="shift"/> later than planned.</summary>
    void Resume(long instanceId, TimeSpan shift);

    /// <summary>Makes the dead jobs of an instance due now, with all their tries.</summary>
    int Revive(long instanceId, DateTime now);

    /// <summary>The jobs of an instance that are not done, oldest first.</summary>
    IReadOnlyList<Job> OfInstance(long instanceId);

    /// <summary>When the next pending job of these kinds is due, UTC; null: none.</summary>
    DateTime? NextDue(JobKinds? kinds = null);

    /// <summary>When <see cref="Claim"/> may find the next job of these kinds: one that is due, or whose lease ends; UTC; null: none.</summary>
    DateTime? NextClaim(DateTime now, JobKinds? kinds = null);

    /// <summary>Deletes jobs done before this time; returns how many.</summary>
    int Purge(DateTime before);
}

/// <summary>Kinds of jobs: these, or with <paramref name="Except"/> all but these.</summary>
public sealed record JobKinds(IReadOnlyCollection<string> Names, bool Except);
