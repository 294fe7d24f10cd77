using System.Text;

namespace LowCode.Storage.Units;

/// <summary>
/// What every database can keep of a text, so that all keep the same: NUL characters are left out (PostgreSQL has none), and half of a surrogate pair, which has
/// no UTF-8 form, becomes U+FFFD. Both binders pass every text through here, what is stored and what is looked for alike.
/// </summary>
internal static class StorableText
{
    /// <summary>The text itself when nothing is odd about it.</summary>
    internal static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
            return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
        var stored = new StringBuilder(text.Length);
        var odd = false;
        foreach (var rune in text.EnumerateRunes())
        {
            // The enumeration gives U+FFFD for a half; where the text holds that character itself nothing changes.
            odd |= rune.Value == 0 || rune == Rune.ReplacementChar;
            if (rune.Value != 0)
                stored.Append(rune);
        }
        return odd ? stored.ToString() : text;
    }
}
