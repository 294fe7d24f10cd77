using System.Data.Common;
using LowCode.People;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Tables <c>batch_run</c> and <c>batch_item</c>.</summary>
internal sealed class BatchStore(Session session) : IBatchStore
{
    // The table was made for three kinds; what came later is an update, told apart by what stands beside it.
    private const string HandedOver = "handOver";

    private const string Select =
        "SELECT id, user_id, source, language, form, kind, change_json, undoes, state, told, seen, total, changed, unchanged, refused, asked_at, ended_at, decision FROM batch_run";

    public long Add(BatchRun run, IReadOnlyCollection<long> items)
    {
        var id = Insert(run);
        session.Execute($"INSERT INTO batch_item (run_id, position, record_id) {session.Dialect.Numbered("@0", "@1")}", id, items.ToArray());
        return Count(id);
    }

    public long Add(BatchRun run, long other, params IReadOnlyCollection<BatchItemState> states)
    {
        var id = Insert(run);
        session.Execute(
            $"INSERT INTO batch_item (run_id, position, record_id, before, after) SELECT @0, position, record_id, before, after FROM batch_item WHERE run_id = @1 AND {session.Dialect.In("state", "@2")}",
            id, other, states.Select(Word).ToArray());
        return Count(id);
    }

    public BatchRun? Get(long id) => session.First($"{Select} WHERE id = @0", Read, id);

    public IReadOnlyList<BatchRun> Unseen(long user, string? form) =>
        session.Query($"{Select} WHERE user_id = @0 AND (state = 'running' OR NOT seen) AND (form = @1 OR @1 IS NULL) ORDER BY asked_at DESC, id DESC LIMIT 20", Read, user, form);

    public IReadOnlyList<BatchRun> OfForm(string form, long? user, int limit) =>
        session.Query($"{Select} WHERE form = @0 AND (user_id = @1 OR @1 IS NULL) ORDER BY asked_at DESC, id DESC LIMIT @2", Read, form, user, limit);

    public IReadOnlyList<BatchItem> Pending(long run, int from, int limit) => session.Query(
        "SELECT position, record_id, before, after FROM batch_item WHERE run_id = @0 AND position >= @1 AND state = 'pending' ORDER BY position LIMIT @2",
        row => new BatchItem(row.GetInt32(0), row.GetInt64(1), row.LongOrNull(2) ?? 0, row.LongOrNull(3) ?? 0), run, from, limit);

    // The run first: whoever ends it waits for its turn, and after that nothing more is counted.
    public bool Decide(long run, BatchItem item, BatchItemState state, Refusal? refusal) =>
        session.Execute($"UPDATE batch_run SET {Word(state)} = {Word(state)} + 1 WHERE id = @0 AND state = 'running'", run) == 1
        && session.Execute("UPDATE batch_item SET state = @2, before = @3, after = @4, refusal = @5, reason = @6 WHERE run_id = @0 AND position = @1 AND state = 'pending'",
            run, item.Position, Word(state), item.Before, item.After, refusal is null ? null : RefusalJson.Write(refusal), refusal is null ? null : RefusalJson.Reason(refusal)) == 1;

    public bool End(long run, BatchRunState state, DateTime at) =>
        session.Execute("UPDATE batch_run SET state = @1, ended_at = @2 WHERE id = @0 AND state = 'running'", run, state.ToString().ToLowerInvariant(), at) == 1;

    public void Mark(long user, long? run, bool seen) => session.Execute(
        "UPDATE batch_run SET told = TRUE, seen = seen OR @2 WHERE user_id = @0 AND state <> 'running' AND (id = @1 OR @1 IS NULL)", user, run, seen);

    public IReadOnlyList<RefusedItem> Refused(long run, int after, int limit) => session.Query(
        "SELECT position, record_id, refusal FROM batch_item WHERE run_id = @0 AND state = 'refused' AND position > @1 ORDER BY position LIMIT @2",
        row => new RefusedItem(row.GetInt32(0), row.GetInt64(1), RefusalJson.Read(row.GetString(2))), run, after, limit);

    public IReadOnlyList<RefusedGroup> Reasons(long run, int limit)
    {
        var reasons = session.Query(
            "SELECT reason, count(*), min(position) FROM batch_item WHERE run_id = @0 AND state = 'refused' GROUP BY reason ORDER BY count(*) DESC, min(position) LIMIT @1",
            row => (Text: row.GetString(0), Count: row.GetInt32(1), First: row.GetInt32(2)), run, limit);
        return reasons.ConvertAll(reason => new RefusedGroup(Refused(run, reason.First - 1, 1)[0].Refusal, reason.Count, session.Query(
            "SELECT record_id FROM batch_item WHERE run_id = @0 AND state = 'refused' AND reason = @1 ORDER BY position LIMIT @2", row => row.GetInt64(0), run, reason.Text, BatchRuns.MostNamed)));
    }

    public int Purge(DateTime before) => session.Execute("DELETE FROM batch_run WHERE ended_at < @0", before);

    private long Insert(BatchRun run) => session.Insert(
        "INSERT INTO batch_run (user_id, source, language, form, kind, change_json, undoes, state, asked_at, decision) VALUES (@0, @1, @2, @3, @4, @5, @6, 'running', @7, @8)",
        run.UserId, run.Source.ToString(), run.Language, run.Form, Kept(run.Kind), run.Change, run.Undoes, run.AskedAt, run.Kind == BatchRunKind.HandOver ? HandedOver : run.Decision);

    private long Count(long run)
    {
        session.Execute("UPDATE batch_run SET total = (SELECT count(*) FROM batch_item WHERE run_id = @0) WHERE id = @0", run);
        return run;
    }

    // The name of the state is also that of the column that counts it.
    private static string Word(BatchItemState state) => state.ToString().ToLowerInvariant();

    private static string Kept(BatchRunKind kind) => (kind is BatchRunKind.Decide or BatchRunKind.HandOver ? BatchRunKind.Update : kind).ToString().ToLowerInvariant();

    private static BatchRun Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        UserId = row.GetInt64(1),
        Source = Enum.Parse<Source>(row.GetString(2)),
        Language = row.GetString(3),
        Form = row.GetString(4),
        Kind = row.TextOrNull(17) switch { null => Enum.Parse<BatchRunKind>(row.GetString(5), ignoreCase: true), HandedOver => BatchRunKind.HandOver, _ => BatchRunKind.Decide },
        Change = row.TextOrNull(6),
        Undoes = row.LongOrNull(7),
        State = Enum.Parse<BatchRunState>(row.GetString(8), ignoreCase: true),
        Told = row.GetBoolean(9),
        Seen = row.GetBoolean(10),
        Total = row.GetInt32(11),
        Changed = row.GetInt32(12),
        Unchanged = row.GetInt32(13),
        Refused = row.GetInt32(14),
        AskedAt = row.Instant(15),
        EndedAt = row.InstantOrNull(16),
        Decision = row.TextOrNull(17) is { } decision and not HandedOver ? decision : null,
    };
}
