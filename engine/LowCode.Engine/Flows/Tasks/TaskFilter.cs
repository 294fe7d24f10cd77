namespace LowCode.Flows;

/// <summary>What part of a list of the task centre is wanted, and in which order.</summary>
public sealed record TaskFilter
{
    /// <summary>Everything, newest first.</summary>
    public static TaskFilter None { get; } = new();

    /// <summary>Key of a flow; null for all.</summary>
    public string? Flow { get; init; }

    /// <summary>Id of a node of that flow; null for all. In lists of instances it does nothing.</summary>
    public string? Node { get; init; }

    /// <summary>Only what is late.</summary>
    public bool Overdue { get; init; }

    /// <summary>Part of the title; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Order of open tasks; other lists have one order.</summary>
    public TaskSort Sort { get; init; }

    /// <summary>True when something is left out.</summary>
    public bool Narrows => Flow is not null || Node is not null || Overdue || !string.IsNullOrWhiteSpace(Search);
}

/// <summary>Orders of open tasks.</summary>
public enum TaskSort
{
    /// <summary>What came last first.</summary>
    Newest,
    /// <summary>What is due first, so the latest at the top; what is never due at the end.</summary>
    Due,
    /// <summary>What has waited longest first.</summary>
    Oldest,
}

/// <summary>Open tasks of one person at one node, for choosing among them.</summary>
/// <param name="Flow">Key of the flow.</param>
/// <param name="FlowLabel">Its name.</param>
/// <param name="Node">Id of the node.</param>
/// <param name="NodeLabel">Its name in the newest version that the tasks follow.</param>
/// <param name="Count">How many.</param>
public sealed record TaskGroup(string Flow, Label FlowLabel, string Node, Label NodeLabel, int Count);
