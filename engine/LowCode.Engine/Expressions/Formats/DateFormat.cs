using System.Globalization;
using System.Text;

namespace LowCode.Expressions.Formats;

/// <summary>Excel's date formats: <c>yyyy mm dd hh:mm:ss AM/PM</c>, also <c>aaa</c> and <c>aaaa</c> for Chinese weekdays.</summary>
internal static class DateFormat
{
    private const string Weekdays = "日一二三四五六";

    /// <summary>Whether a section speaks of dates or times rather than digits.</summary>
    public static bool IsDate(string section)
    {
        for (var i = 0; i < section.Length; i++)
        {
            if (section[i] == '"')
                i = section.IndexOf('"', i + 1) is >= 0 and var end ? end : section.Length;
            else if (section[i] == '[')
                i = section.IndexOf(']', i) is >= 0 and var close ? close : section.Length;
            else if (section[i] == '\\')
                i++;
            else if (section[i] is 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S' or 'a')
                return !section.Equals("General", StringComparison.OrdinalIgnoreCase);
        }
        return false;
    }

    /// <summary>The day of an Excel serial number, or null outside Excel's calendar.</summary>
    public static DateTime? FromSerial(decimal serial)
    {
        if (serial < 0 || serial >= 2958466)
            return null;
        // Excel believes that 1900 had a 29 February.
        var days = serial < 60 ? serial + 1 : serial;
        return new DateTime(1899, 12, 30).AddTicks((long)Math.Round(days * TimeSpan.TicksPerDay));
    }

    /// <summary>The moment in a format, or null when the format is malformed.</summary>
    public static string? Write(DateTime moment, string format)
    {
        var half = format.Contains("AM/PM", StringComparison.OrdinalIgnoreCase) || format.Contains("上午/下午", StringComparison.Ordinal);
        var text = new StringBuilder();
        var afterHour = false;
        for (var i = 0; i < format.Length;)
        {
            var c = char.ToLowerInvariant(format[i]);
            if (format.AsSpan(i).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase))
            {
                text.Append(moment.Hour < 12 ? "AM" : "PM");
                i += 5;
                continue;
            }
            if (format.AsSpan(i).StartsWith("上午/下午", StringComparison.Ordinal))
            {
                text.Append(moment.Hour < 12 ? "上午" : "下午");
                i += 5;
                continue;
            }
            var length = 1;
            while (i + length < format.Length && char.ToLowerInvariant(format[i + length]) == c && "ymdhsa".Contains(c))
                length++;
            // After hours, or before seconds, m counts minutes.
            var minutes = c == 'm' && length <= 2 && (afterHour || BeforeSeconds(format, i + length));
            var part = minutes ? Two(moment.Minute, length) : Part(moment, c, length, half);
            if (part is not null)
                text.Append(part);
            else if (!Literal(format, ref i, text))
                return null;
            if (part is not null)
                i += length;
            if ("ymdhsa".Contains(c))
                afterHour = c == 'h';
        }
        return text.ToString();
    }

    private static string? Part(DateTime moment, char c, int length, bool half) => (c, length) switch
    {
        ('y', <= 2) => Two(moment.Year % 100, 2),
        ('y', _) => moment.Year.ToString("0000", CultureInfo.InvariantCulture),
        ('m', <= 2) => Two(moment.Month, length),
        ('m', 3) => moment.ToString("MMM", CultureInfo.InvariantCulture),
        ('m', 5) => moment.ToString("MMMM", CultureInfo.InvariantCulture)[..1],
        ('m', _) => moment.ToString("MMMM", CultureInfo.InvariantCulture),
        ('d', <= 2) => Two(moment.Day, length),
        ('d', 3) => moment.ToString("ddd", CultureInfo.InvariantCulture),
        ('d', _) => moment.ToString("dddd", CultureInfo.InvariantCulture),
        ('a', 3) => Weekdays[(int)moment.DayOfWeek].ToString(),
        ('a', 4) => "星期" + Weekdays[(int)moment.DayOfWeek],
        ('h', _) => Two(half ? (moment.Hour + 11) % 12 + 1 : moment.Hour, length),
        ('s', _) => Two(moment.Second, length),
        _ => null,
    };

    private static bool Literal(string format, ref int i, StringBuilder text)
    {
        switch (format[i])
        {
            case '"':
                var end = format.IndexOf('"', i + 1);
                if (end < 0)
                    return false;
                text.Append(format, i + 1, end - i - 1);
                i = end + 1;
                return true;
            case '\\':
                if (i + 1 < format.Length)
                    text.Append(format[i + 1]);
                i += 2;
                return true;
            case var letter when char.IsAsciiLetterOrDigit(letter) || letter is '#' or '?':
                return false;
            default:
                text.Append(format[i++]);
                return true;
        }
    }

    private static bool BeforeSeconds(string format, int at)
    {
        while (at < format.Length && !char.IsLetter(format[at]))
            at++;
        return at < format.Length && format[at] is 's' or 'S';
    }

    private static string Two(int number, int length) => number.ToString(length >= 2 ? "00" : "0", CultureInfo.InvariantCulture);
}
