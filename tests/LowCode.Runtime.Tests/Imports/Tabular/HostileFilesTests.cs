using System.Text;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Tests.Imports.Tabular;

public class HostileFilesTests
{
    private const string Row = "<row><c><v>1</v></c></row>";

    [Fact]
    public void A_sheet_that_unpacks_to_a_gigabyte_is_refused_unread()
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Row, 40_000)));
        var file = Tables.Zip(
        [
            ("xl/workbook.xml", stream => stream.Write("<workbook/>"u8)),
            ("xl/worksheets/sheet1.xml", stream => { for (var i = 0; i < 40; i++) stream.Write(block); }),
        ]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("tabular.bomb", Tables.Refused(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_part_that_hides_its_size_ends_at_what_it_declared()
    {
        var file = Tables.Workbook($"<worksheet><sheetData>{string.Concat(Enumerable.Repeat(Row, 50_000))}</sheetData></worksheet>");
        var bytes = file.ToArray();
        // The sheet's entry in the central directory: its unpacked size is at offset 24, its name at 46.
        var name = "xl/worksheets/sheet1.xml"u8;
        var at = bytes.AsSpan().LastIndexOf(name) - 46;
        Assert.Equal(0x02014b50u, BitConverter.ToUInt32(bytes, at));
        BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), 2_000);

        var code = Tables.Refused(new MemoryStream(bytes));

        Assert.True(code is "tabular.broken" or "tabular.bomb", code);
    }

    [Fact]
    public void Thousands_of_parts_are_refused()
    {
        var file = Tables.Zip(Enumerable.Range(0, 6_000).Select(i => ($"xl/{i}.xml", (Action<Stream>)(stream => stream.WriteByte(32)))));

        Assert.Equal("tabular.bomb", Tables.Refused(file));
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    public void A_DTD_is_refused_wherever_it_stands(string part)
    {
        var laughs = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&b;&f;</v></c></row></sheetData></worksheet>""";

        Assert.Equal("tabular.broken", Tables.Refused(Tables.Workbook($"<worksheet><sheetData>{Row}</sheetData></worksheet>", (part, laughs))));
    }

    [Fact]
    public void Claimed_dimensions_merges_and_far_away_empty_cells_cost_nothing()
    {
        var file = Tables.Workbook("""
            <worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576"><v>2</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>
            """);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal([["1"], ["2"]], Tables.Texts(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2 << 20);
    }

    [Fact]
    public void A_value_beyond_the_last_column_is_refused() =>
        Assert.Equal("tabular.too_large.columns", Tables.Refused(Tables.Workbook("""<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>""")));

    [Fact]
    public void An_endless_text_is_refused_before_it_fills_the_memory()
    {
        var noise = new Random(1);
        var text = string.Create(8 << 20, noise, (span, random) => { for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + random.Next(26)); });

        Assert.Equal("tabular.too_large.text", Tables.Refused(Tables.Workbook($"""<worksheet><sheetData><row><c t="str"><v>{text}</v></c></row></sheetData></worksheet>""")));
    }

    [Fact]
    public void More_shared_texts_than_memory_should_hold_are_refused()
    {
        var many = "<sst>" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<si><t>text number {i}</t></si>")) + "</sst>";

        Assert.Equal("tabular.too_large.shared_text", Tables.Refused(Tables.Workbook("<worksheet/>", ("xl/sharedStrings.xml", many)), limits: new TabularLimits(SharedTextLength: 10_000)));
    }

    [Theory]
    [InlineData("<worksheet><sheetData><row><c t=\"s\"><v>99</v></c><c t=\"s\"><v>-1</v></c><c><v>1</v></c></row></sheetData></worksheet>", null)]
    [InlineData("<worksheet><sheetData><row r=\"99999999999\"><c r=\"ZZZZZZZZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>", "tabular.too_large.columns")]
    [InlineData("<worksheet><sheetData><row><c s=\"-4\"><v>1e999</v></c><c s=\"zz\"><v>NaN</v></c></row></sheetData></worksheet>", null)]
    [InlineData("<worksheet><sheetData><row><c><v>1</v></c></row>", "tabular.broken")]
    [InlineData("<worksheet/>", "tabular.empty")]
    [InlineData("", "tabular.broken")]
    public void Broken_sheets_give_an_answer_or_a_code(string sheet, string? code) => Assert.Equal(code, Tables.Refused(Tables.Workbook(sheet)));

    [Fact]
    public void Damaged_workbooks_never_throw()
    {
        var random = new Random(20261122);
        var columns = new TableColumn[] { new("a"), new("b", CellKind.Number) };
        var intact = Tables.Written(file => new XlsxWriter(file, columns), Enumerable.Range(0, 50).Select(i => new[] { Cell.Of("text " + i), Cell.Of((decimal)i) })).ToArray();
        for (var round = 0; round < 400; round++)
        {
            var bytes = intact.ToArray();
            for (var i = random.Next(1, 12); i > 0; i--) bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            if (random.Next(3) == 0) Array.Resize(ref bytes, random.Next(8, bytes.Length));

            var code = Tables.Refused(new MemoryStream(bytes));

            Assert.True(code is null || code.StartsWith("tabular.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Bytes_after_an_old_workbooks_signature_never_throw()
    {
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var bytes = new byte[random.Next(8, 4_096)];
            random.NextBytes(bytes);
            ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(bytes, 0);

            Assert.StartsWith("tabular.", Tables.Refused(new MemoryStream(bytes)));
        }
    }
}
