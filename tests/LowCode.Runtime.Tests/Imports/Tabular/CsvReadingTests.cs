using System.Text;
using System.Text.Json;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Tests.Imports.Tabular;

public class CsvReadingTests
{
    static CsvReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void The_public_csv_spectrum_reads_as_its_authors_expect()
    {
        if (Tables.Shared("csv-quirks/csv-spectrum") is not { } folder) return;
        foreach (var csv in Directory.EnumerateFiles(folder, "*.csv"))
        {
            // Its JSON shows another phone number than its CSV.
            if (Path.GetFileName(csv) == "location_coordinates.csv") continue;
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(csv, ".json")));

            var rows = Tables.Texts(File.OpenRead(csv));

            var wanted = expected.RootElement.EnumerateArray().ToList();
            Assert.Equal(wanted.Count, rows.Count - 1);
            foreach (var (row, want) in rows.Skip(1).Zip(wanted))
            {
                for (var i = 0; i < rows[0].Length; i++)
                    Assert.Equal(want.GetProperty(rows[0][i]).GetString(), i < row.Length ? row[i] : "");
            }
        }
    }

    [Theory]
    [InlineData("cp1252.csv", "æøå")]
    [InlineData("utf8.csv", "ʤ")]
    [InlineData("utf16be_bom.csv", "ʤ")]
    public void Encodings_of_public_files_are_found(string name, string last)
    {
        if (Tables.Shared("csv-quirks") is not { } folder) return;

        Assert.Equal(["4", "5", last], Tables.Texts(File.OpenRead(Path.Combine(folder, name)))[^1]);
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Chinese_text_is_read_whatever_it_was_saved_as(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding);
        var file = new MemoryStream([.. bytes.GetPreamble(), .. bytes.GetBytes("客户名称,城市\r\n上海某某贸易有限公司,上海\r\n广州五金厂,广州\r\n")]);

        var rows = Tables.Texts(file);

        Assert.Equal(["客户名称", "城市"], rows[0]);
        Assert.Equal(["上海某某贸易有限公司", "上海"], rows[1]);
    }

    [Fact]
    public void A_special_character_on_the_last_line_decides_the_encoding_too()
    {
        var text = "name\n" + string.Concat(Enumerable.Repeat("plain\n", 50_000)) + "上海\n";

        Assert.Equal("上海", Tables.Texts(Tables.Text(text, Encoding.GetEncoding("gb18030")))[^1][0]);
    }

    [Fact]
    public void An_encoding_can_be_chosen_by_hand()
    {
        var big5 = Encoding.GetEncoding("big5");

        Assert.Equal("臺北", Tables.Texts(Tables.Text("城市\n臺北\n", big5), new TabularOptions(Encoding: "big5"))[1][0]);
        Assert.Equal("tabular.encoding", Tables.Refused(Tables.Text("a\n1\n"), new TabularOptions(Encoding: "utf-99")));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", 2)]
    [InlineData("a;b;c\n1,5;2;3\n4,5;6;7\n", 3)]
    [InlineData("a\tb\n1, 2\t3\n", 2)]
    [InlineData("a|b\n1|2\n", 2)]
    [InlineData("sep=;\na;b\n1,1;2\n", 2)]
    [InlineData("one\ntwo\n", 1)]
    [InlineData("\"a,b\";c\n\"1,2,3\";4\n", 2)]
    public void The_delimiter_is_found(string text, int columns) => Assert.Equal(columns, Tables.Texts(Tables.Text(text))[0].Length);

    [Fact]
    public void Rows_may_be_ragged_blank_or_hold_line_breaks()
    {
        var rows = Tables.Texts(Tables.Text("a,b,c\r\n1\r\n\r\n,,\r\n1,2,3,4\r\n\"x\r\ny\",\"say \"\"hi\"\"\",\r\n"));

        Assert.Equal([["a", "b", "c"], ["1"], ["1", "2", "3", "4"], ["x\r\ny", "say \"hi\""]], rows);
    }

    [Fact]
    public void Row_numbers_are_those_a_spreadsheet_shows()
    {
        using var reader = TabularReader.Open(Tables.Text("sep=,\na\n\"1\n2\"\n\n3\n")).Value;
        var numbers = new List<int>();
        while (reader.Read()) numbers.Add(reader.Row.Number);

        Assert.Equal(2, reader.HeaderRow);
        Assert.Equal([3, 5], numbers);
    }

    [Fact]
    public void The_header_may_stand_lower()
    {
        var rows = Tables.Texts(Tables.Text("Report of June\n\nname,amount\nA,1\n"), new TabularOptions(HeaderRow: 3));

        Assert.Equal([["name", "amount"], ["A", "1"]], rows);
    }

    [Fact]
    public void Control_characters_never_reach_a_record() =>
        Assert.Equal(["b", "tab\tstays"], Tables.Texts(Tables.Text("x,y\n\0b\u0001,tab\tstays\n"))[1]);

    [Theory]
    [InlineData("", "tabular.empty")]
    [InlineData("\n\n \n", "tabular.empty")]
    [InlineData("a,b\n1,\"never closed\n2,3\n", "tabular.open_quote")]
    [InlineData("%PDF-1.7 x", "tabular.format")]
    [InlineData("\u0089\u0001\u0002\u0003\u0004\u0005\u0006", "tabular.format")]
    public void What_is_no_table_is_refused_with_a_code(string text, string code) => Assert.Equal(code, Tables.Refused(Tables.Text(text)));

    [Fact]
    public void Limits_end_the_reading()
    {
        var limits = new TabularLimits(FileBytes: 100, Rows: 3, Columns: 2, TextLength: 10);

        Assert.Equal("tabular.too_large.bytes", Tables.Refused(Tables.Text(new string('a', 101)), limits: limits));
        Assert.Equal("tabular.too_large.rows", Tables.Refused(Tables.Text("h\n1\n2\n3\n4\n"), limits: limits));
        Assert.Equal("tabular.too_large.columns", Tables.Refused(Tables.Text("h\n1,2,3\n"), limits: limits));
        Assert.Equal("tabular.too_large.text", Tables.Refused(Tables.Text("h\n01234567890\n"), limits: limits));
        Assert.Null(Tables.Refused(Tables.Text("h\n1,2\n2\n3,,,\n"), limits: limits));
    }

    [Fact]
    public void Reading_a_real_pipeline_finds_every_row()
    {
        if (Tables.Shared("crm-sales-opportunities") is not { } folder) return;

        var rows = Tables.Texts(File.OpenRead(Path.Combine(folder, "sales_pipeline.csv")));

        Assert.Equal(8_800, rows.Count - 1);
        Assert.Contains("opportunity_id", rows[0]);
    }
}
