using LowCode.Expressions;

namespace LowCode.Flows;

/// <summary>A flow tried out on a record: what would happen, decision by decision.</summary>
public sealed record Simulation
{
    /// <summary>The flow as it is drawn; it need not be published.</summary>
    public required FlowDefinition Flow { get; init; }

    /// <summary>The record to try it on; null: one made of <see cref="Values"/> alone.</summary>
    public long? RecordId { get; init; }

    /// <summary>Values by field key that the record shall have for this.</summary>
    public IReadOnlyDictionary<string, Value> Values { get; init; } = new Dictionary<string, Value>();

    /// <summary>Who starts it; null: the caller.</summary>
    public long? Initiator { get; init; }

    /// <summary>What people decide, in order.</summary>
    public IReadOnlyList<SimulatedDecision> Decisions { get; init; } = [];

    /// <summary>After those, everybody agrees and time passes until the flow ends.</summary>
    public bool ToTheEnd { get; init; }
}

/// <summary>One decision of a simulation.</summary>
/// <param name="Node">The node that waits.</param>
/// <param name="Action">One of <see cref="SimulatedActions"/>.</param>
public sealed record SimulatedDecision(string Node, string Action);

/// <summary>What can be decided at a waiting node.</summary>
public static class SimulatedActions
{
    /// <summary>As many approve as it needs.</summary>
    public const string Approve = "approve";
    /// <summary>The work is handed in.</summary>
    public const string Submit = "submit";
    /// <summary>As many reject as it needs.</summary>
    public const string Reject = "reject";
    /// <summary>Sent back to the node before.</summary>
    public const string Return = "return";
    /// <summary>The moment has come, or the condition holds.</summary>
    public const string Wait = "wait";
}

/// <summary>What a simulation found; nothing of it was kept.</summary>
public sealed record SimulationResult
{
    /// <summary>The nodes in the order in which they were come to.</summary>
    public required IReadOnlyList<SimulatedStep> Steps { get; init; }

    /// <summary>Where it waits now, and what can be decided there.</summary>
    public required IReadOnlyList<SimulatedWait> Waiting { get; init; }

    /// <summary>Where the instance stands.</summary>
    public required InstanceState State { get; init; }

    /// <summary>Ids of the edges that were taken.</summary>
    public required IReadOnlySet<string> Walked { get; init; }

    /// <summary>What the flow can't get past; null when it ran.</summary>
    public Refusal? Problem { get; init; }
}

/// <summary>One visit of a node.</summary>
public sealed record SimulatedStep
{
    /// <summary>Id of the node.</summary>
    public required string Node { get; init; }

    /// <summary>Who is asked, in order; empty where nobody is.</summary>
    public IReadOnlyList<long> People { get; init; } = [];

    /// <summary>Conditions that were tried here, in order.</summary>
    public IReadOnlyList<SimulatedTest> Tests { get; init; } = [];

    /// <summary>Ids of the edges by which it was left.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];

    /// <summary>What was decided here, of <see cref="SimulatedActions"/>; null for nothing, or not yet.</summary>
    public string? Decision { get; init; }

    /// <summary>Why the system decided in people's place: nobody, initiator, samePerson, condition; null when it didn't.</summary>
    public string? Automatic { get; init; }

    /// <summary>What the people would have had to do first; a simulation passes over it.</summary>
    public IReadOnlyList<Error> Missing { get; init; } = [];
}

/// <summary>A condition as it turned out.</summary>
/// <param name="When">The expression.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Values">What it read, in words: key of the field (or path), its label, its value.</param>
public sealed record SimulatedTest(string When, bool Holds, IReadOnlyList<SimulatedValue> Values);

/// <summary>A value that a condition read.</summary>
public sealed record SimulatedValue(string Key, Label Label, string Text);

/// <summary>A node where the simulation waits.</summary>
/// <param name="Node">Its id.</param>
/// <param name="People">Who holds it; empty at a timer.</param>
/// <param name="Actions">What can be decided, of <see cref="SimulatedActions"/>, the usual one first.</param>
/// <param name="DueAt">UTC; null: never late.</param>
public sealed record SimulatedWait(string Node, IReadOnlyList<long> People, IReadOnlyList<string> Actions, DateTime? DueAt);
