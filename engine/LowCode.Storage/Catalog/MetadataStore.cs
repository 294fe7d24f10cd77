using System.Data.Common;
using LowCode.Catalog;
using LowCode.Storage.Units;

namespace LowCode.Storage.Catalog;

/// <summary>Definitions, their published versions and the physical ids of fields.</summary>
internal sealed class MetadataStore(Session session) : IMetadataStore
{
    private const string Select = """
        SELECT d.id, d.kind, d.key, d.app, d.draft, d.draft_rev, d.published_no, v.json
        FROM definition d LEFT JOIN definition_version v ON v.definition_id = d.id AND v.no = d.published_no
        """;

    public long Version() => session.Scalar<long>("SELECT CAST(value AS BIGINT) FROM setting WHERE key = 'metadata_version'");

    public long RaiseVersion()
    {
        session.Execute("INSERT INTO setting (key, value) VALUES ('metadata_version', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT)");
        session.EndBatch();
        return Version();
    }

    public IReadOnlyList<StoredDefinition> All() => session.Query(Select + " ORDER BY d.id", Definition);

    public StoredDefinition? Find(DefinitionKind kind, string key) =>
        session.First(Select + " WHERE d.kind = @0 AND d.key = @1", Definition, kind.ToString(), key);

    public long Ensure(DefinitionKind kind, string key, string? app)
    {
        var found = session.Scalar<long>("SELECT id FROM definition WHERE kind = @0 AND key = @1", kind.ToString(), key);
        return found != 0 ? found : session.Insert("INSERT INTO definition (kind, key, app) VALUES (@0, @1, @2)", kind.ToString(), key, app);
    }

    public bool SaveDraft(long id, string? json, long expectedRev) =>
        session.Execute("UPDATE definition SET draft = @1, draft_rev = draft_rev + 1 WHERE id = @0 AND draft_rev = @2", id, json, expectedRev) == 1;

    public int Publish(long id, string json, long by, DateTime at, string? note)
    {
        // Numbers go on after the newest version, also when an older one is the published one.
        var no = session.Scalar<long>("SELECT coalesce(max(no), 0) + 1 FROM definition_version WHERE definition_id = @0", id);
        session.Execute("INSERT INTO definition_version (definition_id, no, json, by_user, at, note) VALUES (@0, @1, @2, @3, @4, @5)", id, no, json, by, at, note);
        session.Execute("UPDATE definition SET draft = NULL, draft_rev = draft_rev + 1, published_no = @1 WHERE id = @0", id, no);
        return (int)no;
    }

    public bool Delete(long id) =>
        session.Execute("DELETE FROM definition WHERE id = @0 AND NOT EXISTS (SELECT 1 FROM flow_instance WHERE flow_id = @0)", id) == 1;

    public IReadOnlyList<DefinitionVersion> Versions(long id) =>
        session.Query("SELECT no, json, by_user, at, note FROM definition_version WHERE definition_id = @0 ORDER BY no DESC",
            row => new DefinitionVersion(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.Instant(3), row.TextOrNull(4)), id);

    public IReadOnlyList<FieldId> FieldIds() =>
        session.Query("SELECT form_id, path, id, shape FROM field_id ORDER BY id",
            row => new FieldId(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3)));

    public FieldId NewFieldId(long formId, string path, string shape) =>
        new(formId, path, session.Insert("INSERT INTO field_id (form_id, path, shape) VALUES (@0, @1, @2)", formId, path, shape), shape);

    private static StoredDefinition Definition(DbDataReader row) => new(
        row.GetInt64(0), Enum.Parse<DefinitionKind>(row.GetString(1)), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.GetInt64(5), row.GetInt32(6), row.TextOrNull(7));
}
