using System.Text;
using System.Xml;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>Reads texts out of a workbook's XML, piece by piece so that one endless text can't fill the memory. Each method starts on an element and ends on its end tag.</summary>
internal sealed class XlsxText(int maximum)
{
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _text = new();

    /// <summary>The plain text of the element.</summary>
    public string Plain(XmlReader xml)
    {
        _text.Clear();
        Append(xml);
        return _text.ToString();
    }

    /// <summary>The texts of all runs in the element (<c>t</c> and <c>r/t</c>), without the reading aids (<c>rPh</c>) of East Asian editions.</summary>
    public string Rich(XmlReader xml)
    {
        _text.Clear();
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "t") Append(xml);
            else if (xml.LocalName == "rPh") Pass(xml);
        }
        return CellText.Clean(CellText.Unescape(_text.ToString()));
    }

    private void Append(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            for (int read; (read = xml.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0;)
            {
                if (_text.Length + read > maximum) throw new RefusedException(TabularErrors.TooLarge("text", maximum));
                _text.Append(_buffer, 0, read);
            }
        }
    }

    private static void Pass(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth) { }
    }
}
