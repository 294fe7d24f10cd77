using System.Text;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// Finds the encoding of a text file: a byte order mark decides; else valid UTF-8 is UTF-8; else valid GB18030 whose pairs look like Chinese is
/// GB18030 (what Excel in China saves); anything else is read as windows-1252. The whole file is looked at, since its first special
/// character may stand on its last line.
/// </summary>
internal static class TextEncoding
{
    public static Encoding Of(Stream file, string? name)
    {
        if (name is not null)
        {
            try { return Encoding.GetEncoding(name); }
            catch (ArgumentException) { throw new RefusedException(TabularErrors.UnknownEncoding(name)); }
        }
        var start = new byte[4096];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var head = start.AsSpan(0, length);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        if (WideWithoutMark(head) is { } wide) return wide;
        RefuseBinary(head);
        if (Decodes(file, new UTF8Encoding(false, throwOnInvalidBytes: true))) return new UTF8Encoding(false);
        var chinese = Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return LooksChinese(file) && Decodes(file, chinese) ? Encoding.GetEncoding("gb18030") : Encoding.GetEncoding(1252);
    }

    // Latin text in UTF-16 without a mark: every other byte is zero.
    private static Encoding? WideWithoutMark(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = (i & 1) == 0 ? even++ : odd++;
        }

        var pairs = head.Length / 2;
        if (pairs < 4) return null;
        if (odd > pairs * 0.6 && even < pairs * 0.1) return Encoding.Unicode;
        return even > pairs * 0.6 && odd < pairs * 0.1 ? Encoding.BigEndianUnicode : null;
    }

    private static void RefuseBinary(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF"u8) || head.StartsWith("<!DOCTYPE"u8) || head.StartsWith("<html"u8)) throw new RefusedException(TabularErrors.UnknownFormat());
        var controls = 0;
        foreach (var b in head)
        {
            if (b < 32 && b is not (9 or 10 or 13))
                controls++;
        }

        if (controls > 2 && controls > head.Length / 10) throw new RefusedException(TabularErrors.UnknownFormat());
    }

    private static bool Decodes(Stream file, Encoding strict)
    {
        file.Position = 0;
        var decoder = strict.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[strict.GetMaxCharCount(bytes.Length)];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;) decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
            decoder.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // GB2312's characters (lead B0-F7, trail A1-FE) make up nearly all Chinese text; in Western text a byte above 7F is mostly followed by a letter.
    private static bool LooksChinese(Stream file)
    {
        file.Position = 0;
        var bytes = new byte[1 << 16];
        long common = 0, other = 0;
        int lead = 0;
        for (int read; (read = file.Read(bytes)) > 0;)
        {
            foreach (var b in bytes.AsSpan(0, read))
            {
                if (lead != 0)
                {
                    if (lead is >= 0xA1 and <= 0xF7 && b is >= 0xA1 and <= 0xFE) common++;
                    else other++;
                    lead = 0;
                }
                else if (b >= 0x81)
                {
                    lead = b;
                }
            }
        }

        return common > other * 2;
    }
}
