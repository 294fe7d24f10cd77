using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// Writes a workbook row by row in constant memory: frozen header, column widths, real numbers, dates and times. Texts are text cells with the format
/// "text", never formulas, whatever they start with. Numbers of more than 15 digits become text, since a spreadsheet would round them.
/// A full sheet (1,048,576 rows) is followed by another.
/// </summary>
public sealed class XlsxWriter : ITableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int LongestText = 32_767;
    private static readonly DateTime FirstDay = new(1900, 3, 1);

    private readonly ZipArchive _archive;
    private readonly List<string> _names = [];
    private IReadOnlyList<TableColumn> _columns;
    private string _name;
    private readonly int _rowsPerSheet;
    private readonly XlsxStyles _styles = new();
    private int[] _numberStyles;
    private readonly List<string> _letters = [];
    private XmlWriter _sheet = null!;
    private int _sheets;
    private int _continued;
    private int _row;

    public XlsxWriter(Stream file, IReadOnlyList<TableColumn> columns, string sheetName = "Sheet1", int rowsPerSheet = 1_048_576)
    {
        (_columns, _name, _rowsPerSheet) = (columns, SheetName(sheetName), rowsPerSheet);
        _numberStyles = [.. columns.Select(_styles.Number)];
        _archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        StartSheet();
    }

    public void Write(ReadOnlySpan<Cell> cells)
    {
        if (_row == _rowsPerSheet)
        {
            EndSheet();
            StartSheet();
        }
        WriteRow(cells, header: false);
    }

    /// <summary>Goes on in a new sheet with columns of its own.</summary>
    public void NextSheet(IReadOnlyList<TableColumn> columns, string name)
    {
        EndSheet();
        (_columns, _name, _continued) = (columns, SheetName(name), 0);
        _numberStyles = [.. columns.Select(_styles.Number)];
        StartSheet();
    }

    public void Flush() => _sheet.Flush();

    public void Dispose()
    {
        EndSheet();
        WritePart("xl/styles.xml", _styles.ToXml());
        WriteWorkbook();
        _archive.Dispose();
    }

    private void StartSheet()
    {
        _sheets++;
        _continued++;
        _names.Add(FreeName(_continued));
        _row = 0;
        var part = _archive.CreateEntry(Invariant($"xl/worksheets/sheet{_sheets}.xml"), CompressionLevel.Fastest).Open();
        _sheet = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true, CheckCharacters = false, NewLineHandling = NewLineHandling.None });
        _sheet.WriteStartDocument(true);
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        if (_columns.Count > 0) _sheet.WriteRaw("<cols>" + string.Concat(_columns.Select((column, at) => Invariant($"<col min=\"{at + 1}\" max=\"{at + 1}\" width=\"{Width(column)}\" customWidth=\"1\"/>"))) + "</cols>");
        _sheet.WriteStartElement("sheetData", Main);
        WriteRow([.. _columns.Select(column => Cell.Of(column.Title))], header: true);
    }

    private void EndSheet()
    {
        _sheet.WriteEndDocument();
        _sheet.Dispose();
    }

    private void WriteRow(ReadOnlySpan<Cell> cells, bool header)
    {
        var row = (++_row).ToString(CultureInfo.InvariantCulture);
        _sheet.WriteStartElement("row", Main);
        _sheet.WriteAttributeString("r", row);
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i].IsEmpty)
                WriteCell(cells[i], Letters(i) + row, header, i);
        }

        _sheet.WriteEndElement();
    }

    private void WriteCell(Cell cell, string reference, bool header, int column)
    {
        _sheet.WriteStartElement("c", Main);
        _sheet.WriteAttributeString("r", reference);
        switch (cell.Kind)
        {
            case CellKind.Number when Digits(cell.Number) <= 15:
                WriteValue(null, column < _numberStyles.Length ? _numberStyles[column] : XlsxStyles.General, cell.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case CellKind.Date or CellKind.DateTime when cell.Moment >= FirstDay:
                WriteValue(null, cell.Kind == CellKind.Date ? XlsxStyles.Date : XlsxStyles.DateTime, cell.Moment.ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
            case CellKind.Time:
                WriteValue(null, XlsxStyles.Time, ((double)cell.Number / TimeSpan.TicksPerDay).ToString("R", CultureInfo.InvariantCulture));
                break;
            case CellKind.Bool:
                WriteValue("b", XlsxStyles.General, cell.Number == 0 ? "0" : "1");
                break;
            default:
                WriteText(cell.Text, header ? XlsxStyles.Header : XlsxStyles.Text);
                break;
        }
        _sheet.WriteEndElement();
    }

    private void WriteValue(string? type, int style, string value)
    {
        if (style != XlsxStyles.General) _sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (type is not null) _sheet.WriteAttributeString("t", type);
        _sheet.WriteElementString("v", Main, value);
    }

    private void WriteText(string text, int style)
    {
        _sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        _sheet.WriteAttributeString("t", "inlineStr");
        // A line break in a cell is a line feed; XML readers drop carriage returns anyway.
        text = CellText.Protect(CellText.Clean(text).Replace("\r\n", "\n", StringComparison.Ordinal));
        if (text.Length > LongestText) text = CellText.Clean(text[..(LongestText - 1)]) + "…";
        _sheet.WriteStartElement("is", Main);
        _sheet.WriteStartElement("t", Main);
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(text);
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    private void WriteWorkbook()
    {
        var numbers = Enumerable.Range(1, _sheets).ToList();
        const string head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""", type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        const string package = "http://schemas.openxmlformats.org/package/2006/";
        WritePart("xl/workbook.xml", $"{head}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + string.Concat(numbers.Select(number => Invariant($"<sheet name=\"{System.Security.SecurityElement.Escape(_names[number - 1])}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"))) + "</sheets></workbook>");
        WritePart("xl/_rels/workbook.xml.rels", $"{head}<Relationships xmlns=\"{package}relationships\"><Relationship Id=\"s\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>"
            + string.Concat(numbers.Select(number => Invariant($"<Relationship Id=\"r{number}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"))) + "</Relationships>");
        WritePart("_rels/.rels", $"{head}<Relationships xmlns=\"{package}relationships\"><Relationship Id=\"w\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        WritePart("[Content_Types].xml", $"{head}<Types xmlns=\"{package}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{type}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{type}styles+xml\"/>"
            + string.Concat(numbers.Select(number => Invariant($"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{type}worksheet+xml\"/>"))) + "</Types>");
    }

    private void WritePart(string path, string xml)
    {
        using var part = new StreamWriter(_archive.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        part.Write(xml);
    }

    private string Letters(int column)
    {
        while (_letters.Count <= column)
        {
            var letters = "";
            for (var rest = _letters.Count + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
            _letters.Add(letters);
        }
        return _letters[column];
    }

    private static int Width(TableColumn column) => column.Width ?? Math.Clamp(column.Title.Sum(c => c > 0x2E7F ? 2 : 1) + 2, column.Kind switch
    {
        CellKind.DateTime => 20,
        CellKind.Text => 18,
        _ => 12,
    }, 60);

    private static int Digits(decimal number)
    {
        number = Math.Abs(number);
        while (number != decimal.Truncate(number)) number *= 10;
        while (number != 0 && number % 10 == 0) number /= 10;
        return number == 0 ? 1 : (int)Math.Floor(Math.Log10((double)number)) + 1;
    }

    // No two sheets have the same name; what goes on from a full sheet, or is called the same, gets a number.
    private string FreeName(int number)
    {
        var name = number == 1 ? _name : Numbered(number);
        while (_names.Contains(name, StringComparer.OrdinalIgnoreCase)) name = Numbered(++number);
        return name;

        string Numbered(int at) => Invariant($"{_name[..Math.Min(_name.Length, 24)]} ({at})");
    }

    // Excel allows 31 characters and none of : \ / ? * [ ] in a sheet's name, nor an apostrophe at its ends.
    private static string SheetName(string name)
    {
        var clean = string.Concat(CellText.Clean(name).Select(c => c is ':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\t' or '\n' or '\r' ? ' ' : c)).Trim().Trim('\'');
        return clean.Length switch { 0 => "Sheet1", > 31 => CellText.Clean(clean[..31]), _ => clean };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
