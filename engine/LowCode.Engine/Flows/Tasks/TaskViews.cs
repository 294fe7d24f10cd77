using LowCode.Records;

namespace LowCode.Flows;

/// <summary>One entry of a list in the task centre.</summary>
public sealed record TaskEntry
{
    /// <summary>The task; null for an entry about an instance as a whole.</summary>
    public long? TaskId { get; init; }
    /// <summary>The instance.</summary>
    public required long InstanceId { get; init; }
    /// <summary>Key of the flow.</summary>
    public required string Flow { get; init; }
    /// <summary>Name of the flow.</summary>
    public required Label FlowLabel { get; init; }
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }
    /// <summary>The record.</summary>
    public required long RecordId { get; init; }
    /// <summary>What the instance is called; may be "".</summary>
    public required string Title { get; init; }
    /// <summary>Id of the node; null for an entry about the whole.</summary>
    public string? Node { get; init; }
    /// <summary>Name of the node; empty for the whole.</summary>
    public Label NodeLabel { get; init; } = Label.Empty;
    /// <summary>What is asked; null for the whole.</summary>
    public TaskKind? Kind { get; init; }
    /// <summary>Who started it; 0 for the system.</summary>
    public required long Initiator { get; init; }
    /// <summary>Where the instance stands.</summary>
    public required InstanceState State { get; init; }
    /// <summary>Outcome of a task that is done; null otherwise.</summary>
    public string? Outcome { get; init; }
    /// <summary>UTC: when it came, was decided, was started or copied, as the list says.</summary>
    public required DateTime At { get; init; }
    /// <summary>UTC; null: never late.</summary>
    public DateTime? DueAt { get; init; }
    /// <summary>False for a copy not read yet.</summary>
    public bool Read { get; init; } = true;
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record TaskPage(IReadOnlyList<TaskEntry> Items, string? Next);

/// <summary>One task with all that its handler needs to decide.</summary>
public sealed record TaskView
{
    /// <summary>As in the list.</summary>
    public required TaskEntry Entry { get; init; }
    /// <summary>The task's row.</summary>
    public required FlowTask Task { get; init; }
    /// <summary>The node as designed.</summary>
    public required HumanNode Node { get; init; }
    /// <summary>What the handler may do with each field while the task is open.</summary>
    public required TaskRights Rights { get; init; }
    /// <summary>Offered actions in their order; empty when the task isn't the caller's to decide now.</summary>
    public required IReadOnlyList<TaskAction> Actions { get; init; }
    /// <summary>Where it can be sent back to, nearest first.</summary>
    public required IReadOnlyList<NodeChoice> ReturnTargets { get; init; }
    /// <summary>What still must be done before the node can be left, as far as it can be said before saving.</summary>
    public required IReadOnlyList<Error> Missing { get; init; }
    /// <summary>Of a node that stays until a condition holds: keys of the forms whose records bring that about. Empty elsewhere.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];
    /// <summary>Added signers of this task that may be taken out again.</summary>
    public required IReadOnlyList<FlowTask> Signers { get; init; }
    /// <summary>True when a done task's decision can be taken back.</summary>
    public bool CanTakeBack { get; init; }
}

/// <summary>One button. <paramref name="Action"/> is of <see cref="FlowButtons"/>; an empty label means the usual one.</summary>
public sealed record TaskAction(string Action, Label Label);

/// <summary>What several tasks offer at once.</summary>
/// <param name="Action">As their steps call it, if they call it alike.</param>
/// <param name="Count">How many of them can take it.</param>
public sealed record TaskOffer(TaskAction Action, int Count);

/// <summary>A node to choose.</summary>
public sealed record NodeChoice(string Id, Label Label);

/// <summary>One instance: its picture, its timeline, what the caller may do with it.</summary>
public sealed record InstanceView
{
    /// <summary>The instance.</summary>
    public required FlowInstance Instance { get; init; }
    /// <summary>The version that it follows.</summary>
    public required FlowDefinition Flow { get; init; }
    /// <summary>Nodes where it waits, and who holds it there since when.</summary>
    public required IReadOnlyList<WaitingNode> Waiting { get; init; }
    /// <summary>Ids of the nodes that it has left at least once.</summary>
    public required IReadOnlySet<string> Passed { get; init; }
    /// <summary>Ids of the edges that it took.</summary>
    public required IReadOnlySet<string> Walked { get; init; }
    /// <summary>Time that people took at each node, all rounds together.</summary>
    public required IReadOnlyDictionary<string, TimeSpan> Spent { get; init; }
    /// <summary>What people see of the history, oldest first.</summary>
    public required IReadOnlyList<FlowEvent> Timeline { get; init; }
    /// <summary>Names of actions on the whole: withdraw, urge, terminate, suspend, resume, jump, retry.</summary>
    public required IReadOnlyList<string> Actions { get; init; }
    /// <summary>What the caller may read of the record by having had a part in the flow: as a handler, initiator or reader of a copy; null: only what permissions allow.</summary>
    public TaskRights? Rights { get; init; }
    /// <summary>The caller's own open tasks here.</summary>
    public required IReadOnlyList<long> MyTasks { get; init; }

    /// <summary>The return that brought a task to its handler; null when it came the ordinary way.</summary>
    public FlowEvent? SentBack(FlowTask task) => Timeline.LastOrDefault(told => told.Type == FlowEvents.Returned && told.At == task.CreatedAt && told.Says("to") == task.NodeId);
}

/// <summary>A node where an instance waits.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Label">Its name.</param>
/// <param name="Handlers">Users with an open task there; empty at a timer.</param>
/// <param name="Since">UTC.</param>
/// <param name="DueAt">UTC; null: never late.</param>
public sealed record WaitingNode(string Node, Label Label, IReadOnlyList<long> Handlers, DateTime Since, DateTime? DueAt);

/// <summary>What a task is about.</summary>
/// <param name="Title">The instance's title.</param>
/// <param name="Form">The record's form; null when it is gone.</param>
/// <param name="RecordId">The record.</param>
public sealed record TaskSubject(string Title, Forms.Form? Form, long RecordId);
