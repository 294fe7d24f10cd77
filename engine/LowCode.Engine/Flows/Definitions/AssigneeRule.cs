namespace LowCode.Flows;

/// <summary>Who handles a node, and what to do in the awkward cases.</summary>
public sealed record AssigneeRule
{
    /// <summary>Where the people come from; those of all sources together, each person once, in this order.</summary>
    public IReadOnlyList<AssigneeSource> From { get; init; } = [];

    /// <summary>What happens when nobody is found. Default: the flow's managers get it.</summary>
    public NobodyPolicy IfNobody { get; init; } = NobodyPolicy.ToAdmin;

    /// <summary>Who gets it when <see cref="IfNobody"/> is <see cref="NobodyPolicy.ToUser"/>: a user's id; null otherwise.</summary>
    public long? FallbackUser { get; init; }

    /// <summary>What happens when the initiator would have to decide. Default: decides like anyone.</summary>
    public InitiatorPolicy IfInitiator { get; init; }

    /// <summary>What happens when someone who has already approved would be asked again. Default: is asked again.</summary>
    public SamePersonPolicy IfSamePerson { get; init; }
}

/// <summary>What happens when a node's rule finds nobody.</summary>
public enum NobodyPolicy
{
    /// <summary>Goes on as if approved; recorded as the system's decision.</summary>
    Pass,
    /// <summary>Counts as rejected; recorded as the system's decision.</summary>
    Reject,
    /// <summary>The flow's managers, else the app's administrators, get the task.</summary>
    ToAdmin,
    /// <summary>A named person gets the task.</summary>
    ToUser,
}

/// <summary>What happens when the initiator is among the handlers.</summary>
public enum InitiatorPolicy
{
    /// <summary>Decides like anyone.</summary>
    Self,
    /// <summary>Counts as approved without being asked.</summary>
    Pass,
    /// <summary>The initiator's manager is asked instead.</summary>
    Manager,
}

/// <summary>What happens when a handler has already approved this record.</summary>
public enum SamePersonPolicy
{
    /// <summary>Is asked again.</summary>
    None,
    /// <summary>Approved without asking when the same person decided the step just before.</summary>
    Consecutive,
    /// <summary>Approved without asking when the same person approved any earlier step.</summary>
    AnyEarlier,
}
