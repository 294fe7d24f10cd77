using System.Globalization;
using System.Text;

namespace LowCode.Expressions.Formats;

/// <summary>Excel's number formats: <c>0 # ? . , % E+0</c>, quoted and escaped texts.</summary>
internal static class NumberFormat
{
    private const string Digits = "0#?";

    /// <summary>The number in one section of a format, or null when the format is malformed.</summary>
    public static string? Write(decimal number, string format)
    {
        if (format.Equals("General", StringComparison.OrdinalIgnoreCase))
            return ValueText.Number(number);
        if (format == "@")
            return ValueText.Number(number);
        if (Parse(format) is not { } parts)
            return null;
        var negative = number < 0;
        number = Math.Abs(number);
        for (var i = 0; i < parts.Percents; i++)
            number *= 100;
        for (var i = 0; i < parts.Thousands; i++)
            number /= 1000;
        var text = parts.Exponent >= 0 ? Scientific(number, parts) : Plain(number, parts);
        return negative && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "-" + text : text;
    }

    private sealed record Parts(List<(char Kind, string Literal)> Items, int IntegerDigits, int Decimals, int Percents, int Thousands, bool Grouped, int Exponent, bool ExponentSign);

    private static Parts? Parse(string format)
    {
        var items = new List<(char, string)>();
        var (integers, decimals, percents, scale, dot, grouped, exponent, sign) = (0, 0, 0, 0, false, false, -1, false);
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (Digits.Contains(c))
            {
                if (exponent >= 0)
                {
                    exponent++;
                    continue;
                }
                items.Add((c, ""));
                _ = dot ? decimals++ : integers++;
                scale = 0;
            }
            else if (c == '.' && !dot)
            {
                dot = true;
                items.Add(('.', ""));
            }
            else if (c == ',')
            {
                // A comma between digits groups; after the last digit it divides by a thousand.
                if (i + 1 < format.Length && format.AsSpan(i + 1).IndexOfAny(Digits) >= 0 && !dot)
                    grouped = true;
                else
                    scale++;
            }
            else if (c is 'E' or 'e' && i + 1 < format.Length && format[i + 1] is '+' or '-')
            {
                (exponent, sign) = (0, format[++i] == '+');
                items.Add(('E', ""));
            }
            else if (Literal(format, ref i) is { } literal)
            {
                items.Add(('"', literal));
                percents += c == '%' ? 1 : 0;
            }
            else
            {
                return null;
            }
        }
        return new(items, integers, decimals, percents, scale, grouped, exponent, sign);
    }

    private static string? Literal(string format, ref int i)
    {
        switch (format[i])
        {
            case '"':
                var end = format.IndexOf('"', i + 1);
                if (end < 0)
                    return null;
                var quoted = format[(i + 1)..end];
                i = end;
                return quoted;
            case '\\':
                return ++i < format.Length ? format[i].ToString() : null;
            case '_' or '*':
                i++;
                return " ";
            case '[':
                // Colours and conditions say nothing about the text.
                var close = format.IndexOf(']', i);
                if (close < 0)
                    return null;
                i = close;
                return "";
            case var letter when char.IsAsciiLetter(letter):
                return null;
            default:
                return format[i].ToString();
        }
    }

    private static string Plain(decimal number, Parts parts)
    {
        var rounded = Math.Round(number, Math.Min(parts.Decimals, 28), MidpointRounding.AwayFromZero).ToString("F" + parts.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var dot = rounded.IndexOf('.', StringComparison.Ordinal);
        return Fill(parts, (dot < 0 ? rounded : rounded[..dot]).TrimStart('0'), dot < 0 ? "" : rounded[(dot + 1)..], "");
    }

    private static string Scientific(decimal number, Parts parts)
    {
        var exponent = 0;
        var step = Math.Max(1, parts.IntegerDigits);
        var most = (decimal)Math.Pow(10, step);
        if (number != 0)
        {
            while (Math.Round(number, parts.Decimals, MidpointRounding.AwayFromZero) >= most)
            {
                number /= 10;
                exponent++;
            }
            while (number < most / 10)
            {
                number *= 10;
                exponent--;
            }
        }
        var power = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(parts.Exponent, '0');
        var text = "E" + (exponent < 0 ? "-" : parts.ExponentSign ? "+" : "") + power;
        var rounded = Math.Round(number, parts.Decimals, MidpointRounding.AwayFromZero).ToString("F" + parts.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Split('.');
        return Fill(parts, rounded[0].TrimStart('0'), rounded.Length > 1 ? rounded[1] : "", text);
    }

    /// <summary>Puts digits into their places: what has no place goes before the first, what is missing shows as 0, blank or nothing.</summary>
    private static string Fill(Parts parts, string integer, string decimals, string exponent)
    {
        var text = new StringBuilder();
        var (placesLeft, atDecimal, afterDot) = (parts.IntegerDigits, 0, false);
        var keep = parts.Items.Where(item => Digits.Contains(item.Kind)).Skip(parts.IntegerDigits).Select(item => item.Kind).ToArray();
        var shown = decimals.Length;
        while (shown > 0 && decimals[shown - 1] == '0' && keep[shown - 1] != '0')
            shown--;
        foreach (var (kind, literal) in parts.Items)
        {
            if (kind == '"')
            {
                text.Append(literal);
            }
            else if (kind == 'E')
            {
                text.Append(exponent);
            }
            else if (kind == '.')
            {
                if (placesLeft == 0 && parts.IntegerDigits == 0)
                    text.Append(integer);
                text.Append('.');
                afterDot = true;
            }
            else if (afterDot)
            {
                if (atDecimal < shown)
                    text.Append(decimals[atDecimal]);
                else if (keep[atDecimal] == '?')
                    text.Append(' ');
                atDecimal++;
            }
            else
            {
                Integer(text, parts, integer, kind, ref placesLeft);
            }
        }
        return text.ToString();
    }

    private static void Integer(StringBuilder text, Parts parts, string integer, char kind, ref int placesLeft)
    {
        var first = placesLeft == parts.IntegerDigits;
        var from = first ? 0 : Math.Max(0, integer.Length - placesLeft);
        placesLeft--;
        var to = integer.Length - placesLeft;
        if (to <= 0)
        {
            if (kind != '#')
                Digit(text, kind == '0' ? '0' : ' ', placesLeft, parts.Grouped);
            return;
        }
        for (var i = from; i < to; i++)
            Digit(text, integer[i], integer.Length - 1 - i, parts.Grouped);
    }

    private static void Digit(StringBuilder text, char digit, int place, bool grouped)
    {
        text.Append(digit);
        if (grouped && place > 0 && place % 3 == 0)
            text.Append(',');
    }
}
