using System.Data.Common;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Views that people saved on their lists.</summary>
internal sealed class SavedViewStore(Session session) : ISavedViewStore
{
    private const string Select = "SELECT id, user_id, form, shared, json FROM saved_view";

    public IReadOnlyList<SavedView> For(long userId, string form) =>
        session.Query(Select + " WHERE form = @1 AND (user_id = @0 OR shared) ORDER BY shared DESC, position, id", View, userId, form);

    public SavedView? Find(long id) => session.First(Select + " WHERE id = @0", View, id);

    public long Save(SavedView view, DateTime at)
    {
        var json = DefinitionJson.Write(view.View);
        if (view.Id == 0)
            return session.Insert("INSERT INTO saved_view (user_id, form, shared, json, at, position) VALUES (@0, @1, @2, @3, @4, (SELECT coalesce(max(position), 0) + 1 FROM saved_view WHERE form = @1))", view.UserId, view.Form, view.Shared, json, at);
        session.Execute("UPDATE saved_view SET user_id = @4, shared = @1, json = @2, at = @3 WHERE id = @0", view.Id, view.Shared, json, at, view.UserId);
        return view.Id;
    }

    public void Arrange(IReadOnlyList<long> ids)
    {
        for (var i = 0; i < ids.Count; i++)
            session.Execute("UPDATE saved_view SET position = @1 WHERE id = @0", ids[i], i + 1);
    }

    public void Delete(long id) => session.Execute("DELETE FROM saved_view WHERE id = @0", id);

    // What a newer version has written and this one can't read is shown as a placeholder, and left alone.
    private static SavedView View(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetBoolean(3),
        DefinitionJson.Read<ViewDefinition>(row.GetString(4), "", []) ?? new ViewDefinition { Key = "view", Kind = "unknown" });
}
