using LowCode.Flows;
using LowCode.Storage.Units;

namespace LowCode.Storage.Flows;

/// <summary>The lists of the task centre. Open work is read from partial indexes over open tasks, so finished work costs nothing.</summary>
internal sealed class TaskStore(Session session) : ITaskStore
{
    private const int TaskColumns = 19;
    private const string Mine = "t.assignee_id = @0 AND t.state = 'open' AND i.state <> 'suspended'";

    // What is never due comes last.
    private const string Due = "coalesce(t.due_at, '9999-12-31 00:00:00.000')";

    private static readonly DateTime Never = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    public IReadOnlyList<QueueRow> Queue(TaskQueue queue, long user, DateTime now, QueueCursor? after, int limit, TaskFilter filter, long? flowId)
    {
        var by = By(queue, user, now, filter, flowId);
        return queue switch
        {
            TaskQueue.Todo when filter.Sort == TaskSort.Newest => Tasks(Mine, by, "t.created_at", up: false, task => task.CreatedAt, after, limit),
            TaskQueue.Todo when filter.Sort == TaskSort.Oldest => Tasks(Mine, by, "t.created_at", up: true, task => task.CreatedAt, after, limit),
            TaskQueue.Todo or TaskQueue.Overdue => Tasks(Mine, by, Due, up: true, task => task.DueAt ?? Never, after, limit),
            TaskQueue.Handled => Tasks("t.done_by = @0 AND t.state = 'done' AND t.position >= 0", by, "t.done_at", up: false, task => task.DoneAt!.Value, after, limit),
            TaskQueue.Initiated => Initiated(by, after, limit),
            _ => Copied(by, after, limit),
        };
    }

    public IReadOnlyList<long> Open(long user, DateTime now, TaskKind kind, TaskFilter filter, long? flowId, int limit)
    {
        var by = By(TaskQueue.Todo, user, now, filter, flowId);
        by.And("t.kind = {0}", StateWords.Of(kind));
        return session.Query($"SELECT t.id FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id WHERE {Mine}{by} ORDER BY t.id LIMIT {by.Add(limit)}", row => row.GetInt64(0), by.Values);
    }

    // By the instances that go on, of which there is an index: tasks that are not open have none.
    public IReadOnlyList<long> Live(long user) => session.Query(
        """
        SELECT t.id FROM flow_instance i JOIN flow_task t ON t.instance_id = i.id
        WHERE i.state IN ('running', 'suspended', 'incident') AND (t.assignee_id = @0 OR t.owner_id = @0) AND t.state NOT IN ('done', 'cancelled') ORDER BY t.id
        """,
        row => row.GetInt64(0), user);

