using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Takes out of a history entry what its reader may not see: fields, and columns inside the rows of subforms.</summary>
internal static class HistoryFilter
{
    public static string? Only(string? changes, RecordView view)
    {
        if (changes is null || JsonNode.Parse(changes) is not JsonObject all)
            return null;
        foreach (var key in all.Select(pair => pair.Key).ToList())
        {
            // A field that the form no longer has is nobody's any more.
            if (view.Form[key] is not { } field || view.Rights[field.Position] <= FieldRight.Masked)
                all.Remove(key);
            else if (field.Rows.Count > 0)
                HideColumns(all[key] as JsonArray, field, view);
        }
        return all.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void HideColumns(JsonArray? oldAndNew, Field subform, RecordView view)
    {
        var shown = subform.Rows.Where(column => view.RightOf(subform, column) > FieldRight.Masked).Select(column => column.Key).Append("id").ToHashSet();
        foreach (var row in (oldAndNew ?? []).OfType<JsonArray>().SelectMany(rows => rows.OfType<JsonObject>()))
        {
            foreach (var key in row.Select(pair => pair.Key).Where(key => !shown.Contains(key)).ToList())
                row.Remove(key);
        }
    }
}
