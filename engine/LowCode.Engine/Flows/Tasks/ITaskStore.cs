namespace LowCode.Flows;

/// <summary>Lists of tasks and instances for people; one unit of work. Every list is keyset-paged and uses an index; closed work costs nothing.</summary>
public interface ITaskStore
{
    /// <summary>A page of a queue, in its order. <paramref name="flowId"/> stands for the filter's flow; 0 finds nothing.</summary>
    IReadOnlyList<QueueRow> Queue(TaskQueue queue, long user, DateTime now, QueueCursor? after, int limit, TaskFilter filter, long? flowId);

    /// <summary>A person's open tasks by flow, version and node, most first.</summary>
    IReadOnlyList<(long FlowId, int VersionNo, string Node, int Count)> Groups(long user);

    /// <summary>A person's open tasks of one kind, the oldest first. <paramref name="flowId"/> stands for the filter's flow; its order is of no matter.</summary>
    IReadOnlyList<long> Open(long user, DateTime now, TaskKind kind, TaskFilter filter, long? flowId, int limit);

    /// <summary>Every task that waits for a person or will, or comes back to them from somebody who stands in; the oldest first.</summary>
    IReadOnlyList<long> Live(long user);

    /// <summary>What those of these tasks that are this person's and open are, those that are alike counted together.</summary>
    IReadOnlyList<(long FlowId, int VersionNo, string Node, TaskKind Kind, bool AsksAdvice, int Count)> Alike(long user, IReadOnlyCollection<long> tasks);

    /// <summary>What those of these tasks are about that are or were this person's: the title, the form's id and the record.</summary>
    IReadOnlyList<(long Task, string Title, long FormId, long RecordId)> About(long user, IReadOnlyCollection<long> tasks);

    /// <summary>How many are in a queue, counted up to <paramref name="limit"/>.</summary>
    int Count(TaskQueue queue, long user, DateTime now, int limit);

    /// <summary>Instances over a record, newest first, at most 50.</summary>
    IReadOnlyList<FlowInstance> OfRecord(long formId, long recordId);

    /// <summary>Copies sent in an instance: to whom, from which node, when, read when.</summary>
    IReadOnlyList<(long User, string Node, DateTime At, DateTime? ReadAt)> Copies(long instanceId);

    /// <summary>Marks a person's copies of an instance as read.</summary>
    void MarkRead(long instanceId, long user, DateTime at);
}

/// <summary>The lists of the task centre.</summary>
public enum TaskQueue
{
    /// <summary>Open tasks, newest first.</summary>
    Todo,
    /// <summary>Open tasks that are late, the latest first.</summary>
    Overdue,
    /// <summary>What the person started, newest first.</summary>
    Initiated,
    /// <summary>What the person has decided, newest decision first.</summary>
    Handled,
    /// <summary>Copies to the person, newest first.</summary>
    Copied,
}

/// <summary>One row of a queue.</summary>
/// <param name="Task">The task; null in the lists of instances.</param>
/// <param name="Instance">The instance.</param>
/// <param name="At">The time that the list is ordered by.</param>
/// <param name="Id">Makes the order total.</param>
/// <param name="Node">Node of the task or copy; null for none.</param>
/// <param name="Read">False for a copy not read yet.</param>
public sealed record QueueRow(FlowTask? Task, FlowInstance Instance, DateTime At, long Id, string? Node, bool Read);

/// <summary>Where a page ended.</summary>
public sealed record QueueCursor(DateTime At, long Id)
{
    /// <summary>For the API: opaque to clients.</summary>
    public override string ToString() => $"{At.Ticks}-{Id}";

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static QueueCursor? Parse(string? text) =>
        text?.Split('-') is [var ticks, var id] && long.TryParse(ticks, out var at) && at is >= 0 and <= 3155378975999999999 && long.TryParse(id, out var last)
            ? new QueueCursor(new DateTime(at, DateTimeKind.Utc), last) : null;
}
