using System.Globalization;
using System.Text;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>The cell styles of a written workbook: the fixed ones below, then one per number format in use.</summary>
internal sealed class XlsxStyles
{
    public const int General = 0, Header = 1, Text = 2, Date = 3, DateTime = 4, Time = 5;
    private const int FirstNumber = 6, FirstCode = 164;
    private static readonly string[] FixedCodes = ["yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "[h]:mm:ss"];

    private readonly List<string> _codes = [];

    /// <summary>The style of a column's numbers.</summary>
    public int Number(TableColumn column)
    {
        if (column.Scale is null && !column.Grouped) return General;
        var code = (column.Grouped ? "#,##0" : "0") + (column.Scale is > 0 and var scale ? "." + new string('0', scale) : "");
        if (!_codes.Contains(code)) _codes.Add(code);
        return FirstNumber + _codes.IndexOf(code);
    }

    /// <summary>The part <c>xl/styles.xml</c>.</summary>
    public string ToXml()
    {
        var xml = new StringBuilder("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
        var codes = FixedCodes.Concat(_codes).ToList();
        xml.Append(CultureInfo.InvariantCulture, $"<numFmts count=\"{codes.Count}\">");
        for (var i = 0; i < codes.Count; i++) xml.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{FirstCode + i}\" formatCode=\"{codes[i]}\"/>");
        xml.Append("""
            </numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
            <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F6"/></patternFill></fill></fills>
            <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
            """);
        xml.Append(CultureInfo.InvariantCulture, $"<cellXfs count=\"{FirstNumber + _codes.Count}\">");
        xml.Append("""<xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" numFmtId="49" applyFont="1" applyFill="1" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/>""");
        for (var i = 0; i < codes.Count; i++) xml.Append(CultureInfo.InvariantCulture, $"<xf xfId=\"0\" numFmtId=\"{FirstCode + i}\" applyNumberFormat=\"1\"/>");
        return xml.Append("</cellXfs></styleSheet>").ToString();
    }
}
