using System.Globalization;
using System.Xml;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// Rows of a workbook (.xlsx), in one pass over the sheet. Only cells with a value count: declared dimensions, merged ranges and formatted empty cells are
/// not looked at, so they cost nothing whatever they claim.
/// </summary>
internal sealed class XlsxSource : ITableSource
{
    private readonly Stream _file;
    private readonly TabularLimits _limits;
    private readonly XlsxPackage _package;
    private readonly XlsxWorkbook _workbook;
    private readonly string _part;
    private readonly XlsxText _text;

    public XlsxSource(Stream file, TabularOptions options, TabularLimits limits)
    {
        (_file, _limits, _text) = (file, limits, new XlsxText(limits.TextLength));
        _package = new XlsxPackage(file, limits);
        _workbook = new XlsxWorkbook(_package, limits);
        var sheets = _workbook.Sheets.OrderByDescending(sheet => sheet.Visible).ToList();
        if (sheets.Count == 0) throw new RefusedException(TabularErrors.Empty());
        Sheets = [.. sheets.Select(sheet => sheet.Name)];
        var chosen = options.Sheet is null ? 0 : sheets.FindIndex(sheet => sheet.Name == options.Sheet);
        _part = chosen < 0 ? throw new RefusedException(TabularErrors.NoSheet(options.Sheet!)) : sheets[chosen].Part;
    }

    public string Format => "xlsx";

    public IReadOnlyList<string> Sheets { get; }

    public IEnumerable<TableRow> Rows()
    {
        using var xml = _package.Open(_part)!;
        var cells = new List<Cell>();
        var number = 0;
        while (xml.Read() && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            var next = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
            // Some writers repeat a row once per cell: pieces with the same number are one row.
            if (next != number)
            {
                if (cells.Count > 0) yield return new TableRow(number, [.. cells]);
                cells.Clear();
                number = next;
            }
            ReadRow(xml, cells);
        }
        if (cells.Count > 0) yield return new TableRow(number, [.. cells]);
    }

    public void Dispose()
    {
        _package.Dispose();
        _file.Dispose();
    }

    private void ReadRow(XmlReader xml, List<Cell> cells)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        var column = cells.Count - 1;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = Column(xml.GetAttribute("r")) ?? column + 1;
            var cell = ReadCell(xml);
            if (cell.Kind == CellKind.Empty || string.IsNullOrWhiteSpace(cell.Text)) continue;
            if (column >= _limits.Columns) throw new RefusedException(TabularErrors.TooLarge("columns", _limits.Columns));
            while (cells.Count <= column) cells.Add(Cell.Empty);
            cells[column] = cell;
        }
    }

    private Cell ReadCell(XmlReader xml)
    {
        if (xml.IsEmptyElement) return Cell.Empty;
        var (type, style, depth) = (xml.GetAttribute("t"), xml.GetAttribute("s"), xml.Depth);
        var cell = Cell.Empty;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "v") cell = Value(type, style, _text.Plain(xml));
            else if (xml.LocalName == "is") cell = Cell.Of(_text.Rich(xml));
        }
        return cell;
    }

    private Cell Value(string? type, string? style, string value) => type switch
    {
        "s" => Int(value) is { } at && at < _workbook.Texts.Count ? Cell.Of(_workbook.Texts[at]) : Cell.Empty,
        "b" => Cell.Of(value is "1" or "true"),
        "e" => Cell.Broken(value),
        "str" or "inlineStr" => Cell.Of(CellText.Clean(CellText.Unescape(value))),
        "d" => ExcelValue.OfIso(value),
        _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Number(number, style) : Cell.Of(CellText.Clean(value)),
    };

    private Cell Number(double number, string? style)
    {
        var (kind, code) = _workbook.Format(Int(style) ?? 0);
        return kind switch
        {
            NumberFormatKind.Date => ExcelValue.OfSerial(number, _workbook.Since1904),
            NumberFormatKind.Duration when Math.Abs(number) < 1_000_000 => Cell.Of(TimeSpan.FromMilliseconds(Math.Round(number * 86_400_000))),
            _ => null,
        } ?? ExcelValue.OfNumber(number, code);
    }

    // "BC12" is column 54, counted from 0; null without letters.
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c) || column > 100_000) break;
            column = column * 26 + (c | 0x20) - 'a' + 1;
        }
        return column == 0 ? null : column - 1;
    }

    private static int? Int(string? text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
