using LowCode.Flows;
using LowCode.Storage.Sqlite;

namespace LowCode.Storage.Flows;

/// <summary>The lists of the task centre. Open work is read from partial indexes over open tasks, so finished work costs nothing.</summary>
internal sealed class TaskStore(Session session) : ITaskStore
{
    private const int TaskColumns = 19;

    public IReadOnlyList<QueueRow> Queue(TaskQueue queue, long user, DateTime now, QueueCursor? after, int limit) => queue switch
    {
        TaskQueue.Todo => Tasks("t.assignee_id = @0 AND t.state = 'open' AND i.state <> 'suspended'", "t.created_at", "DESC", "<", user, now, after, limit),
        TaskQueue.Overdue => Tasks("t.assignee_id = @0 AND t.state = 'open' AND i.state <> 'suspended' AND t.due_at < @1", "t.due_at", "ASC", ">", user, now, after, limit),
        TaskQueue.Handled => Tasks("t.done_by = @0 AND t.state = 'done' AND t.position >= 0", "t.done_at", "DESC", "<", user, now, after, limit),
        TaskQueue.Initiated => Initiated(user, after, limit),
        _ => Copied(user, after, limit),
    };

    public int Count(TaskQueue queue, long user, DateTime now, int limit) => session.Scalar<int>(
        queue switch
        {
            TaskQueue.Todo => "SELECT count(*) FROM (SELECT 1 FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id WHERE t.assignee_id = @0 AND t.state = 'open' AND i.state <> 'suspended' AND @1 = @1 LIMIT @2)",
            TaskQueue.Overdue => "SELECT count(*) FROM (SELECT 1 FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id WHERE t.assignee_id = @0 AND t.state = 'open' AND i.state <> 'suspended' AND t.due_at < @1 LIMIT @2)",
            TaskQueue.Handled => "SELECT count(*) FROM (SELECT 1 FROM flow_task WHERE done_by = @0 AND state = 'done' AND position >= 0 AND @1 = @1 LIMIT @2)",
            TaskQueue.Initiated => "SELECT count(*) FROM (SELECT 1 FROM flow_instance WHERE initiator = @0 AND @1 = @1 LIMIT @2)",
            _ => "SELECT count(*) FROM (SELECT 1 FROM flow_cc WHERE user_id = @0 AND read_at IS NULL AND @1 = @1 LIMIT @2)",
        },
        user, now, limit);

    public IReadOnlyList<FlowInstance> OfRecord(long formId, long recordId) => session.Query(
        $"SELECT {FlowColumns.Instance} WHERE i.record_form = @0 AND i.record_id = @1 ORDER BY i.id DESC LIMIT 50", FlowColumns.ReadInstance, formId, recordId);

    public IReadOnlyList<(long User, string Node, DateTime At, DateTime? ReadAt)> Copies(long instanceId) => session.Query(
        "SELECT user_id, node_id, at, read_at FROM flow_cc WHERE instance_id = @0 ORDER BY at, user_id", row => (row.GetInt64(0), row.GetString(1), row.Instant(2), row.InstantOrNull(3)), instanceId);

    public void MarkRead(long instanceId, long user, DateTime at) =>
        session.Execute("UPDATE flow_cc SET read_at = @2 WHERE instance_id = @0 AND user_id = @1 AND read_at IS NULL", instanceId, user, at);

    // The condition, order and comparison come from the switch above, never from a request.
    private List<QueueRow> Tasks(string condition, string order, string direction, string beyond, long user, DateTime now, QueueCursor? after, int limit) => session.Query(
        $"""
        SELECT {FlowColumns.Task}, {FlowColumns.InstanceFields} FROM flow_task t JOIN flow_instance i ON i.id = t.instance_id JOIN definition_version v ON v.id = i.version_id
        WHERE {condition} AND @1 = @1 AND (@2 IS NULL OR ({order}, t.id) {beyond} (@2, @3))
        ORDER BY {order} {direction}, t.id {direction} LIMIT @4
        """,
        row =>
        {
            var task = FlowColumns.ReadTask(row);
            var at = order == "t.due_at" ? task.DueAt!.Value : order == "t.done_at" ? task.DoneAt!.Value : task.CreatedAt;
            return new QueueRow(task, FlowColumns.ReadInstance(row, TaskColumns), at, task.Id, task.NodeId, true);
        },
        user, now, after?.At, after?.Id, limit);

    private List<QueueRow> Initiated(long user, QueueCursor? after, int limit) => session.Query(
        $"SELECT {FlowColumns.Instance} WHERE i.initiator = @0 AND (@1 IS NULL OR i.id < @1) ORDER BY i.id DESC LIMIT @2",
        row =>
        {
            var instance = FlowColumns.ReadInstance(row);
            return new QueueRow(null, instance, instance.StartedAt, instance.Id, null, true);
        },
        user, after?.Id, limit);

    private List<QueueRow> Copied(long user, QueueCursor? after, int limit) => session.Query(
        $"""
        SELECT c.at, c.node_id, c.read_at IS NOT NULL, {FlowColumns.Instance} JOIN flow_cc c ON c.instance_id = i.id
        WHERE c.user_id = @0 AND (@1 IS NULL OR (c.at, c.instance_id) < (@1, @2))
        ORDER BY c.at DESC, c.instance_id DESC LIMIT @3
        """,
        row =>
        {
            var instance = FlowColumns.ReadInstance(row, 3);
            return new QueueRow(null, instance, row.Instant(0), instance.Id, row.GetString(1), row.GetBoolean(2));
        },
        user, after?.At, after?.Id, limit);
}
