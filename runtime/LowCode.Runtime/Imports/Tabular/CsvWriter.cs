using System.Text;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// Writes CSV (RFC 4180: commas, CRLF, quotes doubled), UTF-8, with a byte order mark unless told otherwise because Excel needs it to see Chinese.
/// A text that a spreadsheet would run as a formula (it starts with = + - @, their full-width forms, a tab or a line break) gets an apostrophe
/// in front (OWASP ASVS 5.0, 1.2.10); numbers are numbers and stay bare. <see cref="CsvSource"/> takes the apostrophe off again.
/// </summary>
public sealed class CsvWriter : ITableWriter
{
    private readonly StreamWriter _writer;

    public CsvWriter(Stream file, IReadOnlyList<TableColumn> columns, bool byteOrderMark = true)
    {
        _writer = new StreamWriter(file, new UTF8Encoding(byteOrderMark), 1 << 14, leaveOpen: true) { NewLine = "\r\n" };
        Write([.. columns.Select(column => Cell.Of(column.Title))]);
    }

    public void Write(ReadOnlySpan<Cell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) _writer.Write(',');
            WriteText(cells[i].Kind is CellKind.Text or CellKind.Error ? Guard(cells[i].Text) : cells[i].Text);
        }
        _writer.WriteLine();
    }

    public void Flush() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    /// <summary>Takes off the apostrophe that <see cref="Guard"/> put there.</summary>
    internal static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && IsDangerous(text[1]) ? text[1..] : text;

    private static string Guard(string text) => text.Length > 0 && IsDangerous(text[0]) ? "'" + text : text;

    private static bool IsDangerous(char c) => c is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n';

    private void WriteText(string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n'") < 0 && !(text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))))
        {
            _writer.Write(text);
            return;
        }
        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
    }
}
