using System.Data.Common;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Unfinished entries.</summary>
internal sealed class RecordDraftStore(Session session) : IRecordDraftStore
{
    private const string Select = "SELECT id, user_id, form, record_id, version, at, json, task_id, note FROM record_draft";

    public RecordDraft? Find(long id) => session.First(Select + " WHERE id = @0", Draft, id);

    public IReadOnlyList<RecordDraft> For(long userId, string? form, int limit) => form is null
        ? session.Query(Select + " WHERE user_id = @0 ORDER BY at DESC, id DESC LIMIT @1", Draft, userId, limit)
        : session.Query(Select + " WHERE user_id = @0 AND form = @2 ORDER BY at DESC, id DESC LIMIT @1", Draft, userId, limit, form);

    public long Save(RecordDraft draft)
    {
        if (draft.Id == 0)
        {
            return session.Insert("INSERT INTO record_draft (user_id, form, record_id, version, at, json, task_id, note) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)",
                draft.UserId, draft.Form, draft.RecordId, draft.Version, draft.At, draft.Json, draft.TaskId, draft.Note);
        }
        session.Execute("UPDATE record_draft SET version = @1, at = @2, json = @3, note = @4 WHERE id = @0", draft.Id, draft.Version, draft.At, draft.Json, draft.Note);
        return draft.Id;
    }

    public void Delete(long id) => session.Execute("DELETE FROM record_draft WHERE id = @0", id);

    public void DeleteOlder(DateTime than) => session.Execute("DELETE FROM record_draft WHERE at < @0", than);

    private static RecordDraft Draft(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.LongOrNull(4), row.Instant(5), row.GetString(6)) { TaskId = row.GetInt64(7), Note = row.GetString(8) };
}
