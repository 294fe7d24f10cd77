using System.Data.Common;
using System.Text.Json;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>History, comments, files' rows, answered requests and outgoing events.</summary>
internal sealed class RecordLog(Session session) : IRecordLog
{
    public void AddHistory(HistoryEntry entry) => session.Execute(
        "INSERT INTO history (form_id, record_id, version, at, by_user, source, kind, changes) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)",
        entry.FormId, entry.RecordId, entry.Version, entry.At, entry.By, entry.Source, entry.Kind, entry.Changes);

    public IReadOnlyList<HistoryEntry> History(long formId, long recordId, int limit, long before = long.MaxValue) => session.Query(
        """
        SELECT version, at, by_user, source, kind, changes FROM history
        WHERE form_id = @0 AND record_id = @1 AND version < @3 ORDER BY version DESC, id DESC LIMIT @2
        """,
        row => new HistoryEntry(formId, recordId, row.GetInt64(0), row.Instant(1), row.GetInt64(2), (Source)row.GetInt32(3), row.GetString(4), row.TextOrNull(5)),
        formId, recordId, limit, before);

    public long AddComment(Comment comment) => session.Insert(
        "INSERT INTO comment (form_id, record_id, at, by_user, text, mentions, files) VALUES (@0, @1, @2, @3, @4, @5, @6)",
        comment.FormId, comment.RecordId, comment.At, comment.By, comment.Text, JsonSerializer.Serialize(comment.Mentions), JsonSerializer.Serialize(comment.Files));

    public IReadOnlyList<Comment> Comments(long formId, long recordId) => session.Query(
        CommentColumns + " WHERE form_id = @0 AND record_id = @1 AND (text <> '' OR files <> '[]') ORDER BY id", CommentOf, formId, recordId);

    public Comment? Comment(long id) => session.First(CommentColumns + " WHERE id = @0", CommentOf, id);

    public void UpdateComment(Comment comment) => session.Execute("UPDATE comment SET text = @1, mentions = @2, files = @3, edited_at = @4 WHERE id = @0",
        comment.Id, comment.Text, JsonSerializer.Serialize(comment.Mentions), JsonSerializer.Serialize(comment.Files), comment.EditedAt);

    private const string CommentColumns = "SELECT id, at, by_user, text, mentions, files, edited_at, form_id, record_id FROM comment";

    private static Comment CommentOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(7), row.GetInt64(8), row.Instant(1), row.GetInt64(2), row.GetString(3), JsonSerializer.Deserialize<long[]>(row.GetString(4)) ?? [])
        {
            Files = JsonSerializer.Deserialize<FileValue[]>(row.GetString(5)) ?? [],
            EditedAt = row.IsDBNull(6) ? null : row.Instant(6),
        };

    public void AddFile(StoredFile file) => session.Execute(
        "INSERT INTO file (id, name, size, type, by_user, at, form_id, record_id, field_id) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8)",
        file.Id, file.Name, file.Size, file.Type, file.By, file.At, file.FormId, file.RecordId, file.FieldId);

    public StoredFile? File(string id) => session.First(
        "SELECT name, size, type, by_user, at, form_id, record_id, field_id FROM file WHERE id = @0",
        row => new StoredFile(id, row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.Instant(4), row.LongOrNull(5), row.LongOrNull(6), row.LongOrNull(7)),
        id);

    public void BindFiles(IReadOnlyCollection<string> ids, long formId, long recordId, long fieldId)
    {
        foreach (var id in ids)
            session.Execute("UPDATE file SET form_id = @1, record_id = @2, field_id = @3 WHERE id = @0", id, formId, recordId, fieldId);
    }

    public string? Answer(string key) => session.Scalar<string>("SELECT json FROM answer WHERE key = @0", key);

    public void AddAnswer(string key, string json, DateTime at) =>
        session.Execute("INSERT INTO answer (key, json, at) VALUES (@0, @1, @2)", key, json, at);

    public void AddEvent(string kind, string payload, DateTime at) =>
        session.Execute("INSERT INTO outbox (kind, payload, at, due_at) VALUES (@0, @1, @2, @2)", kind, payload, at);
}
