using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>Texts as cells may hold them.</summary>
internal static partial class CellText
{
    /// <summary>Drops control characters other than tab and line breaks (no database takes a NUL) and halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Fits(text, i))
                return string.Concat(text.Where((_, at) => Fits(text, at)));
        }

        return text;
    }

    /// <summary>Takes back the escapes of ECMA-376 (22.9.2.19): <c>_x000D_</c> is a carriage return.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    /// <summary>Escapes what would otherwise be read back as another text.</summary>
    public static string Protect(string text) => text.Contains("_x", StringComparison.Ordinal) ? Escape().Replace(text, match => "_x005F" + match.Value) : text;

    private static bool Fits(string text, int at) => text[at] switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or '\uFFFE' or '\uFFFF' => false,
        var c when char.IsHighSurrogate(c) => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        var c when char.IsLowSurrogate(c) => at > 0 && char.IsHighSurrogate(text[at - 1]),
        _ => true,
    };

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
