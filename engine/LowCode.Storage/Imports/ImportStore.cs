using System.Data.Common;
using LowCode.Imports;
using LowCode.Storage.Units;

namespace LowCode.Storage.Imports;

/// <summary>Tables <c>import_run</c> and <c>import_rejection</c>.</summary>
internal sealed class ImportStore(Session session) : IImportStore
{
    private const string Select =
        "SELECT id, user_id, language, form, file, file_name, plan, dry_run, state, stopping, total, position, created, updated, rejected, failure, started_at, ended_at FROM import_run";

    public void Add(FileImport import) => session.Execute(
        "INSERT INTO import_run (id, user_id, language, form, file, file_name, plan, dry_run, state, started_at) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, 'running', @8)",
        import.Id, import.UserId, import.Language, import.Form, import.File, import.FileName, import.Plan, import.DryRun, import.StartedAt);

    public FileImport? Get(string id) => session.First($"{Select} WHERE id = @0", Read, id);

    public IReadOnlyList<FileImport> Running() => session.Query($"{Select} WHERE state = 'running' ORDER BY started_at", Read);

    public IReadOnlyList<FileImport> Unseen(long user) =>
        session.Query($"{Select} WHERE user_id = @0 AND NOT dry_run AND (state = 'running' OR NOT seen) ORDER BY started_at DESC LIMIT 20", Read, user);

    public IReadOnlyList<FileImport> OfForm(string form, long? user, int limit) =>
        session.Query($"{Select} WHERE form = @0 AND NOT dry_run AND (user_id = @1 OR @1 IS NULL) ORDER BY started_at DESC LIMIT @2", Read, form, user, limit);

    public bool Advance(string id, int position, ImportStep step)
    {
        var moved = session.Execute(
            """
            UPDATE import_run SET position = position + @2, created = created + @3, updated = updated + @4, rejected = rejected + @5
            WHERE id = @0 AND position = @1 AND state = 'running'
            """,
            id, position, step.Rows, step.Created, step.Updated, step.Rejected.Count) == 1;
        foreach (var rejected in moved ? step.Rejected : [])
            session.Execute("INSERT INTO import_rejection (run_id, row, reason) VALUES (@0, @1, @2)", id, rejected.Row, rejected.Reason);
        return moved;
    }

    public void SetTotal(string id, int total) => session.Execute("UPDATE import_run SET total = @1 WHERE id = @0", id, total);

    public void Rewind(string id)
    {
        session.Execute("DELETE FROM import_rejection WHERE run_id = @0", id);
        session.Execute("UPDATE import_run SET position = 0, created = 0, updated = 0, rejected = 0 WHERE id = @0", id);
    }

    public void Stop(string id) => session.Execute("UPDATE import_run SET stopping = TRUE WHERE id = @0", id);

    public void End(string id, ImportState state, string? failure, DateTime at) =>
        session.Execute("UPDATE import_run SET state = @1, failure = @2, ended_at = @3 WHERE id = @0 AND state = 'running'", id, state.ToString().ToLowerInvariant(), failure, at);

    public void MarkSeen(long user, string? id) =>
        session.Execute("UPDATE import_run SET seen = TRUE WHERE user_id = @0 AND state <> 'running' AND (id = @1 OR @1 IS NULL)", user, id);

    public IReadOnlyList<RefusedRow> Rejections(string id, int after, int limit) => session.Query(
        "SELECT row, reason FROM import_rejection WHERE run_id = @0 AND row > @1 ORDER BY row LIMIT @2",
        row => new RefusedRow(row.GetInt32(0), row.GetString(1)), id, after, limit);

    public void Purge(DateTime before) => session.Execute("DELETE FROM import_run WHERE ended_at < @0", before);

    public IReadOnlyList<string> Files() => session.Query("SELECT DISTINCT file FROM import_run", row => row.GetString(0));

    private static FileImport Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        UserId = row.GetInt64(1),
        Language = row.GetString(2),
        Form = row.GetString(3),
        File = row.GetString(4),
        FileName = row.GetString(5),
        Plan = row.GetString(6),
        DryRun = row.GetBoolean(7),
        State = Enum.Parse<ImportState>(row.GetString(8), ignoreCase: true),
        Stopping = row.GetBoolean(9),
        Total = row.IsDBNull(10) ? null : row.GetInt32(10),
        Position = row.GetInt32(11),
        Created = row.GetInt32(12),
        Updated = row.GetInt32(13),
        Rejected = row.GetInt32(14),
        Failure = row.TextOrNull(15),
        StartedAt = row.Instant(16),
        EndedAt = row.InstantOrNull(17),
    };
}
