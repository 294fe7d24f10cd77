using System.Text;
using LowCode.Forms;

namespace LowCode.Ui.Records;

/// <summary>A block of cells as spreadsheets exchange it: lines of texts parted by tabs, quoted where a text holds a tab, a quote or a line break.</summary>
public static class CellBlock
{
    /// <summary>Most rows that are copied or pasted at once.</summary>
    public const int MostRows = 500;

    /// <summary>The lines of a pasted text. A single cell fills the whole marked range of <paramref name="rows"/> x <paramref name="columns"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text, int rows = 1, int columns = 1)
    {
        var lines = Lines(text);
        return lines is [[var only]]
            ? [.. Enumerable.Repeat<IReadOnlyList<string>>([.. Enumerable.Repeat(only, columns)], Math.Min(rows, MostRows))]
            : [.. lines.Take(MostRows)];
    }

    /// <summary>Rows as text; covered values as they are shown.</summary>
    public static string Text(IEnumerable<ListRow> rows, IReadOnlyList<Field> fields) => string.Join('\n', rows.Select(row => string.Join('\t', fields.Select(field =>
        Quoted(row.Masks.TryGetValue(field.Position, out var mask) ? mask : field.Show(row.Values[field.Position], row.Names))))));

    private static string Quoted(string text) => text.AsSpan().IndexOfAny("\t\n\r\"") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<List<string>> Lines(string text)
    {
        var lines = new List<List<string>>();
        var line = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (!quoted && c is '\t' or '\n')
                End(c);
            else if (c != '\r' || quoted)
                cell.Append(c);
        }
        // Spreadsheets end the last line too.
        if (cell.Length > 0 || line.Count > 0 || lines.Count == 0)
            End('\n');
        return lines;

        void End(char by)
        {
            line.Add(cell.ToString());
            cell.Clear();
            if (by != '\n')
                return;
            lines.Add(line);
            line = [];
        }
    }
}
