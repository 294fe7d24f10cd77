using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ExcelDataReader;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Tests.Imports.Tabular;

public class WritingTests
{
    private static readonly TableColumn[] Columns =
    [
        new("客户"), new("Amount", CellKind.Number, 2, Grouped: true), new("Count", CellKind.Number), new("Day", CellKind.Date),
        new("At", CellKind.DateTime), new("Time", CellKind.Time), new("Yes", CellKind.Bool),
    ];

    private static readonly Cell[][] Rows =
    [
        [Cell.Of("上海"), Cell.Of(1234567.89m), Cell.Of(3m), Cell.Of(new DateOnly(2026, 11, 22)), Cell.Of(new DateTime(2026, 11, 22, 9, 30, 15)), Cell.Of(new TimeSpan(8, 5, 0)), Cell.Of(true)],
        [Cell.Of(" line\r\nbreak, \"quoted\" <&> \u0001 _x000D_ "), Cell.Of(-0.5m), Cell.Empty, Cell.Of(new DateOnly(1901, 1, 1)), Cell.Empty, Cell.Of(new TimeSpan(30, 0, 0)), Cell.Of(false)],
    ];

    [Fact]
    public void A_workbook_comes_back_as_it_was_written()
    {
        using var reader = TabularReader.Open(Tables.Written(file => new XlsxWriter(file, Columns, "客户/2026"), Rows)).Value;

        Assert.Equal(Columns.Select(column => column.Title), reader.Headers);
        Assert.Equal(["客户 2026"], reader.Sheets);
        Assert.True(reader.Read());
        Assert.Equal(Rows[0], reader.Row.Cells);
        Assert.True(reader.Read());
        Assert.Equal(" line\nbreak, \"quoted\" <&>  _x000D_ ", reader.Row[0].Text);
        Assert.Equal(Rows[1][1..], reader.Row.Cells[1..]);
        Assert.False(reader.Read());
        Assert.Null(reader.Failure);
    }

    [Fact]
    public void Another_reader_sees_the_same_workbook()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(Tables.Written(file => new XlsxWriter(file, Columns), Rows));
        reader.Read();
        reader.Read();

        Assert.Equal(["上海", 1234567.89, 3.0, new DateTime(2026, 11, 22), new DateTime(2026, 11, 22, 9, 30, 15), new TimeSpan(8, 5, 0), true], Enumerable.Range(0, 7).Select(reader.GetValue));
        Assert.Equal("#,##0.00", reader.GetNumberFormatString(1));
    }

    [Fact]
    public void A_csv_file_comes_back_as_text()
    {
        var rows = Tables.Texts(Tables.Written(file => new CsvWriter(file, Columns), Rows));

        Assert.Equal(["上海", "1234567.89", "3", "2026-11-22", "2026-11-22 09:30:15", "08:05:00", "TRUE"], rows[1]);
        Assert.Equal("-0.5", rows[2][1]);
        Assert.Equal("30:00:00", rows[2][5]);
    }

    [Fact]
    public void The_byte_order_mark_is_a_choice()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], Tables.Written(file => new CsvWriter(file, Columns), []).ToArray()[..3]);
        Assert.Equal((byte)0xE5, Tables.Written(file => new CsvWriter(file, Columns, byteOrderMark: false), []).ToArray()[0]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void A_text_never_becomes_a_formula(string text)
    {
        Cell[][] rows = [[Cell.Of(text)]];
        var csv = Tables.Written(file => new CsvWriter(file, [new("h")]), rows);
        var xlsx = Tables.Written(file => new XlsxWriter(file, [new("h")]), rows);

        var line = Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n", 2)[1];
        Assert.StartsWith("\"'" + text[0], line);
        Assert.Equal(text, Tables.Texts(csv)[1][0]);
        using var sheet = new StreamReader(new ZipArchive(xlsx).GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = sheet.ReadToEnd();
        Assert.DoesNotContain("<f", xml);
        Assert.Contains("t=\"inlineStr\"", xml);
    }

    [Fact]
    public void Negative_numbers_stay_numbers()
    {
        var csv = Tables.Written(file => new CsvWriter(file, [new("h", CellKind.Number)]), [[Cell.Of(-12.5m)]]);

        Assert.EndsWith("\r\n-12.5\r\n", Encoding.UTF8.GetString(csv.ToArray()));
    }

    [Fact]
    public void Numbers_that_a_spreadsheet_would_round_are_kept_as_text()
    {
        var rows = new[] { 1234567890123456.78m, 123456789012345m, 0.123456789012345m, 1e20m }.Select(number => new[] { Cell.Of(number) });
        using var reader = TabularReader.Open(Tables.Written(file => new XlsxWriter(file, [new("h", CellKind.Number)]), rows)).Value;
        var read = new List<(CellKind, string)>();
        while (reader.Read()) read.Add((reader.Row[0].Kind, reader.Row[0].Text));

        Assert.Equal([(CellKind.Text, "1234567890123456.78"), (CellKind.Number, "123456789012345"), (CellKind.Number, "0.123456789012345"), (CellKind.Number, "100000000000000000000")], read);
    }

    [Fact]
    public void Naughty_strings_survive_both_formats()
    {
        if (Tables.Shared("naughty-strings") is not { } folder) return;
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(folder, "blns.json")))!.Where(text => text.Trim().Length > 0 && !text.Any(char.IsControl)).ToArray();
        var rows = texts.Select(text => new[] { Cell.Of("x"), Cell.Of(text) }).ToArray();
        TableColumn[] columns = [new("a"), new("b")];

        Assert.Equal(texts, Tables.Texts(Tables.Written(file => new XlsxWriter(file, columns), rows)).Skip(1).Select(row => row[1]));
        Assert.Equal(texts, Tables.Texts(Tables.Written(file => new CsvWriter(file, columns), rows)).Skip(1).Select(row => row[1]));
    }

    [Fact]
    public void A_full_sheet_is_followed_by_another()
    {
        var file = Tables.Written(stream => new XlsxWriter(stream, [new("n", CellKind.Number)], "Data", rowsPerSheet: 4), Enumerable.Range(1, 7).Select(i => new[] { Cell.Of((decimal)i) }));

        using (var reader = TabularReader.Open(new MemoryStream(file.ToArray())).Value) Assert.Equal(["Data", "Data (2)", "Data (3)"], reader.Sheets);
        Assert.Equal([["n"], ["4"], ["5"], ["6"]], Tables.Texts(file, new TabularOptions("Data (2)")));
    }

    [Fact]
    public void Long_texts_are_cut_where_Excel_would_refuse_the_file()
    {
        var rows = Tables.Texts(Tables.Written(file => new XlsxWriter(file, [new("h")]), [[Cell.Of(new string('文', 40_000))]]));

        Assert.Equal(32_767, rows[1][0].Length);
    }
}
