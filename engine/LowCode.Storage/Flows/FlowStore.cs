using System.Text.Json;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Flows;

/// <summary>The state of running flows. One instance is read with five statements and written with one per changed row.</summary>
internal sealed class FlowStore(Session session) : IFlowStore
{
    public string? Result(string key) => session.Scalar<string>("SELECT result FROM flow_command WHERE key = @0", key);

    public void AddResult(string key, long instanceId, string result, DateTime at) =>
        session.Execute("INSERT INTO flow_command (key, instance_id, result, at) VALUES (@0, @1, @2, @3)", key, instanceId, result, at);

    public long? InstanceOfTask(long taskId) => session.Scalar<long?>("SELECT instance_id FROM flow_task WHERE id = @0", taskId);

    public long? LiveInstance(long flowId, long formId, long recordId) => session.Scalar<long?>(
        "SELECT id FROM flow_instance WHERE flow_id = @0 AND record_form = @1 AND record_id = @2 AND state IN ('running', 'suspended', 'incident')", flowId, formId, recordId);

    public FlowState? Load(long instanceId)
    {
        var instance = session.First($"SELECT {FlowColumns.Instance} WHERE i.id = @0", FlowColumns.ReadInstance, instanceId);
        return instance is null ? null : new FlowState(
            instance,
            session.Query($"SELECT {FlowColumns.Scope} FROM flow_scope WHERE instance_id = @0 ORDER BY id", FlowColumns.ReadScope, instanceId),
            session.Query($"SELECT {FlowColumns.Token} FROM flow_token WHERE instance_id = @0 ORDER BY id", FlowColumns.ReadToken, instanceId),
            session.Query($"SELECT {FlowColumns.Activation} FROM flow_activation WHERE instance_id = @0 ORDER BY id", FlowColumns.ReadActivation, instanceId),
            session.Query($"SELECT {FlowColumns.Task} FROM flow_task t WHERE instance_id = @0 ORDER BY id", FlowColumns.ReadTask, instanceId));
    }

    public void Insert(FlowInstance instance) => instance.InstanceId = instance.Id = session.Insert(
        """
        INSERT INTO flow_instance (flow_id, version_id, record_form, record_id, initiator, state, rev, started_at, title)
        VALUES (@0, (SELECT id FROM definition_version WHERE definition_id = @0 AND no = @1), @2, @3, @4, @5, @6, @7, @8)
        """,
        instance.FlowId, instance.VersionNo, instance.FormId, instance.RecordId, instance.Initiator, StateWords.Of(instance.State), instance.Rev, instance.StartedAt, instance.Title);

    public void Insert(FlowScope scope) => scope.Id = session.Insert(
        "INSERT INTO flow_scope (instance_id, parent_scope_id, parent_branch, fork_node, join_node, mode) VALUES (@0, @1, @2, @3, @4, @5)",
        scope.InstanceId, scope.ParentScopeId, scope.ParentBranch, scope.ForkNode, scope.JoinNode, StateWords.Of(scope.Mode));

    public void Insert(FlowToken token) => token.Id = session.Insert(
        "INSERT INTO flow_token (instance_id, node_id, scope_id, branch_edge, phase, activation_id) VALUES (@0, @1, @2, @3, @4, @5)",
        token.InstanceId, token.NodeId, token.ScopeId, token.BranchEdge, StateWords.Of(token.Phase), token.ActivationId);

    public void Insert(FlowActivation activation) => activation.Id = session.Insert(
        """
        INSERT INTO flow_activation (instance_id, token_id, node_id, round, mode, need, voters, ok, no, state, due_at, resubmit_to, scope_id, branch_edge, cause_id, arrival, created_at)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16)
        """,
        activation.InstanceId, activation.TokenId, activation.NodeId, activation.Round, StateWords.Of(activation.Mode), activation.Need, activation.Voters, activation.Ok, activation.No,
        StateWords.Of(activation.State), activation.DueAt, activation.ResubmitTo, activation.ScopeId, activation.BranchEdge, activation.CauseId, StateWords.Of(activation.Arrival), activation.CreatedAt);

    public void Insert(FlowTask task) => task.Id = session.Insert(
        """
        INSERT INTO flow_task (activation_id, instance_id, node_id, kind, parent_task_id, owner_id, assignee_id, on_behalf_of, position, state, created_at, due_at)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)
        """,
        task.ActivationId, task.InstanceId, task.NodeId, StateWords.Of(task.Kind), task.ParentTaskId, task.OwnerId, task.AssigneeId, task.OnBehalfOf, task.Position, StateWords.Of(task.State),
        task.CreatedAt, task.DueAt);

    public void Delete(FlowToken token) => session.Execute("DELETE FROM flow_token WHERE id = @0", token.Id);

