using System.Globalization;
using System.Text;
using ExcelDataReader;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Tests.Imports.Tabular;

public class XlsxReadingTests
{
    static XlsxReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Every_problem_file_of_the_public_collection_gives_rows_or_a_code()
    {
        if (Tables.Shared("xlsx-quirks") is not { } folder) return;
        var refused = new Dictionary<string, string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.xlsx"))
        {
            if (Tables.Refused(File.OpenRead(path)) is { } code) refused[Path.GetFileName(path)] = code;
        }

        Assert.All(refused.Where(file => file.Key.Contains("pwd_password", StringComparison.Ordinal)), file => Assert.Equal("tabular.password", file.Value));
        Assert.Equal(Directory.GetFiles(folder, "*pwd_password*").Length, refused.Count(file => file.Value == "tabular.password"));
        Assert.Equal("tabular.format", refused["EmptyZipFile.xlsx"]);
        // These hold no cell at all.
        Assert.Equal(
            ["Test_git_issue_224_simple.xlsx", "Test_git_issue_642onesheet.xlsx", "strict__Test_git_issue_224_simple.xlsx"],
            refused.Where(file => file.Value == "tabular.empty").Select(file => file.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(refused.Values, code => code is not ("tabular.password" or "tabular.empty" or "tabular.format"));
    }

    [Fact]
    public void Cells_of_the_public_collection_agree_with_an_independent_reader()
    {
        if (Tables.Shared("xlsx-quirks") is not { } folder) return;
        var compared = 0;
        foreach (var path in Directory.EnumerateFiles(folder, "*.xlsx"))
        {
            if (Tables.Refused(File.OpenRead(path)) is not null) continue;
            using var other = OtherReader(path);
            if (other is null) continue;
            using var names = TabularReader.Open(File.OpenRead(path)).Value;
            foreach (var sheet in names.Sheets)
            {
                while (other.Name != sheet) Assert.True(other.NextResult(), $"{path}: {sheet}");
                compared += Compare(path, sheet, other);
                other.Reset();
            }
        }
        Assert.True(compared > 20_000, $"only {compared} cells were compared");
    }

    [Fact]
    public void The_strict_dialect_holds_the_same_cells()
    {
        if (Tables.Shared("xlsx-quirks") is not { } folder) return;
        var compared = 0;
        foreach (var strict in Directory.EnumerateFiles(folder, "strict__*"))
        {
            var twin = strict.Replace("strict__", "", StringComparison.Ordinal);
            if (!File.Exists(twin) || Tables.Refused(File.OpenRead(strict)) is not null || Tables.Refused(File.OpenRead(twin)) is not null) continue;

            Assert.Equal(Tables.Texts(File.OpenRead(twin)), Tables.Texts(File.OpenRead(strict)));
            compared++;
        }
        Assert.True(compared > 20, $"only {compared} pairs");
    }

    // It does not know the strict dialect, nor workbooks outside the folder xl; the next test covers those.
    private static IExcelDataReader? OtherReader(string path)
    {
        try
        {
            var reader = ExcelReaderFactory.CreateReader(File.OpenRead(path));
            return reader.ResultsCount == 0 ? null : reader;
        }
        catch (ExcelDataReader.Exceptions.HeaderException)
        {
            return null;
        }
    }

    private static int Compare(string path, string sheet, IExcelDataReader other)
    {
        var theirs = new Dictionary<(int Row, int Column), object>();
        for (var row = 1; other.Read(); row++)
        {
            for (var i = 0; i < other.FieldCount; i++)
            {
                if (other.GetValue(i) is { } value && !string.IsNullOrWhiteSpace(value.ToString()))
                    theirs[(row, i)] = value;
            }
        }
        var ours = new Dictionary<(int Row, int Column), Cell>();
        var opened = TabularReader.Open(File.OpenRead(path), new TabularOptions(sheet));
        if (opened.Ok)
        {
            using var reader = opened.Value;
            for (var i = 0; i < reader.Headers.Count; i++) Keep(reader.HeaderRow, i, reader.Row.Cells[i]);
            while (reader.Read())
            {
                for (var i = 0; i < reader.Row.Cells.Length; i++)
                    Keep(reader.Row.Number, i, reader.Row.Cells[i]);
            }

            Assert.Null(reader.Failure);
        }
        void Keep(int row, int column, Cell cell)
        {
            if (cell.Kind is not (CellKind.Empty or CellKind.Error)) ours[(row, column)] = cell;
        }
        foreach (var (at, value) in theirs)
            Assert.True(ours.TryGetValue(at, out var cell) && Same(cell, value), $"{Path.GetFileName(path)} {sheet} {at}: {ours.GetValueOrDefault(at)} is not {value} ({value.GetType().Name})");
        Assert.All(ours.Keys, at => Assert.True(theirs.ContainsKey(at), $"{Path.GetFileName(path)} {sheet} {at}: {ours[at]} is only ours"));
        return theirs.Count;
    }

    private static bool Same(Cell cell, object value) => value switch
    {
        string text => CellsText(cell) == text,
        bool truth => cell.Kind == CellKind.Bool && cell.Number == (truth ? 1 : 0),
        DateTime moment => cell.Kind == CellKind.Time ? Math.Abs(new TimeSpan((long)cell.Number).TotalSeconds - moment.TimeOfDay.TotalSeconds) < 0.01 : Math.Abs((cell.Moment - moment).TotalSeconds) < 0.01,
        DateTimeOffset moment => Math.Abs((cell.Moment - moment.DateTime).TotalSeconds) < 0.01,
        TimeSpan time => cell.Kind == CellKind.Time && Math.Abs(new TimeSpan((long)cell.Number).TotalSeconds - time.TotalSeconds) < 0.01,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && Math.Abs((double)cell.Number - number) <= 1e-9 * Math.Max(1, Math.Abs(number)),
    };

    private static string CellsText(Cell cell) => cell.Text;

    [Fact]
    public void Kinds_come_from_type_and_number_format()
    {
        var file = Tables.Workbook(
            """
            <worksheet><sheetData>
              <row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row>
              <row r="3">
                <c r="A3" s="1"><v>45000</v></c><c r="B3" s="1"><v>45000.5</v></c><c r="C3" s="1"><v>0.25</v></c><c r="D3" s="2"><v>1.5</v></c>
                <c r="E3"><v>0.30000000000000004</v></c><c r="F3" s="3"><v>123</v></c><c r="G3" t="b"><v>1</v></c><c r="H3" t="e"><v>#N/A</v></c>
                <c r="I3" t="s"><v>0</v></c><c r="J3" t="str"><f>A3</f><v>text_x000D_</v></c><c r="K3" t="d"><v>2026-11-22T08:30:00Z</v></c><c r="L3" s="1"><v>-5</v></c><c r="N3" s="1"/>
              </row>
            </sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>
            """,
            ("xl/styles.xml", """<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;day&quot; yyyy\-mm\-dd"/><numFmt numFmtId="171" formatCode="[h]:mm"/><numFmt numFmtId="172" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>"""),
            ("xl/sharedStrings.xml", """<sst><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>ignored</t></rPh></si></sst>"""));
        using var reader = TabularReader.Open(file).Value;

        Assert.True(reader.Read());
        Assert.Equal(
            [(CellKind.Date, "2023-03-15"), (CellKind.DateTime, "2023-03-15 12:00:00"), (CellKind.Time, "06:00:00"), (CellKind.Time, "36:00:00"), (CellKind.Number, "0.3"), (CellKind.Number, "00123"),
             (CellKind.Bool, "TRUE"), (CellKind.Error, "#N/A"), (CellKind.Text, "rich text"), (CellKind.Text, "text\r"), (CellKind.DateTime, "2026-11-22 08:30:00"), (CellKind.Number, "-5")],
            reader.Row.Cells.Select(cell => (cell.Kind, cell.Text)));
        Assert.Equal(3, reader.Row.Number);
        Assert.Equal(123, reader.Row[5].Number);
        Assert.True(reader.Row[40].IsEmpty);
    }

    [Fact]
    public void Days_may_count_from_1904()
    {
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var file = Tables.Workbook(
            """<worksheet><sheetData><row><c><v>7</v></c></row><row><c s="0"><v>0</v></c><c s="0"><v>43538</v></c></row></sheetData></worksheet>""",
            ("xl/workbook.xml", $"""<workbook xmlns:r="{relations}"><workbookPr date1904="1"/><sheets><sheet name="One" r:id="s1"/></sheets></workbook>"""),
            ("xl/styles.xml", """<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"""));

        Assert.Equal(["1904-01-01", "2023-03-15"], Tables.Texts(file)[1]);
    }

    [Theory]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(61, "1900-03-01")]
    [InlineData(2958465, "9999-12-31")]
    [InlineData(2958466, "2958466")]
    public void The_ends_of_the_calendar_are_Excels(double serial, string text)
    {
        var file = Tables.Workbook(
            FormattableString.Invariant($"<worksheet><sheetData><row><c t=\"b\"><v>1</v></c></row><row><c s=\"0\"><v>{serial}</v></c></row></sheetData></worksheet>"),
            ("xl/styles.xml", """<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"""));

        Assert.Equal(text, Tables.Texts(file)[1][0]);
    }

    [Fact]
    public void A_sheet_is_chosen_by_name_and_hidden_ones_come_last()
    {
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        MemoryStream File() => Tables.Workbook(
            """<worksheet><sheetData><row><c t="str"><v>hidden one</v></c></row></sheetData></worksheet>""",
            ("xl/workbook.xml", $"""<workbook xmlns:r="{relations}"><sheets><sheet name="Lists" state="hidden" r:id="s1"/><sheet name="Data" r:id="s2"/></sheets></workbook>"""),
            ("xl/worksheets/sheet2.xml", """<worksheet><sheetData><row><c t="str"><v>shown</v></c></row></sheetData></worksheet>"""),
            ("xl/_rels/workbook.xml.rels", $"""<Relationships><Relationship Id="s1" Type="{relations}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="s2" Type="{relations}/worksheet" Target="xl/worksheets/sheet2.xml"/></Relationships>"""));

        using (var reader = TabularReader.Open(File()).Value)
        {
            Assert.Equal(["Data", "Lists"], reader.Sheets);
            Assert.Equal(["shown"], reader.Headers);
        }
        Assert.Equal("hidden one", Tables.Texts(File(), new TabularOptions("Lists"))[0][0]);
        Assert.Equal("tabular.no_sheet", Tables.Refused(File(), new TabularOptions("Missing")));
    }
}