    public IReadOnlyList<(long FlowId, int VersionNo, string Node, int Count)> Groups(long user) => session.Query(
        $"""
        SELECT i.flow_id, v.no, t.node_id, count(*) FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id JOIN definition_version v ON v.id = i.version_id
        WHERE {Mine} GROUP BY i.flow_id, v.no, t.node_id ORDER BY count(*) DESC LIMIT 200
        """,
        row => (row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3)), user);

    public IReadOnlyList<(long FlowId, int VersionNo, string Node, TaskKind Kind, bool AsksAdvice, int Count)> Alike(long user, IReadOnlyCollection<long> tasks) => session.Query(
        $"""
        SELECT i.flow_id, v.no, t.node_id, t.kind, t.delegated_from IS NOT NULL, count(*) FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id JOIN definition_version v ON v.id = i.version_id
        WHERE {Mine} AND {session.Dialect.In("t.id", "@1")} GROUP BY 1, 2, 3, 4, 5
        """,
        row => (row.GetInt64(0), row.GetInt32(1), row.GetString(2), StateWords.Read<TaskKind>(row.GetString(3)), row.GetBoolean(4), row.GetInt32(5)), user, tasks.ToArray());

    public IReadOnlyList<(long Task, string Title, long FormId, long RecordId)> About(long user, IReadOnlyCollection<long> tasks) => session.Query(
        $"""
        SELECT t.id, i.title, i.record_form, i.record_id FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id
        WHERE (t.assignee_id = @0 OR t.owner_id = @0 OR t.done_by = @0 OR t.delegated_from = @0) AND {session.Dialect.In("t.id", "@1")}
        """,
        row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)), user, tasks.ToArray());

    public int Count(TaskQueue queue, long user, DateTime now, int limit) => session.Scalar<int>(
        queue switch
        {
            TaskQueue.Todo => "SELECT count(*) FROM (SELECT 1 FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id WHERE t.assignee_id = @0 AND t.state = 'open' AND i.state <> 'suspended' AND @1 = @1 LIMIT @2) few",
            TaskQueue.Overdue => $"SELECT count(*) FROM (SELECT 1 FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id WHERE {Mine} AND {Due} < @1 LIMIT @2) few",
            TaskQueue.Handled => "SELECT count(*) FROM (SELECT 1 FROM flow_task WHERE done_by = @0 AND state = 'done' AND position >= 0 AND @1 = @1 LIMIT @2) few",
            TaskQueue.Initiated => "SELECT count(*) FROM (SELECT 1 FROM flow_instance WHERE initiator = @0 AND @1 = @1 LIMIT @2) few",
            _ => "SELECT count(*) FROM (SELECT 1 FROM flow_cc WHERE user_id = @0 AND read_at IS NULL AND @1 = @1 LIMIT @2) few",
        },
        user, now, limit);

    public IReadOnlyList<FlowInstance> OfRecord(long formId, long recordId) => session.Query(
        $"SELECT {FlowColumns.Instance} WHERE i.record_form = @0 AND i.record_id = @1 ORDER BY i.id DESC LIMIT 50", FlowColumns.ReadInstance, formId, recordId);

    public IReadOnlyList<(long User, string Node, DateTime At, DateTime? ReadAt)> Copies(long instanceId) => session.Query(
        "SELECT user_id, node_id, at, read_at FROM flow_cc WHERE instance_id = @0 ORDER BY at, user_id", row => (row.GetInt64(0), row.GetString(1), row.Instant(2), row.InstantOrNull(3)), instanceId);

    public void MarkRead(long instanceId, long user, DateTime at) =>
        session.Execute("UPDATE flow_cc SET read_at = @2 WHERE instance_id = @0 AND user_id = @1 AND read_at IS NULL", instanceId, user, at);

    private QueueCondition By(TaskQueue queue, long user, DateTime now, TaskFilter filter, long? flowId)
    {
        var by = new QueueCondition(user);
        if (flowId is not null)
            by.And("i.flow_id = {0}", flowId);
        if (filter.Node is not null && queue is TaskQueue.Todo or TaskQueue.Overdue or TaskQueue.Handled)
            by.And("t.node_id = {0}", filter.Node);
        if (queue == TaskQueue.Overdue || filter.Overdue && queue == TaskQueue.Todo)
            by.And($"{Due} < {{0}}", now);
        if (!string.IsNullOrWhiteSpace(filter.Search))
            by.AndHolds(session.Dialect, "i.title", filter.Search.Trim());
        return by;
    }

    // Conditions and orders are texts of this file, never of a request.
    private List<QueueRow> Tasks(string condition, QueueCondition by, string order, bool up, Func<FlowTask, DateTime> at, QueueCursor? after, int limit)
    {
        if (after is not null)
            by.And($"({order}, t.id) {(up ? ">" : "<")} ({{0}}, {{1}})", after.At, after.Id);
        return session.Query(
            $"""
            SELECT {FlowColumns.Task}, {FlowColumns.InstanceFields} FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id JOIN definition_version v ON v.id = i.version_id
            WHERE {condition}{by} ORDER BY {order} {(up ? "ASC" : "DESC")}, t.id {(up ? "ASC" : "DESC")} LIMIT {by.Add(limit)}
            """,
            row =>
            {
                var task = FlowColumns.ReadTask(row);
                return new QueueRow(task, FlowColumns.ReadInstance(row, TaskColumns), at(task), task.Id, task.NodeId, true);
            },
            by.Values);
    }

    private List<QueueRow> Initiated(QueueCondition by, QueueCursor? after, int limit)
    {
        if (after is not null)
            by.And("i.id < {0}", after.Id);
        return session.Query(
            $"SELECT {FlowColumns.Instance} WHERE i.initiator = @0{by} ORDER BY i.id DESC LIMIT {by.Add(limit)}",
            row =>
            {
                var instance = FlowColumns.ReadInstance(row);
                return new QueueRow(null, instance, instance.StartedAt, instance.Id, null, true);
            },
            by.Values);
    }

    private List<QueueRow> Copied(QueueCondition by, QueueCursor? after, int limit)
    {
        if (after is not null)
            by.And("(c.at, c.instance_id) < ({0}, {1})", after.At, after.Id);
        return session.Query(
            $"""
            SELECT c.at, c.node_id, c.read_at IS NOT NULL, {FlowColumns.Instance} JOIN flow_cc c ON c.instance_id = i.id
            WHERE c.user_id = @0{by} ORDER BY c.at DESC, c.instance_id DESC LIMIT {by.Add(limit)}
            """,
            row =>
            {
                var instance = FlowColumns.ReadInstance(row, 3);
                return new QueueRow(null, instance, row.Instant(0), instance.Id, row.GetString(1), row.GetBoolean(2));
            },
            by.Values);
    }
}
