using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>Rows of an old binary workbook (.xls). Such a sheet has at most 65,536 rows and 256 columns, so the format bounds itself.</summary>
internal sealed class XlsSource : ITableSource
{
    private readonly IExcelDataReader _reader;
    private readonly Stream _file;

    public XlsSource(Stream file, TabularOptions options)
    {
        _file = file;
        try
        {
            _reader = ExcelReaderFactory.CreateReader(file);
        }
        // The container of an encrypted .xlsx is the same as that of an .xls.
        catch (InvalidPasswordException)
        {
            throw new RefusedException(TabularErrors.Protected());
        }
        var sheets = new List<(string Name, bool Visible)>();
        do sheets.Add((_reader.Name, _reader.VisibleState == "visible"));
        while (_reader.NextResult());
        Sheets = [.. sheets.OrderByDescending(sheet => sheet.Visible).Select(sheet => sheet.Name)];
        if (Sheets.Count == 0) throw new RefusedException(TabularErrors.Empty());
        var wanted = options.Sheet ?? Sheets[0];
        if (!Sheets.Contains(wanted)) throw new RefusedException(TabularErrors.NoSheet(wanted));
        _reader.Reset();
        while (_reader.Name != wanted) _reader.NextResult();
    }

    public string Format => "xls";

    public IReadOnlyList<string> Sheets { get; }

    public IEnumerable<TableRow> Rows()
    {
        for (var number = 1; _reader.Read(); number++)
        {
            var count = _reader.FieldCount;
            while (count > 0 && _reader.GetValue(count - 1) is null) count--;
            if (count == 0) continue;
            var cells = new Cell[count];
            for (var i = 0; i < count; i++) cells[i] = CellOf(i);
            yield return new TableRow(number, cells);
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _file.Dispose();
    }

    private Cell CellOf(int column) => _reader.GetValue(column) switch
    {
        null => Cell.Empty,
        string text => Cell.Of(CellText.Clean(text)),
        bool truth => Cell.Of(truth),
        DateTime moment => ExcelValue.OfMoment(moment),
        TimeSpan time => Cell.Of(time),
        IConvertible number => ExcelValue.OfNumber(number.ToDouble(null), _reader.GetNumberFormatString(column)),
        var other => Cell.Of(other.ToString()),
    };
}
