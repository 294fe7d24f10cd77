using System.Data.Common;
using LowCode.Flows;
using LowCode.Storage.Units;

namespace LowCode.Storage.Flows;

/// <summary>The columns of the flow tables in the order in which they are read.</summary>
internal static class FlowColumns
{
    public const string InstanceFields = "i.id, i.flow_id, v.no, i.record_form, i.record_id, i.initiator, i.state, i.rev, i.started_at, i.ended_at, i.title, i.error";

    public const string Instance = InstanceFields + " FROM flow_instance i JOIN definition_version v ON v.id = i.version_id";

    public const string Scope = "id, instance_id, parent_scope_id, parent_branch, fork_node, join_node, mode";
    public const string Token = "id, instance_id, node_id, scope_id, branch_edge, phase, activation_id";

    public const string Activation =
        "id, instance_id, token_id, node_id, round, mode, need, voters, ok, no, state, due_at, resubmit_to, scope_id, branch_edge, cause_id, arrival, created_at, closed_at";

    public const string Task =
        """
        t.id, t.instance_id, t.activation_id, t.node_id, t.kind, t.parent_task_id, t.sign_mode, t.owner_id, t.assignee_id, t.on_behalf_of, t.delegated_from,
        t.position, t.state, t.outcome, t.comment, t.created_at, t.due_at, t.done_at, t.done_by
        """;

    public static FlowInstance ReadInstance(DbDataReader row) => ReadInstance(row, 0);

    /// <summary>Reads an instance whose columns begin at <paramref name="first"/>.</summary>
    public static FlowInstance ReadInstance(DbDataReader row, int first) => new()
    {
        Id = row.GetInt64(first),
        InstanceId = row.GetInt64(first),
        FlowId = row.GetInt64(first + 1),
        VersionNo = row.GetInt32(first + 2),
        FormId = row.GetInt64(first + 3),
        RecordId = row.GetInt64(first + 4),
        Initiator = row.GetInt64(first + 5),
        State = StateWords.Read<InstanceState>(row.GetString(first + 6)),
        Rev = row.GetInt64(first + 7),
        StartedAt = row.Instant(first + 8),
        EndedAt = row.InstantOrNull(first + 9),
        Title = row.GetString(first + 10),
        Error = row.TextOrNull(first + 11),
    };

    public static FlowScope ReadScope(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        InstanceId = row.GetInt64(1),
        ParentScopeId = row.LongOrNull(2),
        ParentBranch = row.TextOrNull(3),
        ForkNode = row.GetString(4),
        JoinNode = row.GetString(5),
        Mode = StateWords.Read<JoinMode>(row.GetString(6)),
    };

    public static FlowToken ReadToken(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        InstanceId = row.GetInt64(1),
        NodeId = row.GetString(2),
        ScopeId = row.LongOrNull(3),
        BranchEdge = row.TextOrNull(4),
        Phase = StateWords.Read<TokenPhase>(row.GetString(5)),
        ActivationId = row.LongOrNull(6),
    };

    public static FlowActivation ReadActivation(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        InstanceId = row.GetInt64(1),
        TokenId = row.GetInt64(2),
        NodeId = row.GetString(3),
        Round = row.GetInt32(4),
        Mode = StateWords.Read<VoteMode>(row.GetString(5)),
        Need = row.GetInt32(6),
        Voters = row.GetInt32(7),
        Ok = row.GetInt32(8),
        No = row.GetInt32(9),
        State = StateWords.Read<ActivationState>(row.GetString(10)),
        DueAt = row.InstantOrNull(11),
        ResubmitTo = row.TextOrNull(12),
        ScopeId = row.LongOrNull(13),
        BranchEdge = row.TextOrNull(14),
        CauseId = row.LongOrNull(15),
        Arrival = StateWords.Read<Arrival>(row.GetString(16)),
        CreatedAt = row.Instant(17),
        ClosedAt = row.InstantOrNull(18),
    };

    public static FlowTask ReadTask(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        InstanceId = row.GetInt64(1),
        ActivationId = row.GetInt64(2),
        NodeId = row.GetString(3),
        Kind = StateWords.Read<TaskKind>(row.GetString(4)),
        ParentTaskId = row.LongOrNull(5),
        SignMode = row.TextOrNull(6) is { } mode ? StateWords.Read<VoteMode>(mode) : null,
        OwnerId = row.GetInt64(7),
        AssigneeId = row.GetInt64(8),
        OnBehalfOf = row.LongOrNull(9),
        DelegatedFrom = row.LongOrNull(10),
        Position = row.GetInt32(11),
        State = StateWords.Read<TaskState>(row.GetString(12)),
        Outcome = row.TextOrNull(13),
        Comment = row.TextOrNull(14),
        CreatedAt = row.Instant(15),
        DueAt = row.InstantOrNull(16),
        DoneAt = row.InstantOrNull(17),
        DoneBy = row.LongOrNull(18),
    };
}
