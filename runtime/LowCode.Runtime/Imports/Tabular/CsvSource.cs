using System.Text;
using CsvHelper;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// Rows of a text file with delimiters: quotes, line breaks inside quotes, rows of any width, an optional <c>sep=;</c> line as Excel writes it.
/// Every cell is text; what it means is the field's business. The apostrophe that <see cref="CsvWriter"/> puts before texts which a
/// spreadsheet would run as a formula is taken off again.
/// </summary>
internal sealed class CsvSource : ITableSource
{
    private const int RecordBytes = 16 << 20;

    private readonly Stream _file;
    private readonly TabularLimits _limits;
    private readonly Encoding _encoding;
    private readonly char _delimiter;
    private readonly bool _hasSeparatorLine;

    public CsvSource(Stream file, TabularOptions options, TabularLimits limits)
    {
        (_file, _limits) = (file, limits);
        _encoding = TextEncoding.Of(file, options.Encoding);
        var sample = new char[1 << 16];
        var length = Open().ReadBlock(sample);
        var text = sample.AsSpan(0, length);
        var named = Tabular.Delimiter.Named(text);
        _hasSeparatorLine = named is not null;
        _delimiter = options.Delimiter ?? named ?? Tabular.Delimiter.Of(text);
    }

    public string Format => "csv";

    public IReadOnlyList<string> Sheets => [];

    public IEnumerable<TableRow> Rows()
    {
        using var text = Open();
        var number = 0;
        if (_hasSeparatorLine)
        {
            text.ReadLine();
            number++;
        }
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = _delimiter,
            SkipEmptyLines = false,
            MaxRecordSize = RecordBytes,
            OnMalformedRecord = RefuseOpenQuote,
            PoolStrings = true,
        }, leaveOpen: true);
        while (Read(csv, number + 1))
        {
            number++;
            if (Cells(csv) is { Length: > 0 } cells) yield return new TableRow(number, cells);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool Read(CsvReader csv, int number)
    {
        try { return csv.Read(); }
        catch (CsvFormatException) { throw new RefusedException(TabularErrors.OpenQuote(number)); }
    }

    // Stray quotes are kept as text; one that is never closed has swallowed the rest of the file.
    private static void RefuseOpenQuote(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote) throw new RefusedException(TabularErrors.OpenQuote((int)record.RecordNumber));
    }

    private Cell[] Cells(CsvReader csv)
    {
        var count = csv.FieldCount;
        while (count > 0 && string.IsNullOrWhiteSpace(csv.GetString(count - 1))) count--;
        if (count > _limits.Columns) throw new RefusedException(TabularErrors.TooLarge("columns", _limits.Columns));
        var cells = new Cell[count];
        for (var i = 0; i < count; i++)
        {
            var text = csv.GetString(i);
            if (text.Length > _limits.TextLength) throw new RefusedException(TabularErrors.TooLarge("text", _limits.TextLength));
            cells[i] = Cell.Of(CellText.Clean(CsvWriter.Unguard(text)));
        }
        return cells;
    }

    private StreamReader Open()
    {
        _file.Position = 0;
        return new StreamReader(_file, _encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
    }
}
