using System.Text.Json;

namespace LowCode.Flows;

/// <summary>One entry of an instance's history, append-only.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Seq">1, 2, 3 ... without gaps.</param>
/// <param name="At">UTC.</param>
/// <param name="Actor">Who; 0 for the system.</param>
/// <param name="Type">One of <see cref="FlowEvents"/>.</param>
/// <param name="Data">JSON object; which members depends on the type: <c>node</c>, <c>task</c>, <c>comment</c>, <c>to</c> ...</param>
public sealed record FlowEvent(long InstanceId, int Seq, DateTime At, long Actor, string Type, string Data)
{
    /// <summary>A text that it holds; null for none.</summary>
    public string? Says(string member)
    {
        using var data = JsonDocument.Parse(Data);
        return data.RootElement.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}

/// <summary>The types of events.</summary>
public static class FlowEvents
{
    /// <summary>The effects of a command on tokens, scopes, activations and tasks: the source for replay. Not shown to people.</summary>
    public const string Trace = "trace";
    /// <summary>The instance began.</summary>
    public const string Started = "started";
    /// <summary>A person approved.</summary>
    public const string Approved = "approved";
    /// <summary>A person rejected.</summary>
    public const string Rejected = "rejected";
    /// <summary>A person handed in.</summary>
    public const string Submitted = "submitted";
    /// <summary>The system decided for a person or a node; <c>reason</c> says why.</summary>
    public const string Decided = "decided";
    /// <summary>A node was passed or failed as a whole.</summary>
    public const string NodeClosed = "nodeClosed";
    /// <summary>Sent back.</summary>
    public const string Returned = "returned";
    /// <summary>The initiator withdrew it.</summary>
    public const string Withdrawn = "withdrawn";
    /// <summary>A handler took a decision back.</summary>
    public const string TakenBack = "takenBack";
    /// <summary>A task was given away.</summary>
    public const string Transferred = "transferred";
    /// <summary>An opinion was asked for.</summary>
    public const string Delegated = "delegated";
    /// <summary>An opinion was given.</summary>
    public const string Opinion = "opinion";
    /// <summary>Signers were added.</summary>
    public const string SignersAdded = "signersAdded";
    /// <summary>A signer was removed.</summary>
    public const string SignerRemoved = "signerRemoved";
    /// <summary>Copies were sent.</summary>
    public const string Copied = "copied";
    /// <summary>Somebody wrote.</summary>
    public const string Commented = "commented";
    /// <summary>Somebody asked to hurry.</summary>
    public const string Urged = "urged";
    /// <summary>A time-out reminded.</summary>
    public const string Reminded = "reminded";
    /// <summary>A time-out told someone higher.</summary>
    public const string Escalated = "escalated";
    /// <summary>A manager gave tasks to someone else.</summary>
    public const string Reassigned = "reassigned";
    /// <summary>A manager moved it to another node.</summary>
    public const string Jumped = "jumped";
    /// <summary>An automatic node ran.</summary>
    public const string Automated = "automated";
    /// <summary>A timer's moment came.</summary>
    public const string TimerDue = "timerDue";
    /// <summary>What a node waited for became true.</summary>
    public const string WaitMet = "waitMet";
    /// <summary>Stopped for a while.</summary>
    public const string Suspended = "suspended";
    /// <summary>Goes on.</summary>
    public const string Resumed = "resumed";
    /// <summary>A job failed for good.</summary>
    public const string Incident = "incident";
    /// <summary>Goes on after an incident.</summary>
    public const string Retried = "retried";
    /// <summary>It is over; <c>state</c> says how.</summary>
    public const string Ended = "ended";
}
