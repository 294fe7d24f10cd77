using System.Text.Json;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>How people have arranged the columns of views.</summary>
internal sealed class ListLayoutStore(Session session) : IListLayoutStore
{
    public ListLayout? Find(long userId, string form, string view) => session.First(
        "SELECT json FROM list_layout WHERE user_id = @0 AND form = @1 AND view = @2", row => JsonSerializer.Deserialize<ListLayout>(row.GetString(0), JsonSerializerOptions.Web)!, userId, form, view);

    public void Save(long userId, string form, string view, ListLayout? layout, DateTime at)
    {
        if (layout is null)
        {
            session.Execute("DELETE FROM list_layout WHERE user_id = @0 AND form = @1 AND view = @2", userId, form, view);
            return;
        }
        session.Execute("INSERT INTO list_layout (user_id, form, view, json, at) VALUES (@0, @1, @2, @3, @4) ON CONFLICT DO UPDATE SET json = excluded.json, at = excluded.at",
            userId, form, view, JsonSerializer.Serialize(layout, JsonSerializerOptions.Web), at);
    }
}