    public void Delete(FlowScope scope) => session.Execute("DELETE FROM flow_scope WHERE id = @0", scope.Id);

    public bool Save(FlowState state)
    {
        var instance = state.Instance;
        var hit = session.Execute(
            "UPDATE flow_instance SET state = @2, rev = rev + 1, ended_at = @3, title = @4, error = @5 WHERE id = @0 AND rev = @1",
            instance.Id, instance.Rev, StateWords.Of(instance.State), instance.EndedAt, instance.Title, instance.Error);
        if (hit != 1)
            return false;
        instance.Rev++;
        foreach (var token in state.Tokens.Changed())
            session.Execute("UPDATE flow_token SET node_id = @1, phase = @2, activation_id = @3 WHERE id = @0", token.Id, token.NodeId, StateWords.Of(token.Phase), token.ActivationId);
        foreach (var activation in state.Activations.Changed())
            Update(activation);
        foreach (var task in state.Tasks.Changed())
            Update(task);
        return true;
    }

    public void Append(long instanceId, DateTime at, IReadOnlyList<(long Actor, string Type, string Data)> events)
    {
        var seq = session.Scalar<int?>("SELECT max(seq) FROM flow_event WHERE instance_id = @0", instanceId) ?? 0;
        foreach (var (actor, type, data) in events)
            session.Execute("INSERT INTO flow_event (instance_id, seq, at, actor, type, data) VALUES (@0, @1, @2, @3, @4, @5)", instanceId, ++seq, at, actor, type, data);
    }

    public IReadOnlyList<FlowEvent> Events(long instanceId) => session.Query(
        "SELECT seq, at, actor, type, data FROM flow_event WHERE instance_id = @0 ORDER BY seq",
        row => new FlowEvent(instanceId, row.GetInt32(0), row.Instant(1), row.GetInt64(2), row.GetString(3), row.GetString(4)),
        instanceId);

    public DateTime? LastEvent(long instanceId, string type, long? actor) =>
        session.Query("SELECT at FROM flow_event WHERE instance_id = @0 AND type = @1 AND (actor = @2 OR @2 IS NULL) ORDER BY seq DESC LIMIT 1", row => row.InstantOrNull(0), instanceId, type, actor)
            .FirstOrDefault();

    public bool AddCopy(long instanceId, string node, int round, long user, DateTime at) => session.Execute(
        "INSERT INTO flow_cc (instance_id, node_id, round, user_id, at) VALUES (@0, @1, @2, @3, @4) ON CONFLICT DO NOTHING", instanceId, node, round, user, at) == 1;

    public void ShowOnRecord(Form form, long recordId, string? state, string? nodes, IReadOnlyList<long> handlers) => session.Execute(
        $"UPDATE {form.Table} SET flow_state = @1, flow_node = @2, handlers = @3 WHERE id = @0",
        recordId, state, nodes, handlers.Count == 0 ? null : JsonSerializer.Serialize(handlers));

    public IReadOnlyList<FlowInstance> LiveOn(long formId, IReadOnlyCollection<long> recordIds) => session.Query(
        $"""
        SELECT {FlowColumns.Instance}
        WHERE i.record_form = @0 AND {session.Dialect.In("i.record_id", "@1")} AND i.state IN ('running', 'suspended', 'incident') ORDER BY i.id LIMIT 1000
        """,
        FlowColumns.ReadInstance, formId, recordIds.ToArray());

    public IReadOnlyList<(long FlowId, int VersionNo)> LiveVersions() => session.Query(
        """
        SELECT DISTINCT i.flow_id, v.no FROM flow_instance i JOIN definition_version v ON v.id = i.version_id
        WHERE i.state IN ('running', 'suspended', 'incident')
        """,
        row => (row.GetInt64(0), row.GetInt32(1)));

    private void Update(FlowActivation activation) => session.Execute(
        "UPDATE flow_activation SET need = @1, voters = @2, ok = @3, no = @4, state = @5, due_at = @6, closed_at = @7, resubmit_to = @8 WHERE id = @0",
        activation.Id, activation.Need, activation.Voters, activation.Ok, activation.No, StateWords.Of(activation.State), activation.DueAt, activation.ClosedAt, activation.ResubmitTo);

    private void Update(FlowTask task) => session.Execute(
        """
        UPDATE flow_task SET owner_id = @1, assignee_id = @2, delegated_from = @3, sign_mode = @4, state = @5, outcome = @6, comment = @7, due_at = @8, done_at = @9, done_by = @10
        WHERE id = @0
        """,
        task.Id, task.OwnerId, task.AssigneeId, task.DelegatedFrom, task.SignMode is { } mode ? StateWords.Of(mode) : null, StateWords.Of(task.State), task.Outcome, task.Comment, task.DueAt, task.DoneAt, task.DoneBy);
}
