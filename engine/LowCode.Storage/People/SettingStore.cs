using LowCode.People;
using LowCode.Storage.Units;

namespace LowCode.Storage.People;

/// <summary>Table <c>setting</c>.</summary>
internal sealed class SettingStore(Session session) : ISettingStore
{
    public string? Get(string key) => session.Scalar<string>("SELECT value FROM setting WHERE key = @0", key);

    public WorkspaceVersions Versions()
    {
        var (definitions, people) = (0L, 0L);
        session.Each("SELECT key, CAST(value AS BIGINT) FROM setting WHERE key IN ('metadata_version', 'people_version')", row =>
        {
            if (row.GetString(0) == "people_version")
                people = row.GetInt64(1);
            else
                definitions = row.GetInt64(1);
        });
        return new WorkspaceVersions(definitions, people);
    }

    public void Set(string key, string? value)
    {
        if (value is null)
            session.Execute("DELETE FROM setting WHERE key = @0", key);
        else
            session.Execute("INSERT INTO setting (key, value) VALUES (@0, @1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);
    }
}
