using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Runtime.Imports;

/// <summary>Finds the field that a column of a file means, by key, label in any language, or nearly the same spelling.</summary>
public static class ColumnMatcher
{
    /// <summary>The fields that this person may import into.</summary>
    public static IEnumerable<Field> Fields(Access access) => access.Form.Fields.Where(field =>
        (field.Position is SystemFields.Owner or SystemFields.Department || field.Position >= SystemFields.Count)
        && !field.IsAutomatic && field.Storage is not (StorageKind.None or StorageKind.Rows) && field.Type.Key != "file"
        && access.BestRight(field.Position) == FieldRight.Editable);

    /// <summary>The proposed columns; each field is taken once, exact matches first.</summary>
    public static IReadOnlyList<ImportColumn> Propose(IReadOnlyList<string> headers, Access access)
    {
        var columns = new SortedDictionary<int, ImportColumn>();
        var free = Fields(access).ToList();
        foreach (var limit in (double[])[0, 0.25])
        {
            for (var i = 0; i < headers.Count; i++)
            {
                if (columns.ContainsKey(i) || Plain(headers[i]) is not { Length: > 0 } header) continue;
                var best = free.Select(field => (Field: field, Distance: Names(field).Min(name => Distance(header, name)))).OrderBy(pair => pair.Distance).FirstOrDefault();
                if (best.Field is null || best.Distance > limit) continue;
                columns[i] = new ImportColumn(i, best.Field.Key);
                free.Remove(best.Field);
            }
        }
        return [.. columns.Values];
    }

    private static IEnumerable<string> Names(Field field) => field.Label.Texts.Values.Append(field.Key).Select(Plain).Where(name => name.Length > 0);

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    // Edits needed, as a share of the longer text; one word inside the other ("Account", "Account name") counts as near.
    private static double Distance(string left, string right)
    {
        if (left == right) return 0;
        if (Math.Min(left.Length, right.Length) >= 4 && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal))) return 0.2;
        var costs = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var corner = costs[0];
            costs[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Math.Min(Math.Min(costs[j], costs[j - 1]) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1));
                (corner, costs[j]) = (costs[j], cost);
            }
        }
        return (double)costs[^1] / Math.Max(left.Length, right.Length);
    }
}
