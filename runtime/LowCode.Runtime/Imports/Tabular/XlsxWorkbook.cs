using System.Globalization;
using System.Xml;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>What the sheets of a workbook share: their names and parts, the epoch, the texts, the number formats by cell style.</summary>
internal sealed class XlsxWorkbook
{
    private readonly Dictionary<int, string> _codes = [];
    private readonly List<int> _formats = [];
    private readonly List<NumberFormatKind> _kinds = [];

    public XlsxWorkbook(XlsxPackage package, TabularLimits limits)
    {
        var part = package.Relations("").FirstOrDefault(relation => relation.Type == "officeDocument").Part;
        if (part is null || !package.Has(part)) part = "xl/workbook.xml";
        if (!package.Has(part) || !part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) throw new RefusedException(TabularErrors.UnknownFormat());
        var relations = package.Relations(part);
        ReadSheets(package, part, relations);
        ReadFormats(package, relations.FirstOrDefault(relation => relation.Type == "styles").Part);
        Texts = ReadTexts(package, relations.FirstOrDefault(relation => relation.Type == "sharedStrings").Part, limits);
    }

    /// <summary>Name, part and visibility in the workbook's order.</summary>
    public List<(string Name, string Part, bool Visible)> Sheets { get; } = [];

    /// <summary>True when days count from 1904 (old Macs) instead of 1900.</summary>
    public bool Since1904 { get; private set; }

    /// <summary>Texts that cells refer to by position.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>How a cell of this style shows its number, and the format's code where the file has one.</summary>
    public (NumberFormatKind Kind, string? Code) Format(int style) =>
        (uint)style < (uint)_kinds.Count ? (_kinds[style], _codes.GetValueOrDefault(_formats[style])) : default;

    private void ReadSheets(XlsxPackage package, string part, IReadOnlyList<(string Id, string Type, string Part)> relations)
    {
        using var xml = package.Open(part)!;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") Since1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet") continue;
            var id = RelationId(xml);
            var sheet = relations.FirstOrDefault(relation => relation.Id == id && relation.Type == "worksheet").Part;
            if (sheet is not null && package.Has(sheet)) Sheets.Add((xml.GetAttribute("name") ?? "", sheet, (xml.GetAttribute("state") ?? "visible") == "visible"));
        }
    }

    // The attribute's namespace differs between the strict and the transitional dialect.
    private static string? RelationId(XmlReader xml)
    {
        for (var i = 0; i < xml.AttributeCount; i++)
        {
            xml.MoveToAttribute(i);
            if (xml.LocalName != "id" || !xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) continue;
            var id = xml.Value;
            xml.MoveToElement();
            return id;
        }
        xml.MoveToElement();
        return null;
    }

    private void ReadFormats(XlsxPackage package, string? part)
    {
        using var xml = package.Open(part);
        var inCells = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && xml.GetAttribute("formatCode") is { } code) _codes[Int(xml.GetAttribute("numFmtId"))] = code;
            if (!inCells || xml.LocalName != "xf") continue;
            var format = Int(xml.GetAttribute("numFmtId"));
            _formats.Add(format);
            _kinds.Add(_codes.TryGetValue(format, out var written) ? NumberFormat.OfCode(written) : NumberFormat.OfBuiltIn(format));
        }
    }

    private static List<string> ReadTexts(XlsxPackage package, string? part, TabularLimits limits)
    {
        using var xml = package.Open(part);
        var reader = new XlsxText(limits.TextLength);
        var texts = new List<string>();
        // An entry costs memory even when it is empty.
        for (long length = 0; xml?.Read() == true;)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            texts.Add(reader.Rich(xml));
            if ((length += texts[^1].Length + 16) > limits.SharedTextLength) throw new RefusedException(TabularErrors.TooLarge("shared_text", limits.SharedTextLength));
        }
        return texts;
    }

    private static int Int(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
