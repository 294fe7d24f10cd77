using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Ui.Fields.Subform;

/// <summary>What a pasted block made of the rows.</summary>
/// <param name="Result">The rows with the block in them.</param>
/// <param name="Rows">How many rows the block has written to.</param>
/// <param name="Touched">The cells that it covers, by row and column position.</param>
/// <param name="Errors">What could not be read; those cells keep their value.</param>
/// <param name="LeftOut">Lines beyond the most rows that the subform may have.</param>
public sealed record PastedRows(IReadOnlyList<RowValue> Result, int Rows, IReadOnlyList<(int Row, int Column)> Touched, IReadOnlyDictionary<(int Row, int Column), Error> Errors, int LeftOut);

/// <summary>A block copied from a spreadsheet, put into the rows from a cell on, to the right and down. Texts are read as an import reads them.</summary>
public static class RowPaste
{
    /// <summary>Reads the block; lines below the last row become new rows. Cells that <paramref name="mayWrite"/> closes are passed over.</summary>
    public static PastedRows Into(IReadOnlyList<RowValue> rows, Field subform, IReadOnlyList<Field> columns, int row, int column, string text, int most, ValueNames names, Func<int, Field, bool> mayWrite)
    {
        var lines = Cells(text);
        var result = rows.ToList();
        var touched = new List<(int, int)>();
        var errors = new Dictionary<(int, int), Error>();
        var fit = Math.Min(lines.Count, Math.Max(0, most - row));
        for (var i = 0; i < fit; i++)
        {
            var at = row + i;
            while (at >= result.Count)
                result.Add(new RowValue(0, new Value[subform.Rows.Count]));
            var values = (Value[])result[at].Values.Clone();
            foreach (var (cell, target) in lines[i].Zip(columns.Skip(column)).Where(pair => mayWrite(at, pair.Second)))
            {
                touched.Add((at, target.Position));
                var found = new List<Error>();
                var trimmed = cell.Trim();
                var value = trimmed.Length == 0 ? Value.Null : target.Type.ParseText(trimmed, target, names, $"{subform.Key}[{at}].{target.Key}", found);
                if (found.Count > 0)
                    errors[(at, target.Position)] = found[0];
                else
                    values[target.Position] = value;
            }
            result[at] = result[at] with { Values = values };
        }
        return new PastedRows(result, fit, touched, errors, lines.Count - fit);
    }

    /// <summary>Lines of cells: tabs between, cells with line breaks or tabs in quotes, quotes inside doubled, as spreadsheets put them on the clipboard.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Cells(string text)
    {
        var lines = new List<IReadOnlyList<string>>();
        var line = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (quoted && c == '"')
                quoted = false;
            else if (!quoted && c == '"' && cell.Length == 0)
                quoted = true;
            else if (!quoted && c == '\t')
                EndCell();
            else if (!quoted && c == '\n')
                EndLine();
            else if (quoted || c != '\r')
                cell.Append(c);
        }
        if (cell.Length > 0 || line.Count > 0)
            EndLine();
        return lines;

        void EndCell()
        {
            line.Add(cell.ToString());
            cell.Clear();
        }

        void EndLine()
        {
            EndCell();
            lines.Add(line);
            line = [];
        }
    }
}
