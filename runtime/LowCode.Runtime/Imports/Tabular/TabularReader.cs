using System.Text;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// Reads the rows of a CSV, XLSX or XLS file one by one, whatever its size, in bounded memory. What the file is, its content says, not its name.
/// <code>
/// open -> Headers -> while (Read()) { Row } -> Failure is null when the end was reached
/// </code>
/// A broken, hostile or too large file ends the reading with a coded <see cref="Failure"/>, never with an exception.
/// </summary>
public sealed class TabularReader : IDisposable
{
    private readonly ITableSource _source;
    private readonly TabularLimits _limits;
    private readonly IEnumerator<TableRow> _rows;
    private int _count;

    static TabularReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private TabularReader(ITableSource source, TabularOptions options, TabularLimits limits)
    {
        (_source, _limits) = (source, limits);
        _rows = source.Rows().GetEnumerator();
        var header = options.HeaderRow ?? 0;
        do
        {
            if (!_rows.MoveNext()) throw new RefusedException(TabularErrors.Empty());
        } while (_rows.Current.Number < header);
        Headers = [.. _rows.Current.Cells.Select(cell => cell.Text.Trim())];
        HeaderRow = _rows.Current.Number;
        CheckColumns(_rows.Current);
    }

    /// <summary><c>csv</c>, <c>xlsx</c> or <c>xls</c>.</summary>
    public string Format => _source.Format;

    /// <summary>The sheets of a workbook, visible ones first; empty for a text file.</summary>
    public IReadOnlyList<string> Sheets => _source.Sheets;

    /// <summary>Column names as the file has them, trimmed; may repeat, may be empty. Rows can be wider than this.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Number of the row the names were taken from.</summary>
    public int HeaderRow { get; }

    /// <summary>The row that <see cref="Read"/> moved to.</summary>
    public TableRow Row => _rows.Current;

    /// <summary>Why reading ended before the end of the file; null so far or at a proper end.</summary>
    public Refusal? Failure { get; private set; }

    /// <summary>Opens a file. The stream must be seekable; it is closed with the reader, and also when opening is refused.</summary>
    public static Outcome<TabularReader> Open(Stream file, TabularOptions? options = null, TabularLimits? limits = null)
    {
        options ??= new();
        limits ??= new();
        TabularReader? reader = null;
        ITableSource? source = null;
        var refusal = Try(() =>
        {
            if (file.Length > limits.FileBytes) throw new RefusedException(TabularErrors.TooLarge("bytes", limits.FileBytes));
            source = Source(file, options, limits);
            reader = new TabularReader(source, options, limits);
        });
        if (refusal is null) return reader!;
        source?.Dispose();
        file.Dispose();
        return refusal;
    }

    /// <summary>Moves to the next row that holds anything; false at the end or at a <see cref="Failure"/>.</summary>
    public bool Read()
    {
        if (Failure is not null) return false;
        var more = false;
        Failure = Try(() =>
        {
            more = _rows.MoveNext();
            if (!more) return;
            if (++_count > _limits.Rows) throw new RefusedException(TabularErrors.TooLarge("rows", _limits.Rows));
            CheckColumns(_rows.Current);
        });
        return more && Failure is null;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _source.Dispose();
    }

    private static ITableSource Source(Stream file, TabularOptions options, TabularLimits limits)
    {
        Span<byte> start = stackalloc byte[8];
        var length = file.ReadAtLeast(start, 8, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 0) throw new RefusedException(TabularErrors.Empty());
        if (start[..length].StartsWith("PK"u8)) return new XlsxSource(file, options, limits);
        if (start[..length].StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return new XlsSource(file, options);
        return new CsvSource(file, options, limits);
    }

    private void CheckColumns(TableRow row)
    {
        if (row.Cells.Length > _limits.Columns) throw new RefusedException(TabularErrors.TooLarge("columns", _limits.Columns));
    }

    private static Refusal? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        // The parsers of hostile files (zip, XML, BIFF) fail in ways that they don't document, index errors among them; all mean one thing here.
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return TabularErrors.Broken(broken.Message);
        }
    }
}
