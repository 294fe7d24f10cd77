using System.Text.Json;
using LowCode.Forms;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>What changed in the rows of a subform, cell by cell: "Lines, row 2, Price: 10 → 12"; added and deleted rows by their number.</summary>
internal static class RowChanges
{
    private const int Most = 8;

    public static IEnumerable<TimelineChange> Between(Field subform, JsonElement old, JsonElement now, Func<Field, JsonElement, string> shown, Texts texts)
    {
        var (before, after) = (Rows(old), Rows(now));
        var changes = new List<TimelineChange>();
        foreach (var (index, row) in after.Index())
        {
            var label = texts["records.row", subform.Label.Current, index + 1];
            if (before.FirstOrDefault(each => Id(each) == Id(row)) is not { ValueKind: JsonValueKind.Object } was)
            {
                changes.Add(new TimelineChange(label, "–", Summary(subform, row, shown)));
                continue;
            }
            foreach (var column in subform.Rows.Where(column => !column.IsAutomatic))
            {
                var (one, other) = (Cell(was, column), Cell(row, column));
                if (one.GetRawText() != other.GetRawText())
                    changes.Add(new TimelineChange($"{label} {column.Label.Current}", shown(column, one), shown(column, other)));
            }
        }
        changes.AddRange(before.Index().Where(pair => after.All(row => Id(row) != Id(pair.Item))).Select(pair => new TimelineChange(texts["records.row", subform.Label.Current, pair.Index + 1], Summary(subform, pair.Item, shown), "–")));
        return changes.Count <= Most ? changes
            : changes.Take(Most).Append(new TimelineChange(subform.Label.Current, texts["fields.rows.count", before.Count], texts["records.row.more", after.Count, changes.Count - Most]));
    }

    private static List<JsonElement> Rows(JsonElement rows) => rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray()] : [];

    private static long Id(JsonElement row) => row.TryGetProperty("id", out var id) ? id.GetInt64() : 0;

    private static JsonElement Cell(JsonElement row, Field column) => row.TryGetProperty(column.Key, out var value) ? value : JsonSerializer.SerializeToElement<object?>(null);

    private static string Summary(Field subform, JsonElement row, Func<Field, JsonElement, string> shown) =>
        string.Join(" · ", subform.Rows.Select(column => shown(column, Cell(row, column))).Where(text => text is not "–" and not "").Take(3));
}
